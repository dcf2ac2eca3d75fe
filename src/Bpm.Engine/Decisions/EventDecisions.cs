using Bpm.Model;

namespace Bpm.Engine;

/// <summary>What comes from outside the instance: messages, signals, answers of called processes.</summary>
static class EventDecisions
{
    public static Rejection? Deliver(Execution execution, DeliverMessage command)
    {
        if (!execution.Instance.Subscriptions.TryGetValue(command.SubscriptionKey, out var subscription) || subscription.Kind != SubscriptionKind.Message)
            return new(RejectionKind.NotFound, $"Expected an open message subscription, but {command.SubscriptionKey} is none: it has been used or its element has ended.");
        Occur(execution, subscription, command.Variables);
        return null;
    }

    public static Rejection? Deliver(Execution execution, DeliverSignal command)
    {
        Hear(execution, command.Name, command.Variables);
        return null;
    }

    /// <summary>Everything in the instance that waits for a signal hears it.</summary>
    public static void Hear(Execution execution, string name, VariableSet variables)
    {
        var waiting = execution.Instance.Subscriptions.Values.Where(s => s.Kind == SubscriptionKind.Signal && s.Name == name).ToList();
        // One occurrence may end what the next one belongs to.
        foreach (var subscription in waiting)
            if (execution.Instance.Subscriptions.ContainsKey(subscription.Key)) Occur(execution, subscription, variables);
    }

    static void Occur(Execution execution, Subscription subscription, VariableSet variables)
    {
        execution.Emit(new EventOccurred(subscription.ElementKey, subscription.ElementId, subscription.Kind, subscription.Name));
        if (!ConditionTrigger.Repeats(execution.Definition.Nodes[subscription.ElementId])) execution.Emit(new SubscriptionClosed(subscription.Key));
        if (subscription.Kind == SubscriptionKind.Message)
            Correlations.Receive(execution, execution.Definition.Nodes[subscription.ElementId], subscription.Name, variables);
        Occurrence.Of(execution, subscription.ElementKey, subscription.ElementId, variables);
    }

    public static Rejection? Trigger(Execution execution, TriggerElement command)
    {
        if (!execution.Instance.Elements.TryGetValue(command.ElementKey, out var element) || element.State != ElementState.Active)
            return new(RejectionKind.NotFound, $"Expected an element that waits, but {command.ElementKey} is none of instance {execution.Instance.Key}.");
        if (execution.NodeOf(element) is not ReceiveTask { Message: null })
            return new(RejectionKind.Invalid, $"Expected an element that is continued from outside, but '{execution.NodeOf(element).Label}' waits for something else.");
        Occurrence.Continue(execution, element, command.Variables);
        return null;
    }

    public static Rejection? Answer(Execution execution, AnswerCall command) =>
        Calling(execution, command.ElementKey, out var element) ?? CallActivityBehavior.Answer(execution, element, command);

    public static Rejection? Fail(Execution execution, FailCall command)
    {
        if (Calling(execution, command.ElementKey, out var element) is { } missing) return missing;
        execution.RaiseIncident(element, IncidentKind.CallFailed, command.Message);
        return null;
    }

    static Rejection? Calling(Execution execution, long elementKey, out ElementInstance element) =>
        execution.Instance.Elements.TryGetValue(elementKey, out element!) && element.State == ElementState.Active && execution.NodeOf(element) is CallActivity
            ? null
            : new(RejectionKind.NotFound, $"Expected a call activity that waits, but {elementKey} is none of instance {execution.Instance.Key}.");
}
