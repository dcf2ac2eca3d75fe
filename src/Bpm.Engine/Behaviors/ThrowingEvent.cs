using Bpm.Model;

namespace Bpm.Engine;

/// <summary>What intermediate throw events and end events have in common.</summary>
static class ThrowingEvent
{
    /// <summary>Throws every definition; true when the event is done, false when it waits, has an incident, or is gone.</summary>
    public static bool TryThrow(Execution execution, Event node, ElementInstance element)
    {
        if (node.Definitions is [MessageEventDefinition { Job: { } job }])
        {
            ServiceTaskBehavior.CreateJob(execution, node, job, element);
            return false;
        }
        var waits = false;
        foreach (var definition in node.Definitions)
        {
            if (definition is CompensateEventDefinition compensate)
            {
                if (element.State != ElementState.Active) execution.Emit(new ElementStarted(element.Key));
                waits |= CompensationTrigger.Throw(execution, element, compensate);
            }
            else if (EventThrower.Throw(execution, element, definition) is { } problem)
            {
                var kind = definition is ErrorEventDefinition ? IncidentKind.UncaughtError : IncidentKind.Expression;
                execution.RaiseIncident(element, kind, problem);
                return false;
            }
            // An interrupting catch has ended this scope, and this event with it.
            if (!execution.Instance.Elements.ContainsKey(element.Key)) return false;
        }
        return !waits;
    }
}
