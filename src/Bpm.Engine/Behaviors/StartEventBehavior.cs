using Bpm.Model;

namespace Bpm.Engine;

/// <summary>
/// Start event (BPMN 2.0.2, 13.5.1): its trigger has started the instance, so it passes. One that needs several events
/// (parallel multiple) has started it with the first, and waits for the others; only then does the process begin.
/// </summary>
sealed class StartEventBehavior : ElementBehavior<StartEvent>
{
    protected override void Activate(Execution execution, StartEvent node, ElementInstance element) => execution.Complete(element);

    /// <summary>The first of several events has come.</summary>
    public static void Begin(Execution execution, StartEvent node, StartTrigger first)
    {
        var element = execution.EnterWaiting(node, execution.Instance.Key);
        if (!execution.TryPrepare(element, out var waits, node)) return;
        var occurred = node.Definitions.ToList().FindIndex(d => Fits(d, first));
        List<PreparedWait> others = [.. waits.Where(w => w.Index != occurred)];
        if (execution.Start(element, others) && others.Count == 0) Pass(execution, element);
    }

    /// <summary>All events have come.</summary>
    public static void Pass(Execution execution, ElementInstance element)
    {
        Waits.Close(execution, element.Key);
        EventSubProcessTrigger.Open(execution);
        if (!execution.Instance.HasEnded && !execution.IsInterrupted(execution.Instance.Key))
            execution.Complete(element, hasOccurred: true, pauses: execution.NodeOf(element).AsyncBefore);
    }

    /// <summary>A condition holds by itself as long as it does.</summary>
    static bool Fits(EventDefinition definition, StartTrigger trigger) => (definition, trigger.Kind) switch
    {
        (MessageEventDefinition message, StartTriggerKind.Message) => message.StaticName == trigger.Name,
        (SignalEventDefinition signal, StartTriggerKind.Signal) => signal.Name.StaticValue?.Text == trigger.Name,
        (TimerEventDefinition, StartTriggerKind.Timer) => true,
        _ => false,
    };
}
