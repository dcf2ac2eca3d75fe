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
        if (node.Definitions.Any(d => d is CancelEventDefinition))
        {
            execution.Emit(new ElementStarted(element.Key));
            TransactionTrigger.Cancel(execution, element);
            return;
        }
        ThrowingEvent.Throw(execution, node, element, () =>
        {
            if (node.Definitions.Any(d => d is TerminateEventDefinition)) Terminate(execution, element);
            else execution.Complete(element);
        });
    }

    static void Terminate(Execution execution, ElementInstance element)
    {
        var scopeKey = element.ScopeKey;
        execution.Emit(new ElementCompleted(element.Key, execution.At));
        execution.TerminateChildren(scopeKey);
        execution.CompleteTerminatedScope(scopeKey);
    }
}
