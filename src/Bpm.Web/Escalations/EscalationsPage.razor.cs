using Bpm.Runtime;
using Bpm.Web.App;
using Bpm.Web.Inbox;
using Bpm.Web.Shared;

namespace Bpm.Web.Escalations;

/// <summary>What was escalated to the person, open ones as cards with what can be done, handled ones below. Reads itself again when the engine tells of a change.</summary>
public sealed partial class EscalationsPage(
    Storage.Escalations escalations, TaskReader tasks, ProcessEngine engine, TaskNotifications notifications, CurrentActor current, TimeProvider time) : IDisposable
{
    const int HandledShown = 20;

    IReadOnlyList<EscalatedTask>? _open;
    IReadOnlyList<Storage.EscalationRow> _closed = [];
    IReadOnlyList<PersonLoad> _loads = [];
    KnownPeople? _people;
    Actor? _actor;
    IDisposable? _subscription;
    LiveRefresh? _live;
    string? _message;
    bool _isRejected;
    bool _isSignedOut;

    int Overdue => _open?.Count(t => t.Latest.DueAt < time.GetUtcNow()) ?? 0;

    public void Dispose()
    {
        _subscription?.Dispose();
        _live?.Dispose();
    }

    protected override Task OnInitializedAsync() => ReadAsync();

    protected override void OnAfterRender(bool firstRender)
    {
        if (!firstRender) return;
        _live = new LiveRefresh(time, RefreshAsync);
        _subscription = notifications.Subscribe(TakeNewsAsync);
    }

    async Task TakeNewsAsync(Change change)
    {
        if (!change.TouchesTasks) return;
        try
        {
            await InvokeAsync(() => _live?.Ask() ?? Task.CompletedTask);
        }
        catch (Exception e)
        {
            await DispatchExceptionAsync(e);
        }
    }

    async Task RefreshAsync()
    {
        await ReadAsync();
        StateHasChanged();
    }

    async Task ReadAsync()
    {
        _actor = await current.Find();
        _isSignedOut = _actor is null;
        if (_actor is not { } actor) return;
        _people = await tasks.People(CancellationToken.None);
        _loads = await tasks.Loads(CancellationToken.None);
        _closed = [.. (await escalations.Closed(actor.UserId, actor.Groups, CancellationToken.None)).Take(HandledShown)];
        _open = EscalatedTask.Of(await escalations.Open(actor.UserId, actor.Groups, CancellationToken.None));
    }

    async Task<string?> DoAsync(EscalationWish wish)
    {
        if (await current.Find() is not { } actor) return "You are not signed in any more.";
        var reply = wish switch
        {
            { Kind: EscalationWishKind.TakeOver } => await engine.TakeOver(actor, wish.TaskKey),
            { Kind: EscalationWishKind.HandTo } => await engine.HandTo(actor, wish.TaskKey, wish.UserId ?? "", wish.Reason),
            { Kind: EscalationWishKind.PushBack } => await engine.PushBack(actor, wish.TaskKey, wish.Reason ?? ""),
            _ => await engine.ExtendDeadline(actor, wish.TaskKey, wish.Due ?? time.GetUtcNow(), wish.Reason),
        };
        (_message, _isRejected) = (reply.Rejection?.Message ?? EscalationWords.Done(wish, _people!), !reply.IsDone);
        await RefreshAsync();
        return reply.Rejection?.Message;
    }
}
