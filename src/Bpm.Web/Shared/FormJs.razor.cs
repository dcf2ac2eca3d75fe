using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace Bpm.Web.Shared;

/// <summary>
/// Shows a form-js schema. The browser's own checks are a courtesy: the page checks again on the server and gives what it finds to
/// <see cref="SetErrorsAsync"/>. Give it a <c>@key</c> of the task, or the next task inherits what was typed for the previous one.
/// </summary>
public sealed partial class FormJs(IJSRuntime js) : IAsyncDisposable
{
    ElementReference _element;
    IJSObjectReference? _form;
    DotNetObjectReference<FormJs>? _self;
    (string Schema, string? Data)? _shown;
    bool _shownReadOnly;
    string? _problem;
    IReadOnlyList<string> _unplaced = [];

    [Parameter, EditorRequired]
    public string Schema { get; set; } = "";

    /// <summary>The values to begin with, as a JSON object; a change discards what was typed.</summary>
    [Parameter]
    public string? Data { get; set; }

    [Parameter]
    public bool ReadOnly { get; set; }

    /// <summary>All values as JSON, shortly after the person stopped typing.</summary>
    [Parameter]
    public EventCallback<string> DataChanged { get; set; }

    /// <summary>Enter in a field, or a button of the form itself.</summary>
    [Parameter]
    public EventCallback<FormSubmission> Submitted { get; set; }

    /// <summary>Checks the form in the browser, shows what is missing there, and gives the data.</summary>
    public async Task<FormSubmission> SubmitAsync()
    {
        await ShowUnplacedAsync([]);
        return _form is null
            ? throw new InvalidOperationException("Expected a form that is shown, but it has not been drawn yet.")
            : await _form.InvokeAsync<FormSubmission>("submit", _element);
    }

    /// <summary>Shows the server's errors at their fields; those of fields that the form does not have are listed below it.</summary>
    public async Task SetErrorsAsync(IReadOnlyDictionary<string, string[]> errors)
    {
        if (_form is null)
            return;
        var unknown = await _form.InvokeAsync<string[]>("setErrors", _element, errors);
        await ShowUnplacedAsync([.. unknown.SelectMany(key => errors[key])]);
    }

    [JSInvokable]
    public Task OnFormChanged(string dataJson) => InvokeAsync(() => DataChanged.InvokeAsync(dataJson));

    [JSInvokable]
    public Task OnFormSubmitted(FormSubmission submission) => InvokeAsync(() => Submitted.InvokeAsync(submission));

    public async ValueTask DisposeAsync()
    {
        try
        {
            if (_form is not null)
            {
                await _form.InvokeVoidAsync("dispose", _element);
                await _form.DisposeAsync();
            }
        }
        catch (JSDisconnectedException)
        {
            // The browser is gone, and the form with it.
        }
        _self?.Dispose();
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        _form ??= await js.InvokeAsync<IJSObjectReference>("import", "./lib/bpmn/form.js");
        if (_shown != (Schema, Data))
        {
            (_shown, _shownReadOnly) = ((Schema, Data), ReadOnly);
            _self ??= DotNetObjectReference.Create(this);
            var drawn = await _form.InvokeAsync<Drawing>("mount", _element, Schema, Data, _self, new { @readonly = ReadOnly });
            if (_problem == drawn.Problem)
                return;
            _problem = drawn.Problem;
            StateHasChanged();
        }
        else if (_shownReadOnly != ReadOnly)
        {
            _shownReadOnly = ReadOnly;
            await _form.InvokeVoidAsync("setReadOnly", _element, ReadOnly);
        }
    }

    Task ShowUnplacedAsync(IReadOnlyList<string> texts) => InvokeAsync(() =>
    {
        _unplaced = texts;
        StateHasChanged();
    });

    sealed record Drawing(bool Drawn, string? Problem);
}
