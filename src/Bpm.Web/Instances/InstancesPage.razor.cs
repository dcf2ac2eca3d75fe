using Bpm.Runtime;
using Bpm.Storage;
using Bpm.Web.App;
using Microsoft.AspNetCore.Components;

namespace Bpm.Web.Instances;

/// <summary>The instances of all processes, the newest first, filtered by the address; more are read on demand from the last key on.</summary>
public sealed partial class InstancesPage(InstanceOverview instances, Incidents incidents, Definitions definitions, PeopleReads people, CurrentActor current)
{
    const int PageSize = 50;

    InstanceFilter _filter = InstanceFilter.Of(null, null, null);
    List<InstanceRow>? _rows;
    IReadOnlyList<DefinitionRow> _processes = [];
    PeopleNames _names = new(new Dictionary<string, string>(), new Dictionary<string, string>());
    int _incidents;
    bool _hasMore;
    bool _isOperator;
    string? _search;

    [SupplyParameterFromQuery(Name = "state")]
    public string? State { get; set; }

    [SupplyParameterFromQuery(Name = "process")]
    public string? Process { get; set; }

    [SupplyParameterFromQuery(Name = "q")]
    public string? Text { get; set; }

    [Inject]
    public NavigationManager Navigation { get; set; } = default!;

    string Lead => _incidents switch
    {
        0 => "Every run of a process, the newest first.",
        1 => "One incident waits for an operator.",
        _ => $"{_incidents} incidents wait for an operator.",
    };

    protected override async Task OnParametersSetAsync()
    {
        var filter = InstanceFilter.Of(State, Process, Text);
        if (_rows is not null && filter == _filter) return;
        (_filter, _search, _rows) = (filter, filter.Search, null);
        _isOperator = await current.Find() is { } actor && actor.IsAny(Role.Operator);
        _processes = await definitions.Latest(CancellationToken.None);
        await RefreshAsync();
    }

    // As many as are shown, so that a person who has loaded more keeps the place.
    async Task RefreshAsync()
    {
        var filter = _filter;
        var rows = await ListAsync(filter, before: null, Math.Max(PageSize, _rows?.Count ?? 0));
        if (filter.SearchedKey is { } key && rows.All(r => r.InstanceKey != key) && await instances.Find(key, CancellationToken.None) is { } found)
            rows.Insert(0, found);
        var count = await incidents.Count(new IncidentQuery(), CancellationToken.None);
        var names = await people.Names(CancellationToken.None);
        // The filter was changed while this was read: that reading is on its way.
        if (filter != _filter) return;
        (_rows, _incidents, _names) = (rows, count, names);
    }

    async Task LoadMoreAsync()
    {
        if (_rows is not { Count: > 0 } rows) return;
        rows.AddRange(await ListAsync(_filter, rows[^1].InstanceKey, PageSize));
    }

    async Task<List<InstanceRow>> ListAsync(InstanceFilter filter, long? before, int take)
    {
        var rows = (await instances.List(filter.Query(before), new Slice(0, take + 1), CancellationToken.None)).ToList();
        _hasMore = rows.Count > take;
        return _hasMore ? rows[..take] : rows;
    }

    void ChooseProcess(ChangeEventArgs e) => Go(_filter with { ProcessId = e.Value is string { Length: > 0 } id ? id : null });

    void Search() => Go(InstanceFilter.Of(_filter.State, _filter.ProcessId, _search));

    void Go(InstanceFilter filter) => Navigation.NavigateTo(filter.Address());
}
