using Bpm.Engine;
using Bpm.Runtime;
using Bpm.Storage;
using Bpm.Web.App;
using Bpm.Web.Shared;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace Bpm.Web.Inbox;

/// <summary>
/// The list of a person's tasks with the chosen one beside it. The address holds the view and the choice; the list reads itself
/// again when the engine tells of a change, row by row, so that neither the focus nor what is typed is disturbed.
/// </summary>
public sealed partial class InboxPage(
    Storage.Inbox inbox, TaskReader tasks, ProcessEngine engine, TaskNotifications notifications, CurrentActor current, TimeProvider time) : IDisposable
{
    const int PageSize = 50;

    readonly Dictionary<long, TaskRow?> _rowParts = [];
    InboxFilter _filter = InboxFilter.Default;
    IReadOnlyList<InboxRow>? _rows;
    IReadOnlyDictionary<long, LoopPlace> _places = new Dictionary<long, LoopPlace>();
    InboxCounts? _counts;
    int? _allCount;
    KnownPeople? _people;
    Actor? _actor;
    TaskPane? _pane;
    IDisposable? _subscription;
    LiveRefresh? _live;
    int _take = PageSize;
    bool _isSignedOut;
    bool _isHelpOpen;
    bool _isWarning;
    string? _message;
    bool _isPaneStale;
    long? _focusRow;

    [Parameter]
    public long? TaskKey { get; set; }

    [SupplyParameterFromQuery(Name = "view")]
    public string? View { get; set; }

    [SupplyParameterFromQuery(Name = "q")]
    public string? Search { get; set; }

    [SupplyParameterFromQuery(Name = "sort")]
    public string? Sort { get; set; }

    [Inject]
    public NavigationManager Navigation { get; set; } = default!;

    public void Dispose()
    {
        _subscription?.Dispose();
        _live?.Dispose();
    }

    protected override async Task OnParametersSetAsync()
    {
        var filter = InboxFilter.Of(View, Search, Sort);
        if (_rows is not null && filter == _filter) return;
        (_filter, _take) = (filter, PageSize);
        await RefreshListAsync();
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            _live = new LiveRefresh(time, RefreshAsync);
            _subscription = notifications.Subscribe(TakeNewsAsync);
        }
        if (_focusRow is { } key && _rowParts.GetValueOrDefault(key) is { } row)
        {
            _focusRow = null;
            await row.FocusAsync();
        }
    }

    async Task TakeNewsAsync(Change change)
    {
        try
        {
            await InvokeAsync(async () =>
            {
                var isOfPane = _pane?.InstanceKey is { } shown && change.ProcessInstanceKey == shown;
                _isPaneStale |= isOfPane;
                if ((change.TouchesTasks || isOfPane) && _live is not null) await _live.Ask();
            });
        }
        catch (Exception e)
        {
            await DispatchExceptionAsync(e);
        }
    }

    async Task RefreshAsync()
    {
        await RefreshListAsync();
        if (_isPaneStale && _pane is not null)
        {
            _isPaneStale = false;
            await _pane.RefreshAsync();
        }
        StateHasChanged();
    }

    async Task RefreshListAsync()
    {
        _actor = await current.Find();
        _isSignedOut = _actor is null;
        if (_actor is not { } actor) return;
        var query = _filter.Query(actor.UserId, actor.Groups, time.GetUtcNow(), _take);
        var rows = await inbox.List(query, CancellationToken.None);
        _places = await tasks.Places(rows, CancellationToken.None);
        _rows = rows;
        _counts = await inbox.Count(query with { IncludeTakenByOthers = false }, CancellationToken.None);
        _allCount = (await inbox.Count(query with { IncludeTakenByOthers = true }, CancellationToken.None)).All;
        _people = await tasks.People(CancellationToken.None);
        foreach (var gone in _rowParts.Keys.Except(_rows.Select(r => r.TaskKey)).ToArray()) _rowParts.Remove(gone);
    }

    async Task ShowMoreAsync()
    {
        _take += PageSize;
        await RefreshListAsync();
    }

    Task KeyAsync(KeyboardEventArgs e)
    {
        if (e.CtrlKey || e.AltKey || e.MetaKey || _rows is not { Count: > 0 } rows) return Task.CompletedTask;
        return e.Key switch
        {
            "j" => Choose(rows, +1),
            "k" => Choose(rows, -1),
            "Enter" => EnterAsync(),
            "c" => _pane?.ClaimAsync() ?? Task.CompletedTask,
            "e" => Do(() => _pane?.AskEscalation()),
            "n" => ClaimNextAsync(),
            "?" => Do(() => _isHelpOpen = !_isHelpOpen),
            _ => Task.CompletedTask,
        };
    }

    static Task Do(Action action)
    {
        action();
        return Task.CompletedTask;
    }

    // The address follows, so reload and back lead to the same task; but every step back through a list would be a nuisance.
    Task Choose(IReadOnlyList<InboxRow> rows, int step)
    {
        var at = rows.Select(r => r.TaskKey).ToList().IndexOf(TaskKey ?? 0);
        var next = rows[at < 0 ? 0 : Math.Clamp(at + step, 0, rows.Count - 1)].TaskKey;
        _focusRow = next;
        Navigation.NavigateTo(_filter.Address(Navigation, next), replace: TaskKey is not null);
        return Task.CompletedTask;
    }

    // The row's own link has chosen the task already when it was not the open one.
    async Task EnterAsync()
    {
        if (_pane is not null) await _pane.FocusAsync();
    }

    async Task ClaimNextAsync()
    {
        if (await current.Find() is not { } actor) return;
        var groups = InboxFilter.Default with { View = InboxView.Groups };
        var free = await inbox.List(groups.Query(actor.UserId, actor.Groups, time.GetUtcNow(), 10), CancellationToken.None);
        foreach (var row in free)
        {
            // Somebody else may be faster: then the next one is tried.
            var reply = await engine.Claim(actor, row.TaskKey);
            if (reply.Rejection is { Kind: RejectionKind.Conflict }) continue;
            Tell(reply.Rejection?.Message ?? $"You have claimed '{row.Name}'{(row.BusinessKey is { } key ? $" ({key})" : "")}.", isWarning: !reply.IsDone);
            if (reply.IsDone) Navigation.NavigateTo((_filter with { View = InboxView.Mine, Text = null }).Address(Navigation, row.TaskKey));
            return;
        }
        Tell("Nothing is waiting in your groups.", isWarning: false);
    }

    async Task FinishAsync(TaskOutcome outcome)
    {
        var next = Following(outcome.TaskKey);
        await RefreshListAsync();
        var what = $"'{outcome.Name}'{(outcome.BusinessKey is { } key ? $" ({key})" : "")}";
        if (outcome.Incident is { } incident)
        {
            Tell($"{what} is completed and your answers are stored, but the process stopped at an incident: {incident} You need not do anything: the operator sees it.", isWarning: true);
            return;
        }
        Tell(next is null ? $"{what} is done. That was the last task of this list." : $"{what} is done. Here is the next one.", isWarning: false);
        Navigation.NavigateTo(_filter.Address(Navigation, next));
    }

    /// <summary>The task below the one that is done, or above it at the end of the list.</summary>
    long? Following(long taskKey)
    {
        if (_rows is null) return null;
        var keys = _rows.Select(r => r.TaskKey).ToList();
        var at = keys.IndexOf(taskKey);
        return keys.ElementAtOrDefault(at + 1) is > 0 and var below ? below : at > 0 ? keys[at - 1] : null;
    }

    void Tell(string message, bool isWarning) => (_message, _isWarning) = (message, isWarning);
}
