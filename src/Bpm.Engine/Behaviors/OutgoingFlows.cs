using System.Collections.Immutable;
using Bpm.Feel;
using Bpm.Model;

namespace Bpm.Engine;

/// <summary>Evaluates conditions of outgoing flows. A condition is true or false; anything else is an incident, never a wrong turn.</summary>
static class OutgoingFlows
{
    /// <summary>All flows that hold; the default flow only when no conditional flow does.</summary>
    /// <param name="seen">What the conditions see, if that is more than the variables.</param>
    public static bool TryChooseAll(
        Execution execution, FlowNode node, ElementInstance element, out ImmutableArray<SequenceFlow> chosen, IFeelScope? seen = null)
    {
        var outgoing = execution.Definition.Outgoing(node.Id);
        chosen = outgoing;
        if (outgoing.All(f => f.Condition is null) && node.DefaultFlowId is null) return true;

        var taken = ImmutableArray.CreateBuilder<SequenceFlow>();
        var conditionHeld = false;
        foreach (var flow in outgoing)
        {
            if (flow.Id == node.DefaultFlowId) continue;
            if (!TryHolds(execution, element, flow, out var holds, seen)) return execution.StopAtLeaving(element);
            if (holds) taken.Add(flow);
            conditionHeld |= holds && flow.Condition is not null;
        }
        // A flow without a condition is taken beside the default one, which only asks whether a condition held (BPMN 2.0.2, 8.3.13).
        if (!conditionHeld && node.DefaultFlowId is { } id) taken.Add(execution.Definition.Flows[id]);
        chosen = taken.ToImmutable();
        return chosen.Length > 0 || outgoing.IsEmpty || NoFlow(execution, element, node);
    }

    /// <summary>The first flow that holds, else the default flow.</summary>
    public static bool TryChooseFirst(Execution execution, FlowNode node, ElementInstance element, out ImmutableArray<SequenceFlow> chosen)
    {
        var outgoing = execution.Definition.Outgoing(node.Id);
        chosen = [];
        foreach (var flow in outgoing)
        {
            if (flow.Id == node.DefaultFlowId) continue;
            if (!TryHolds(execution, element, flow, out var holds)) return execution.StopAtLeaving(element);
            if (!holds) continue;
            chosen = [flow];
            return true;
        }
        if (node.DefaultFlowId is { } id) chosen = [execution.Definition.Flows[id]];
        return chosen.Length > 0 || outgoing.IsEmpty || NoFlow(execution, element, node);
    }

    public static bool TryHolds(Execution execution, ElementInstance element, SequenceFlow flow, out bool holds, IFeelScope? seen = null)
    {
        holds = true;
        if (flow.Condition is null) return true;
        if (Conditions.Ask(execution, flow.Condition, element.ScopeKey, $"the condition of flow '{flow.Name ?? flow.Id}'", out holds, seen: seen) is not { } problem) return true;
        execution.RaiseIncident(element, IncidentKind.Expression, problem, step: Execution.FlowsStep(execution.NodeOf(element)));
        return false;
    }

    static bool NoFlow(Execution execution, ElementInstance element, FlowNode node)
    {
        execution.StopAtLeaving(element);
        execution.RaiseIncident(element, IncidentKind.NoFlow,
            $"Expected a flow out of '{node.Label}' to take, but no condition holds and there is no default flow.", step: Execution.FlowsStep(node));
        return false;
    }
}
