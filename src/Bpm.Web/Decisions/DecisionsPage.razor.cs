using Bpm.Storage;
using Bpm.Web.App;

namespace Bpm.Web.Decisions;

/// <summary>The deployed decisions.</summary>
public sealed partial class DecisionsPage(DecisionDefinitions decisions, PeopleReads people, CurrentActor current)
{
    IReadOnlyList<DecisionRow>? _rows;
    PeopleNames? _names;
    string? _search;
    bool _maySee;
    bool _isRead;

    IEnumerable<DecisionRow> Found => string.IsNullOrWhiteSpace(_search)
        ? _rows ?? []
        : (_rows ?? []).Where(r => r.Label.Contains(_search.Trim(), StringComparison.OrdinalIgnoreCase) || r.DecisionId.Contains(_search.Trim(), StringComparison.OrdinalIgnoreCase));

    protected override Task OnInitializedAsync() => ReadAsync();

    async Task ReadAsync()
    {
        _maySee = await current.Find() is { } actor && DecisionRight.MaySee(actor);
        if (_maySee)
        {
            _names = await people.Names(CancellationToken.None);
            _rows = await decisions.Latest(CancellationToken.None);
        }
        _isRead = true;
    }
}
