using System.Collections.Immutable;
using Bpm.Model;

namespace Bpm.Engine;

/// <summary>
/// What events wait for, made ready before anything changes and then opened: a timer becomes a job, a message, a signal
/// and a condition become subscriptions. Errors, escalations and compensation need nothing: who throws looks for them.
/// </summary>
static class Waits
{
    /// <summary>Everything that the nodes wait for, evaluated as seen from a scope. Changes nothing; says what went wrong, or null.</summary>
    public static string? Prepare(Execution execution, IEnumerable<FlowNode> nodes, long scopeKey, out List<PreparedWait> waits)
    {
        waits = [];
        foreach (var node in nodes)
        {
            var index = 0;
            foreach (var definition in Definitions(node))
                if (Prepare(execution, node, definition, index++, scopeKey, waits) is { } problem) return problem;
        }
        return null;
    }

    public static ImmutableArray<EventDefinition> Definitions(FlowNode node) => node switch
    {
        Event e => e.Definitions,
        ReceiveTask { Message: { } message } => [message],
        _ => [],
    };

    static string? Prepare(Execution execution, FlowNode node, EventDefinition definition, int index, long scopeKey, List<PreparedWait> waits)
    {
        switch (definition)
        {
            case TimerEventDefinition timer:
                if (TimerTrigger.Prepare(execution, node, timer, scopeKey, out var schedule) is { } wrong) return wrong;
                waits.Add(new PreparedWait(node.Id, index) { Schedule = schedule });
                return null;
            case MessageEventDefinition message:
                if (MessageTrigger.Name(execution, message.Name, node, scopeKey, out var name) is { } noName) return noName;
                if (MessageTrigger.Key(execution, message, node, scopeKey, out var key) is { } noKey) return noKey;
                waits.Add(new PreparedWait(node.Id, index) { Kind = SubscriptionKind.Message, Name = name, CorrelationKey = key });
                return null;
            case SignalEventDefinition signal:
                if (MessageTrigger.Name(execution, signal.Name, node, scopeKey, out var signalName) is { } noSignal) return noSignal;
                waits.Add(new PreparedWait(node.Id, index) { Kind = SubscriptionKind.Signal, Name = signalName });
                return null;
            case ConditionalEventDefinition condition:
                waits.Add(new PreparedWait(node.Id, index) { Kind = SubscriptionKind.Condition, Name = condition.Condition.Text });
                return null;
            default:
                return null;
        }
    }

    /// <param name="hostKey">Who waits: an element instance, or a scope for its event subprocesses.</param>
    /// <param name="asks">Whether a condition that holds already occurs at once.</param>
    public static void Open(Execution execution, long hostKey, IReadOnlyCollection<PreparedWait> waits, bool asks = true)
    {
        foreach (var wait in waits)
        {
            if (wait.Schedule is { } schedule)
                execution.Emit(execution.JobFor(hostKey, wait.ElementId, JobKind.Timer, schedule.Due) with
                {
                    RepeatsLeft = schedule.RepeatsLeft,
                    RepeatEvery = schedule.RepeatEvery,
                });
            else
                execution.Emit(new SubscriptionOpened(
                    execution.NextKey(), hostKey, wait.ElementId, wait.Kind, wait.Name!, wait.CorrelationKey, wait.Index, execution.At));
        }
        if (asks && waits.Any(w => w is { Schedule: null, Kind: SubscriptionKind.Condition })) ConditionTrigger.Ask(execution, [], hostKey);
    }

    /// <summary>Closes what a host waits for: all of it, or what belongs to some of its events.</summary>
    public static void Close(Execution execution, long hostKey, Func<string, bool>? ofEvent = null)
    {
        var instance = execution.Instance;
        if (instance.Jobs.Count > 0)
            foreach (var job in instance.JobsOf(hostKey).Where(j => ofEvent?.Invoke(j.ElementId) ?? true).ToList())
                execution.Emit(new JobCancelled(job.Key));
        if (instance.Subscriptions.Count > 0)
            foreach (var subscription in instance.SubscriptionsOf(hostKey).Where(s => ofEvent?.Invoke(s.ElementId) ?? true).ToList())
                execution.Emit(new SubscriptionClosed(subscription.Key));
    }
}

/// <summary>A wait whose expressions have been evaluated and which is about to be opened.</summary>
/// <param name="Index">Of the definition in a multiple event.</param>
sealed record PreparedWait(string ElementId, int Index)
{
    public TimerSchedule? Schedule { get; init; }
    public SubscriptionKind Kind { get; init; }
    public string? Name { get; init; }
    public string? CorrelationKey { get; init; }
}
