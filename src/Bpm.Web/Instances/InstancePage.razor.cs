using Bpm.Engine;
using Bpm.Runtime;
using Bpm.Storage;
using Bpm.Web.App;
using Bpm.Web.Decisions;
using Microsoft.AspNetCore.Components;

namespace Bpm.Web.Instances;

/// <summary>One instance: where it is, what it waits for, what stopped it and what has happened; and what an operator can do about it.</summary>
public sealed partial class InstancePage(InstanceReader reader, ProcessEngine engine, InstanceRights rights, CurrentActor current)
{
    InstanceView? _view;
    RetryWatch? _watch;
    string? _element;
    string? _message;
    long? _busyKey;
    bool _isRefused;
    Asked _asks;
    bool _mayOperate;
    bool _mayRead;
    bool _mayDrive;
    bool _maySeeDecisions;
    bool _isRead;

    [Parameter]
    public long Key { get; set; }

    [Inject]
    public NavigationManager Navigation { get; set; } = default!;

    [Inject]
    public TimeProvider Time { get; set; } = default!;

    string ProcessAddress => $"/processes/{Uri.EscapeDataString(_view!.Row.ProcessId)}";

    // What it called changes it, too; a call that is on its way may be any instance that begins.
    bool Concerns(Change change) =>
        change.ProcessInstanceKey == Key
        || (_view is { } view && (view.Jobs.Any(j => j.Kind is "call" or "cancelCall") || view.Events.Called.Any(c => c.InstanceKey == change.ProcessInstanceKey)));

    protected override async Task OnParametersSetAsync()
    {
        if (_view?.Row.InstanceKey == Key) return;
        // The key of a task, job or incident leads to its instance.
        if (InstanceKey.Of(Key) is var instance && instance != Key && instance > 0)
        {
            Navigation.NavigateTo($"/instances/{instance}", replace: true);
            return;
        }
        (_watch, _element, _message, _asks) = (null, null, null, Asked.Nothing);
        await ReadAsync();
    }

    async Task ReadAsync()
    {
        if (await current.Find() is not { } actor) return;
        _mayOperate = actor.IsAny(Role.Operator);
        _maySeeDecisions = DecisionRight.MaySee(actor);
        _mayRead = await rights.MayRead(actor, Key);
        // The engine lets everybody choose who works on tasks; the page offers it to those who have to do with the instance.
        _mayDrive = _mayOperate || (_mayRead && actor.IsAny(Role.Staff, Role.Manager));
        _view = await reader.Find(Key, CancellationToken.None);
        _isRead = true;
    }

    async Task ResolveAsync(IncidentRow incident)
    {
        _watch = null;
        var reply = await DoAsync(incident.IncidentKey, actor => engine.ResolveIncident(actor, incident.IncidentKey), done: null);
        if (reply is { IsDone: true }) _watch = new RetryWatch(incident);
    }

    async Task RunAsync(WaitingJob job) => await DoAsync(
        job.JobKey, actor => engine.ExecuteJob(actor, job.JobKey), $"“{_view!.NameOf(job.ElementId)}” was carried out now instead of later.");

    async Task StartActivityAsync(EnabledActivity activity) => await DoAsync(
        null, actor => engine.StartAdHocActivity(actor, activity.ScopeKey, activity.ElementId, VariableSet.Empty), $"“{_view!.NameOf(activity.ElementId)}” is started.");

    async Task<string?> CompleteAdHocAsync(ElementRow scope) => ProblemOf(await DoAsync(
        null, actor => engine.CompleteAdHoc(actor, scope.ElementInstanceKey), $"“{_view!.NameOf(scope.ElementId)}” is completed."));

    async Task<string?> SendAsync(EventWish wish)
    {
        var (subscription, variables) = (wish.Subscription, wish.Variables);
        return ProblemOf(subscription switch
        {
            null => await DoAsync(null, actor => engine.Trigger(actor, wish.ElementKey, variables), $"“{_view!.NameOf(wish.ElementId)}” went on."),
            { Kind: "signal" } => await DoAsync(null, async actor => new((await engine.BroadcastSignal(actor, subscription.Name, variables, wish.ToAll ? null : Key)).Rejection),
                $"The signal “{subscription.Name}” was sent{(wish.ToAll ? " to everybody" : " to this instance")}."),
            _ => await DoAsync(null, async actor => new((await engine.CorrelateMessage(actor, Request(subscription, variables))).Rejection),
                $"The message “{subscription.Name}” was delivered."),
        });
    }

    static MessageRequest Request(SubscriptionRow row, VariableSet variables) =>
        new(row.Name, variables) { ElementKey = row.ElementInstanceKey, CorrelationKey = row.CorrelationKey };

    async Task<string?> SetVariableAsync(VariableChange change)
    {
        var reply = change.Value is { } value
            ? await DoAsync(null, actor => engine.SetVariables(actor, change.ScopeKey, VariableSet.Of((change.Name, value))), $"“{change.Name}” is changed.")
            : await DoAsync(null, actor => engine.ChangeVariables(actor, change.ScopeKey, VariableSet.Empty, [change.Name]), $"“{change.Name}” is removed.");
        return ProblemOf(reply);
    }

    async Task<string?> CancelAsync(string reason, string? _)
    {
        var reply = await DoAsync(null, actor => engine.CancelInstance(actor, Key, reason), "The instance is cancelled.");
        return ProblemOf(reply);
    }

    async Task<string?> PauseAsync(string reason, string? _)
    {
        var reply = _view!.Row.IsSuspended
            ? await DoAsync(null, actor => engine.ActivateInstance(actor, Key, reason), "The instance goes on.")
            : await DoAsync(null, actor => engine.SuspendInstance(actor, Key, reason), "The instance is suspended.");
        if (reply is { IsDone: true }) _asks = Asked.Nothing;
        return ProblemOf(reply);
    }

    async Task<string?> MoveAsync(MoveWish wish)
    {
        Modification[] instructions = [new CancelElement(wish.Source.ElementInstanceKey), new StartBefore(wish.Target) { AncestorKey = wish.AncestorKey }];
        return ProblemOf(await DoAsync(null, actor => engine.Modify(actor, Key, instructions, wish.Reason),
            $"“{_view!.NameOf(wish.Source.ElementId)}” was cancelled and “{_view.NameOf(wish.Target)}” started."));
    }

    static string? ProblemOf(Reply? reply) => reply is null ? "You are not signed in any more." : reply.Rejection?.Message;

    /// <summary>Does it once, says how it went, and shows what is true afterwards.</summary>
    async Task<Reply?> DoAsync(long? busyKey, Func<Actor, Task<Reply>> wish, string? done)
    {
        if (_busyKey is not null || await current.Find() is not { } actor) return null;
        _busyKey = busyKey;
        try
        {
            var reply = await wish(actor);
            (_message, _isRefused) = (reply.Rejection?.Message ?? done, !reply.IsDone);
            await ReadAsync();
            return reply;
        }
        finally
        {
            _busyKey = null;
            StateHasChanged();
        }
    }

    /// <summary>Which question is open.</summary>
    enum Asked { Nothing, Pause, Cancel }
}
