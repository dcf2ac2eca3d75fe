using Bpm.Model;
using Bpm.Web.Shared;
using Microsoft.AspNetCore.Components;

namespace Bpm.Web.Processes;

/// <summary>What is wrong with the uploaded files, beside their diagrams: choosing a problem shows its element, and the other way round.</summary>
public sealed partial class UploadReview
{
    ElementReference _title;
    ProblemList? _list;
    Upload? _shown;
    IReadOnlyList<DiagramProblem> _marks = [];
    int _at;
    int? _problem;
    string? _element;
    int? _focus;

    [Parameter, EditorRequired]
    public Upload Upload { get; set; } = default!;

    /// <summary>Files that could not be taken.</summary>
    [Parameter]
    public IReadOnlyList<string> Refusals { get; set; } = [];

    /// <summary>Why the deployment was refused.</summary>
    [Parameter]
    public string? Rejection { get; set; }

    [Parameter]
    public bool IsBusy { get; set; }

    [Parameter]
    public EventCallback Deploy { get; set; }

    [Parameter]
    public EventCallback Discard { get; set; }

    [Parameter]
    public EventCallback<FileReading> Added { get; set; }

    UploadedFile File => Upload.Files[_at];

    Diagnostic? Problem => _problem is { } at ? File.Problems[at] : null;

    string Verdict => $"{Plural(Upload.Files.Count, "file")}: " + (Upload.Errors, Upload.Warnings) switch
    {
        (0, 0) => "nothing is wrong.",
        (0, var warnings) => $"{Plural(warnings, "warning")}, no error.",
        (var errors, 0) => $"{Plural(errors, "error")}.",
        var (errors, warnings) => $"{Plural(errors, "error")} and {Plural(warnings, "warning")}.",
    };

    string Hint => Upload.Errors > 0
        ? "Nothing can be deployed while there are errors. Mend the files in your modeler and drop them here again, or discard them."
        : Upload.Warnings > 0 ? "The processes will run, but look at the warnings first: they say what will not work as drawn." : "Nothing has been deployed yet.";

    protected override void OnParametersSet()
    {
        if (ReferenceEquals(_shown, Upload)) return;
        _shown = Upload;
        // The first file that needs attention.
        Open(Math.Max(0, Upload.Files.ToList().FindIndex(f => f.Count(Severity.Error) > 0)));
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender) await _title.FocusAsync();
        if (_focus is not { } at || _list is null) return;
        _focus = null;
        await _list.FocusAsync(at);
    }

    void Open(int at)
    {
        _at = at;
        _marks = [.. File.Problems.Where(p => p.ElementId is not null && p.Severity != Severity.Info)
            .Select(p => new DiagramProblem(p.ElementId!, p.Severity == Severity.Error ? "error" : "warning", p.Message))];
        (_problem, _element) = (null, null);
        if (File.Problems.Count > 0) Choose(0);
    }

    void Choose(int at) => (_problem, _element) = (at, File.Problems[at].ElementId);

    void ChooseElementAsync(string elementId)
    {
        _element = elementId;
        var at = File.Problems.ToList().FindIndex(p => p.ElementId == elementId);
        if (at < 0) return;
        (_problem, _focus) = (at, at);
    }

    static string Plural(int count, string word) => count == 1 ? $"1 {word}" : $"{count} {word}s";
}
