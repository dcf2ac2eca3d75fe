using System.Text.Json.Nodes;
using Bpm.Engine;
using Bpm.Feel;
using Bpm.Storage;
using Bpm.Web.Shared;
using Microsoft.AspNetCore.Components;

namespace Bpm.Web.Forms;

/// <summary>
/// The form of one task, of either kind, or what there is instead of one. What is typed is kept on the server shortly after the
/// last keystroke, so a refresh, a lost connection or a lost race loses nothing. Give it a <c>@key</c> of the task: what it shows
/// at first is never replaced by news, only by another task.
/// </summary>
public sealed partial class TaskForm(TimeProvider time) : IAsyncDisposable
{
    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(400);

    JsonObject _data = [];
    string? _startJson;
    IReadOnlyDictionary<string, string[]> _errors = new Dictionary<string, string[]>();
    FormJs? _formJs;
    GeneratedFormView? _generated;
    ITimer? _timer;
    bool _isBusy;
    bool _isUnsaved;
    DateTimeOffset? _savedAt;
    string? _draftProblem;

    [Parameter, EditorRequired]
    public FormSource Source { get; set; } = NoForm.Instance;

    /// <summary>What the task sees.</summary>
    [Parameter, EditorRequired]
    public FeelContext Variables { get; set; } = FeelContext.Empty;

    [Parameter]
    public TaskDraft? Draft { get; set; }

    [Parameter]
    public bool IsEditable { get; set; }

    /// <summary>Why it is not editable.</summary>
    [Parameter]
    public string? Hint { get; set; }

    /// <summary>The button's word.</summary>
    [Parameter]
    public string Verb { get; set; } = "Complete";

    /// <summary>Takes the checked variables; false when that was refused and the input still counts.</summary>
    [Parameter, EditorRequired]
    public Func<VariableSet, Task<bool>> Complete { get; set; } = default!;

    /// <summary>Keeps what was typed; null when there is nowhere to keep it. Gives the problem, if there is one.</summary>
    [Parameter]
    public Func<string, Task<string?>>? SaveDraft { get; set; }

    FormModel? Model => (Source as FillableForm)?.Model;

    /// <summary>Checks and completes, as the form's own button does.</summary>
    public async Task SubmitAsync()
    {
        if (_isBusy || !IsEditable) return;
        if (_formJs is null) await FinishAsync(null);
        else await FinishAsync(await _formJs.SubmitAsync());
    }

    public async ValueTask DisposeAsync()
    {
        if (_timer is not null) await _timer.DisposeAsync();
        if (_isUnsaved) await SaveAsync();
    }

    protected override void OnInitialized()
    {
        if (Model is not { } model) return;
        _data = FormStart.Data(model, Variables, Draft?.DataJson);
        _startJson = _data.ToJsonString();
        _savedAt = Draft?.SavedAt;
    }

    async Task FinishAsync(FormSubmission? sent)
    {
        if (_isBusy || !IsEditable) return;
        _isBusy = true;
        try
        {
            if (sent is not null) _data = JsonObjects.Read(sent.DataJson);
            if (sent is { IsValid: false }) return;
            if (await CheckAsync() is not { } variables || !await Complete(variables)) return;
            _isUnsaved = false;
        }
        finally
        {
            _isBusy = false;
        }
    }

    async Task<VariableSet?> CheckAsync()
    {
        if (Model is not { } model) return VariableSet.Empty;
        var result = FormCheck.Check(model, _data, Variables, new FeelEnvironment(time.GetUtcNow()));
        _errors = result.Errors;
        if (result.IsValid) return result.Variables;
        if (_formJs is not null) await _formJs.SetErrorsAsync(result.Errors);
        _generated?.ShowErrors();
        return null;
    }

    Task TakeAsync(string dataJson)
    {
        _data = JsonObjects.Read(dataJson);
        NoteChange();
        return Task.CompletedTask;
    }

    void NoteChange()
    {
        if (SaveDraft is null || !IsEditable) return;
        _isUnsaved = true;
        _timer ??= time.CreateTimer(_ => _ = InvokeAsync(SaveSafelyAsync), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _timer.Change(Pause, Timeout.InfiniteTimeSpan);
    }

    // Nobody awaits a timer: a failure is handed to the page, which shows it.
    async Task SaveSafelyAsync()
    {
        try
        {
            await SaveAsync();
        }
        catch (Exception e)
        {
            await DispatchExceptionAsync(e);
        }
    }

    async Task SaveAsync()
    {
        if (!_isUnsaved || SaveDraft is null) return;
        _isUnsaved = false;
        _draftProblem = await SaveDraft(Typed());
        if (_draftProblem is null) _savedAt = time.GetUtcNow();
        StateHasChanged();
    }

    // Only the answers: the other variables are the process's, and may have changed when the draft is opened again.
    string Typed()
    {
        JsonObject typed = [];
        foreach (var input in Model!.Inputs.Where(i => !i.IsReadOnly))
            if (_data.Has(input.Key)) typed.Put(input.Key, _data.At(input.Key)?.DeepClone());
        return typed.ToJsonString();
    }
}
