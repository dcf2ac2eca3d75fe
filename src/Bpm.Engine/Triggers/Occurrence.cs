using Bpm.Model;

namespace Bpm.Engine;

/// <summary>
/// A timer, message, signal or condition has come to an event that waited for it: where the token goes is decided by
/// who waited.
/// </summary>
static class Occurrence
{
    /// <param name="hostKey">Who waited: an element instance, or the scope of an event subprocess.</param>
    /// <param name="eventId">The event (or receive task) that occurs.</param>
    public static void Of(Execution execution, long hostKey, string eventId, VariableSet variables)
    {
        var node = execution.Definition.Nodes[eventId];
        if (node is Event { IsParallelMultiple: true } && StillWaits(execution, hostKey, eventId))
        {
            VariableMappings.AssignOutward(execution, hostKey, variables);
            return;
        }
        if (node is StartEvent && execution.Instance.Elements.TryGetValue(hostKey, out var starting) && starting.ElementId == eventId)
        {
            VariableMappings.AssignOutward(execution, execution.Instance.Key, variables);
            StartEventBehavior.Pass(execution, starting);
            return;
        }
        if (node is BoundaryEvent { IsInterrupting: false, IsParallelMultiple: true } or StartEvent { IsInterrupting: false, IsParallelMultiple: true })
            WaitAgain(execution, hostKey, node);
        switch (node)
        {
            case StartEvent start:
                EventSubProcessTrigger.Start(execution, hostKey, start, variables);
                break;
            case BoundaryEvent boundary:
                BoundaryTrigger.Catch(execution, execution.Instance.Elements[hostKey], boundary, variables);
                break;
            default:
                var host = execution.Instance.Elements[hostKey];
                if (execution.NodeOf(host) is EventBasedGateway gateway) EventBasedGatewayBehavior.Choose(execution, host, gateway, node, variables);
                else Continue(execution, host, variables);
                break;
        }
    }

    /// <summary>The element itself waited: what came is its result.</summary>
    public static void Continue(Execution execution, ElementInstance element, VariableSet variables)
    {
        Waits.Close(execution, element.Key, id => id == element.ElementId);
        VariableMappings.AssignResult(execution, element, variables);
        execution.Complete(element);
    }

    /// <summary>All parts have come: the next time all of them are needed again.</summary>
    static void WaitAgain(Execution execution, long hostKey, FlowNode node)
    {
        if (Waits.Prepare(execution, [node], hostKey, out var waits) is { } problem) execution.RaiseIncident(hostKey, IncidentKind.Expression, problem);
        else Waits.Open(execution, hostKey, waits, asks: false);
    }

    static bool StillWaits(Execution execution, long hostKey, string eventId) =>
        execution.Instance.SubscriptionsOf(hostKey).Any(s => s.ElementId == eventId) || execution.Instance.JobsOf(hostKey).Any(j => j.ElementId == eventId);
}
