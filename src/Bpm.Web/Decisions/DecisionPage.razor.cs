using Bpm.Runtime;
using Bpm.Storage;
using Bpm.Web.App;
using Microsoft.AspNetCore.Components;

namespace Bpm.Web.Decisions;

/// <summary>One version of a decision: its tables with those it uses, its versions, and what it decided lately.</summary>
public sealed partial class DecisionPage(
    DecisionDefinitions decisions, DeployedDecisions files, DecisionEvaluations evaluations, PeopleReads people, CurrentActor current)
{
    const int Latest = 10;

    IReadOnlyList<DecisionRow> _versions = [];
    IReadOnlyList<DecisionEvaluationRow> _evaluations = [];
    DecisionRow? _shown;
    DecisionFile? _file;
    PeopleNames _names = new(new Dictionary<string, string>(), new Dictionary<string, string>());
    bool _maySee;
    bool _seesValues;
    bool _isRead;

    [Parameter]
    public string DecisionId { get; set; } = "";

    [Parameter]
    public int? Version { get; set; }

    string Escaped => Uri.EscapeDataString(DecisionId);

    protected override Task OnParametersSetAsync() => ReadAsync();

    async Task ReadAsync()
    {
        var actor = await current.Find();
        _maySee = actor is not null && DecisionRight.MaySee(actor);
        if (_maySee)
        {
            // What was decided is data of instances: modelers see that a decision is asked, not what about.
            _seesValues = actor!.IsAny(Role.Operator);
            _versions = await decisions.Versions(DecisionId, CancellationToken.None);
            _shown = Version is null ? _versions.FirstOrDefault(v => v.IsLatest) : _versions.FirstOrDefault(v => v.Version == Version);
            _file = _shown is null ? null : await files.Find(_shown.DecisionKey, CancellationToken.None);
            _names = await people.Names(CancellationToken.None);
            _evaluations = _shown is null ? [] : await evaluations.List(
                new() { DecisionId = DecisionId, DecisionKey = _shown.DecisionKey, Sort = DecisionEvaluationSort.Time, Descending = true }, new Slice(0, Latest), CancellationToken.None);
        }
        _isRead = true;
    }

    static string Shortened(string text) => text.Length > 60 ? text[..59] + "…" : text;
}
