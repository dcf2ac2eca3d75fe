using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace Bpm.Web.Shared;

/// <summary>Draws a BPMN model with bpmn-js and marks on it where an instance is, was and failed, or what is wrong with the model.</summary>
public sealed partial class BpmnDiagram(IJSRuntime js) : IAsyncDisposable
{
    ElementReference _element;
    IJSObjectReference? _viewer;
    DotNetObjectReference<BpmnDiagram>? _self;
    string? _drawnXml;
    Marks? _shownMarks;
    string? _shownSelection;
    string? _problem;

    /// <summary>The model with its diagram interchange; a change draws it anew.</summary>
    [Parameter, EditorRequired]
    public string Xml { get; set; } = "";

    [Parameter]
    public string Label { get; set; } = "Process diagram";

    /// <summary>Where tokens wait now, and how many.</summary>
    [Parameter]
    public IReadOnlyList<DiagramCount> Active { get; set; } = [];

    [Parameter]
    public IReadOnlyList<string> Completed { get; set; } = [];

    [Parameter]
    public IReadOnlyList<string> TakenFlows { get; set; } = [];

    [Parameter]
    public IReadOnlyList<DiagramCount> Incidents { get; set; } = [];

    [Parameter]
    public IReadOnlyList<DiagramProblem> Problems { get; set; } = [];

    [Parameter]
    public IReadOnlyList<DiagramNote> Notes { get; set; } = [];

    [Parameter]
    public string? Selected { get; set; }

    [Parameter]
    public EventCallback<string> ElementClicked { get; set; }

    /// <summary>More classes for the frame, such as <c>diagram-tall</c>.</summary>
    [Parameter]
    public string? Class { get; set; }

    [JSInvokable]
    public Task OnElementClicked(string id) => InvokeAsync(() => ElementClicked.InvokeAsync(id));

    public async ValueTask DisposeAsync()
    {
        try
        {
            if (_viewer is not null)
            {
                await _viewer.InvokeVoidAsync("dispose", _element);
                await _viewer.DisposeAsync();
            }
        }
        catch (JSDisconnectedException)
        {
            // The browser is gone, and the diagram with it.
        }
        _self?.Dispose();
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        var marks = new Marks(Active, Incidents, Completed, TakenFlows, Problems, Notes);
        _viewer ??= await js.InvokeAsync<IJSObjectReference>("import", "./lib/bpmn/viewer.js");
        if (_drawnXml != Xml)
        {
            await DrawAsync(_viewer, marks);
            return;
        }
        if (!marks.SameAs(_shownMarks))
        {
            _shownMarks = marks;
            await _viewer.InvokeVoidAsync("setMarkers", _element, marks);
        }
        if (_shownSelection != Selected)
        {
            _shownSelection = Selected;
            await _viewer.InvokeVoidAsync("select", _element, Selected);
        }
    }

    async Task DrawAsync(IJSObjectReference viewer, Marks marks)
    {
        (_drawnXml, _shownMarks, _shownSelection) = (Xml, marks, Selected);
        _self ??= DotNetObjectReference.Create(this);
        var drawn = await viewer.InvokeAsync<Drawing>("mount", _element, Xml, new { label = Label, page = _self, markers = marks, selected = Selected });
        if (_problem == drawn.Problem)
            return;
        _problem = drawn.Problem;
        StateHasChanged();
    }

    async Task ZoomAsync(double factor) => await (_viewer?.InvokeVoidAsync("zoom", _element, factor) ?? default);

    async Task FitAsync() => await (_viewer?.InvokeVoidAsync("fit", _element) ?? default);

    sealed record Drawing(bool Drawn, string? Problem);

    sealed record Marks(
        IReadOnlyList<DiagramCount> Active,
        IReadOnlyList<DiagramCount> Incidents,
        IReadOnlyList<string> Completed,
        IReadOnlyList<string> Taken,
        IReadOnlyList<DiagramProblem> Problems,
        IReadOnlyList<DiagramNote> Notes)
    {
        // Pages build new lists on every render; only a changed content is worth a message to the browser.
        public bool SameAs(Marks? other) =>
            other is not null
            && Active.SequenceEqual(other.Active)
            && Incidents.SequenceEqual(other.Incidents)
            && Completed.SequenceEqual(other.Completed)
            && Taken.SequenceEqual(other.Taken)
            && Problems.SequenceEqual(other.Problems)
            && Notes.SequenceEqual(other.Notes);
    }
}
