using Bpm.Model;

namespace Bpm.Engine;

/// <summary>What intermediate throw events and end events have in common.</summary>
static class ThrowingEvent
{
    /// <summary>
    /// Throws every definition, then goes on with <paramref name="done"/> unless the event waits, has an incident, or is
    /// gone. After a signal it goes on when the tokens that move now have come to rest: they hear it, too.
    /// </summary>
    public static void Throw(Execution execution, Event node, ElementInstance element, Action done)
    {
        if (node.Definitions is [MessageEventDefinition { Job: { } job }])
        {
            ServiceTaskBehavior.CreateJob(execution, node, job, element);
            return;
        }
        // An error that nobody catches stops the event before it has thrown anything: what it says beside is said once.
        if (node.Definitions.OfType<ErrorEventDefinition>().FirstOrDefault(e => !ErrorTrigger.CanThrow(execution, element, e.Code)) is { } uncaught)
        {
            execution.RaiseIncident(element, IncidentKind.UncaughtError, ErrorTrigger.Uncaught(node.Label, uncaught.Code), step: StepOf(element, node));
            return;
        }

        var waits = false;
        // The error last: it ends the event.
        foreach (var definition in node.Definitions.OrderBy(d => d is ErrorEventDefinition))
        {
            if (definition is CompensateEventDefinition compensate)
            {
                if (element.State != ElementState.Active) execution.Emit(new ElementStarted(element.Key));
                waits |= CompensationTrigger.Throw(execution, element, compensate);
            }
            else if (definition is not SignalEventDefinition && EventThrower.Throw(execution, element, definition) is { } problem)
            {
                execution.RaiseIncident(element, IncidentKind.Expression, problem, step: StepOf(element, node));
                return;
            }
            // An interrupting catch has ended this scope, and this event with it.
            if (!execution.Instance.Elements.ContainsKey(element.Key)) return;
        }
        var signals = node.Definitions.OfType<SignalEventDefinition>().ToList();
        if (signals.Count > 0) execution.Afterwards(element, () => Signal(execution, element, signals, waits ? null : done));
        else if (!waits) done();
    }

    /// <summary>An event that ends its scope throws as it leaves: its listeners are not called again.</summary>
    static int? StepOf(ElementInstance element, FlowNode node) => element.State == ElementState.Completing ? Execution.FlowsStep(node) : null;

    static void Signal(Execution execution, ElementInstance element, List<SignalEventDefinition> signals, Action? done)
    {
        foreach (var signal in signals)
        {
            if (MessageTrigger.Throw(execution, element, signal) is { } problem)
            {
                execution.RaiseIncident(element, IncidentKind.Expression, problem, step: StepOf(element, execution.NodeOf(element)));
                return;
            }
            if (!execution.Instance.Elements.ContainsKey(element.Key)) return;
        }
        done?.Invoke();
    }
}
