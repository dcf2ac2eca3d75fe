using System.Globalization;
using System.Text;
using Bpm.Feel;
using Bpm.Runtime;
using Bpm.Storage;
using Bpm.Web.Decisions;
using Bpm.Web.Processes;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;

namespace Bpm.Web.Trials;

/// <summary>Evaluates a deployed decision, or one of a file that nobody has deployed, and shows over its tables how it was decided.</summary>
public sealed partial class DecisionTrialView(DecisionDefinitions decisions, DeployedDecisions files, TimeProvider time)
{
    IReadOnlyList<DecisionRow>? _rows;
    IReadOnlyList<DecisionRow> _versions = [];
    IReadOnlyList<TrialField> _fields = [];
    IReadOnlyList<TrailRemark> _problems = [];
    TypingPause? _pause;
    DecisionRow? _row;
    DecisionFile? _file;
    UploadedFile? _upload;
    DecisionAnswer? _answer;
    TrialClock _clock = TrialClock.Real;
    Remark? _variablesProblem;
    string? _decisionId;
    string? _missing;
    string? _refusal;
    string? _variablesRead;
    string _pasted = "";
    string _variables = "";
    int? _problem;
    int _round;
    int _fileRound;
    bool _isFile;
    bool _isJson;
    bool _isBusy;

    /// <summary>The decision to begin with.</summary>
    [Parameter]
    public string? DecisionId { get; set; }

    /// <summary>Its version; null for the latest.</summary>
    [Parameter]
    public int? Version { get; set; }

    // The order of evaluation once there is one; before, what a decision uses stands before it.
    IEnumerable<(DecisionSheet Sheet, DecisionTrail? Trail, int? Number)> Shown
    {
        get
        {
            if (_file is not { } file) return [];
            if (_decisionId is not { } id) return file.Sheets.Select(s => (s, (DecisionTrail?)null, (int?)null));
            var sheets = file.Closure(id);
            var trails = _answer?.Trails ?? [];
            var evaluated = trails.Index().Where(t => file.Sheet(t.Item.DecisionId) is not null)
                .Select(t => (file.Sheet(t.Item.DecisionId)!, (DecisionTrail?)t.Item, trails.Count > 1 ? (int?)t.Index + 1 : null)).DistinctBy(t => t.Item1);
            return [.. evaluated, .. sheets.Where(s => trails.All(t => t.DecisionId != s.Id)).Select(s => (s, (DecisionTrail?)null, (int?)null))];
        }
    }

    public void Dispose() => _pause?.Dispose();

    protected override async Task OnInitializedAsync()
    {
        _rows = await decisions.Latest(CancellationToken.None);
        await TakeDeployedAsync(DecisionId, Version);
    }

    async Task TakeDeployedAsync(string? decisionId = null, int? version = null)
    {
        _isFile = false;
        _missing = null;
        if (_rows is not { Count: > 0 } rows)
        {
            Open(null, null);
            return;
        }
        var latest = rows.FirstOrDefault(r => r.DecisionId == (decisionId ?? _row?.DecisionId));
        if (latest is null && decisionId is not null) _missing = $"No decision “{decisionId}” is deployed; this is another one.";
        latest ??= rows[0];
        _versions = await decisions.Versions(latest.DecisionId, CancellationToken.None);
        _row = version is null ? latest : _versions.FirstOrDefault(v => v.Version == version) ?? latest;
        var file = await files.Find(_row.DecisionKey, CancellationToken.None);
        Open(file, _row.DecisionId);
        if (file is { Model: null }) _missing = "This version cannot be evaluated any more; its file is on the page of the decision.";
    }

    Task ChooseVersionAsync(ChangeEventArgs e) =>
        TakeDeployedAsync(_row?.DecisionId, int.TryParse(e.Value as string, CultureInfo.InvariantCulture, out var version) ? version : null);

    void UseFile()
    {
        (_isFile, _missing, _upload, _pasted) = (true, null, null, "");
        Open(null, null);
    }

