using Bpm.Model;

namespace Bpm.Engine;

/// <summary>
/// End event (BPMN 2.0.2, 13.5.6): consumes its token. With a definition it also throws an error or an escalation, or
/// terminates everything in its scope.
/// </summary>
sealed class EndEventBehavior : ElementBehavior<EndEvent>
{
    protected override void Activate(Execution execution, EndEvent node, ElementInstance element)
    {
        switch (node.Definition)
        {
            case ErrorEventDefinition error:
                if (!ErrorTrigger.Throw(execution, element, error.Code, error.Message))
                    execution.RaiseIncident(element, IncidentKind.UncaughtError, ErrorTrigger.Uncaught(node.Label, error.Code));
                break;
            case EscalationEventDefinition escalation:
                EscalationTrigger.Throw(execution, element, escalation.Code);
                // An interrupting catch has ended this scope, and this event with it.
                if (execution.Instance.Elements.ContainsKey(element.Key)) execution.Complete(element);
                break;
            case TerminateEventDefinition:
                var scopeKey = element.ScopeKey;
                execution.Emit(new ElementCompleted(element.Key, execution.At));
                execution.TerminateChildren(scopeKey);
                execution.CompleteTerminatedScope(scopeKey);
                break;
            default:
                execution.Complete(element);
                break;
        }
    }
}
