using Bpm.Feel;
using Bpm.Model;

namespace Bpm.Engine;

/// <summary>
/// Conditional events (BPMN 2.0.2, 10.4.5): asked when they begin to wait and whenever a variable that they can see has
/// changed. As in Camunda 7 each such change counts, so that a non-interrupting one may occur again.
/// </summary>
static class ConditionTrigger
{
    /// <summary>Asks the conditions that the changes concern, or those of a host that has just begun to wait; true when one of them occurred.</summary>
    public static bool Ask(Execution execution, IReadOnlyList<VariableChange> changes, long? newHost = null)
    {
        var occurred = false;
        var waiting = newHost is { } host ? execution.Instance.SubscriptionsOf(host) : execution.Instance.Subscriptions.Values;
        foreach (var subscription in waiting.Where(s => s.Kind == SubscriptionKind.Condition).ToList())
        {
            if (!execution.Instance.Subscriptions.ContainsKey(subscription.Key)) continue;
            var node = (Event)execution.Definition.Nodes[subscription.ElementId];
            var condition = (ConditionalEventDefinition)node.Definitions[subscription.Definition];
            var isNew = subscription.ElementKey == newHost;
            var times = isNew ? 1 : changes.Count(c => Concerns(execution, c, subscription, condition));
            if (times == 0 || !Holds(execution, subscription, condition)) continue;

            if (!Repeats(node))
            {
                times = 1;
                execution.Emit(new SubscriptionClosed(subscription.Key));
            }
            // One occurrence may end who waits for the next.
            for (var i = 0; i < times && IsThere(execution, subscription.ElementKey); i++)
            {
                execution.Emit(new EventOccurred(subscription.ElementKey, subscription.ElementId, SubscriptionKind.Condition, subscription.Name));
                Occurrence.Of(execution, subscription.ElementKey, subscription.ElementId, VariableSet.Empty);
            }
            occurred = true;
        }
        return occurred;
    }

    static bool IsThere(Execution execution, long hostKey) =>
        !execution.Instance.HasEnded && (hostKey == execution.Instance.Key || execution.Instance.Elements.ContainsKey(hostKey));

    /// <summary>Whether an event goes on waiting when it has occurred; one that needs all its parts waits for each of them once.</summary>
    public static bool Repeats(FlowNode node) =>
        node is BoundaryEvent { IsInterrupting: false, IsParallelMultiple: false } or StartEvent { IsInterrupting: false, IsParallelMultiple: false };

    static bool Concerns(Execution execution, VariableChange change, Subscription subscription, ConditionalEventDefinition condition)
    {
        if (condition.VariableName is { } name && name != change.Name) return false;
        if (!condition.VariableEvents.IsDefaultOrEmpty && !condition.VariableEvents.Contains(change.Event)) return false;
        for (var scope = subscription.ElementKey; ; scope = execution.Instance.Elements[scope].ScopeKey)
        {
            if (scope == change.ScopeKey) return true;
            if (scope == execution.Instance.Key || !execution.Instance.Elements.ContainsKey(scope)) return false;
        }
    }

    /// <summary>A condition about variables that are not there yet does not hold; it is asked again when they are.</summary>
    static bool Holds(Execution execution, Subscription subscription, ConditionalEventDefinition condition) =>
        execution.Evaluate(condition.Condition, subscription.ElementKey) is { Failure: null, Value: FeelBoolean { Value: true } };
}

/// <summary>A variable got a value, or went away.</summary>
/// <param name="Event">As the model names it: create, update, delete.</param>
readonly record struct VariableChange(long ScopeKey, string Name, string Event);