    async Task ReadFileAsync(InputFileChangeEventArgs chosen)
    {
        var reading = await FileReading.Read(chosen, CancellationToken.None);
        _fileRound++;
        _refusal = reading.Refusals.Count > 0 ? reading.Refusals[0] : null;
        if (reading.Files.Count > 0) await CheckAsync(reading.Files[0]);
    }

    Task PasteAsync(ChangeEventArgs e)
    {
        _pasted = e.Value as string ?? "";
        return string.IsNullOrWhiteSpace(_pasted) ? Task.CompletedTask : CheckAsync(new("pasted.dmn", Encoding.UTF8.GetBytes(_pasted)));
    }

    async Task CheckAsync(DeploymentFile uploaded)
    {
        // A large file takes a moment, which the page's other events must not wait for.
        var file = await Task.Run(() => DecisionFile.Read(uploaded.Name, uploaded.Content, []));
        _upload = UploadedFile.Of(uploaded, file);
        _problem = _upload.Problems.Count > 0 ? 0 : null;
        Open(file, file.Decisions.Count > 0 ? file.Decisions[^1].Id : null);
        _problems = _upload.Remarks;
    }

    void Open(DecisionFile? file, string? decisionId)
    {
        (_file, _problems) = (file, []);
        Choose(decisionId);
    }

    void Choose(string? decisionId)
    {
        (_decisionId, _answer, _variablesProblem) = (decisionId, null, null);
        var earlier = _fields;
        _fields = _file is null || decisionId is null ? [] : TrialField.Of(_file, decisionId);
        // Another version of the same decision is tried with the same values.
        foreach (var field in _fields)
            if (earlier.FirstOrDefault(f => f.Name == field.Name) is { } same) (field.Kind, field.Text) = (same.Kind, same.Text);
    }

    void UseJson()
    {
        if (!_isJson) _variables = Values() is { Count: > 0 } values ? FeelJson.ToJson(values, tagged: true) : "";
        _isJson = true;
    }

    void UseFields()
    {
        if (_isJson && JsonInput.ReadVariables(_variables).Value is FeelContext values)
            foreach (var field in _fields) field.Show(values.TryGet(field.Name, out var value) ? value : null);
        (_isJson, _variablesProblem) = (false, null);
    }

    FeelContext Values() => new(_fields.Select(f => (f.Name, Value: f.Read())).Where(f => f.Value is not null).Select(f => KeyValuePair.Create(f.Name, f.Value!)));

    void Later() => (_pause ??= new(time, EvaluateByItselfAsync)).Begin();

    async Task EvaluateByItselfAsync()
    {
        try
        {
            await InvokeAsync(EvaluateAsync);
        }
        // Nobody awaits the timer: the page shows what went wrong.
        catch (Exception e)
        {
            await DispatchExceptionAsync(e);
        }
    }

    async Task EvaluateAsync()
    {
        var round = ++_round;
        if (ReadTrial() is not { } trial)
        {
            (_answer, _isBusy) = (null, false);
            StateHasChanged();
            return;
        }
        _isBusy = true;
        var answer = await Task.Run(trial.Evaluate);
        if (round != _round) return;
        (_answer, _isBusy) = (answer, false);
        StateHasChanged();
    }

    DecisionTrial? ReadTrial()
    {
        _variablesProblem = null;
        if (_file?.Model is not { } model || _decisionId is not { } id) return null;
        if (!_isJson)
        {
            var values = Values();
            return _fields.Any(f => f.Problem is not null) ? null : new(model, id, values, _clock.Read(time));
        }
        var read = JsonInput.ReadVariables(_variables);
        (_variablesProblem, _variablesRead) = (read.Problem, _variables);
        return read.Value is FeelContext variables ? new(model, id, variables, _clock.Read(time)) : null;
    }

    Task MoveAsync(TrialClock clock)
    {
        _clock = clock;
        return _answer is null ? Task.CompletedTask : EvaluateAsync();
    }

    static string Shortened(string text) => text.Length > 200 ? text[..199] + "…" : text;
}
