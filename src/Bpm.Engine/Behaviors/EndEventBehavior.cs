using System.Collections.Immutable;
using Bpm.Model;

namespace Bpm.Engine;

/// <summary>
/// End event (BPMN 2.0.2, 13.5.6): consumes its token and throws what it says: a message, signal, error, escalation or
/// compensation, all of them when it is a multiple event; a cancel ends its transaction, a terminate its scope.
/// </summary>
sealed class EndEventBehavior : ElementBehavior<EndEvent>
{
    protected override void Activate(Execution execution, EndEvent node, ElementInstance element)
    {
        // What ends its own scope does so last: its listeners are called, and its data is mapped, before.
        if (EndsScope(node)) execution.Complete(element);
        else ThrowingEvent.Throw(execution, node, element, () => End(execution, node, element));
    }

    public override bool TryChooseFlows(Execution execution, FlowNode node, ElementInstance element, out ImmutableArray<SequenceFlow> flows)
    {
        var end = (EndEvent)node;
        if (!EndsScope(end)) return base.TryChooseFlows(execution, node, element, out flows);
        flows = [];
        execution.StopAtLeaving(element);
        if (end.Definitions.Any(d => d is CancelEventDefinition)) TransactionTrigger.Cancel(execution, element);
        else ThrowingEvent.Throw(execution, end, element, () => End(execution, end, element));
        return false;
    }

    static void End(Execution execution, EndEvent node, ElementInstance element)
    {
        if (node.Definitions.Any(d => d is TerminateEventDefinition)) Terminate(execution, element);
        else execution.Complete(element);
    }

    /// <summary>Beside compensation, which is waited for, it throws at once and ends when that is done.</summary>
    static bool EndsScope(EndEvent node) =>
        node.Definitions.Any(d => d is ErrorEventDefinition or CancelEventDefinition or TerminateEventDefinition) && !node.Definitions.Any(d => d is CompensateEventDefinition);

    static void Terminate(Execution execution, ElementInstance element)
    {
        var scopeKey = element.ScopeKey;
        execution.Emit(new ElementCompleted(element.Key, execution.At));
        execution.TerminateChildren(scopeKey);
        execution.CompleteTerminatedScope(scopeKey);
    }
}
