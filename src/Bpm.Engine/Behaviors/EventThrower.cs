using Bpm.Model;

namespace Bpm.Engine;

/// <summary>Throws what an event definition says, from an element (BPMN 2.0.2, 13.5.3).</summary>
static class EventThrower
{
    /// <summary>Says what went wrong, or null. Afterwards the element may be gone: an interrupting catch has ended it.</summary>
    public static string? Throw(Execution execution, ElementInstance element, EventDefinition definition)
    {
        switch (definition)
        {
            case MessageEventDefinition message: return MessageTrigger.Throw(execution, element, message);
            case SignalEventDefinition signal: return MessageTrigger.Throw(execution, element, signal);
            case EscalationEventDefinition escalation:
                EscalationTrigger.Throw(execution, element, escalation.Code);
                return null;
            case ErrorEventDefinition error:
                return ErrorTrigger.Throw(execution, element, error.Code, error.Message) ? null : ErrorTrigger.Uncaught(execution.NodeOf(element).Label, error.Code);
            default:
                return null;
        }
    }
}
