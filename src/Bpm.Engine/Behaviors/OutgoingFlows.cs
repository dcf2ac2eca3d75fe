using System.Collections.Immutable;
using Bpm.Feel;
using Bpm.Model;

namespace Bpm.Engine;

/// <summary>Evaluates conditions of outgoing flows. A condition is true or false; anything else is an incident, never a wrong turn.</summary>
static class OutgoingFlows
{
    /// <summary>All flows that hold; the default flow only when no conditional flow does.</summary>
    public static bool TryChooseAll(Execution execution, FlowNode node, ElementInstance element, out ImmutableArray<SequenceFlow> chosen)
    {
        var outgoing = execution.Definition.Outgoing(node.Id);
        chosen = outgoing;
        if (outgoing.All(f => f.Condition is null) && node.DefaultFlowId is null) return true;

        var taken = ImmutableArray.CreateBuilder<SequenceFlow>();
        foreach (var flow in outgoing)
        {
            if (flow.Id == node.DefaultFlowId) continue;
            if (!TryHolds(execution, element, flow, out var holds)) return execution.StopAtCompleting(element);
            if (holds) taken.Add(flow);
        }
        if (taken.Count == 0 && node.DefaultFlowId is { } id) taken.Add(execution.Definition.Flows[id]);
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
            if (!TryHolds(execution, element, flow, out var holds)) return execution.StopAtCompleting(element);
            if (!holds) continue;
            chosen = [flow];
            return true;
        }
        if (node.DefaultFlowId is { } id) chosen = [execution.Definition.Flows[id]];
        return chosen.Length > 0 || outgoing.IsEmpty || NoFlow(execution, element, node);
    }

    static bool TryHolds(Execution execution, ElementInstance element, SequenceFlow flow, out bool holds)
    {
        holds = true;
        if (flow.Condition is null) return true;
        var result = execution.Evaluate(flow.Condition, element.ScopeKey);
        // As in Camunda 7, a name that means nothing is an error there, not a null that happens to compare as false.
        var isUnknown = execution.Definition.Dialect == Dialect.Camunda7 && result.Warnings.Any(w => w.Kind == FeelWarningKind.NoVariableFound);
        if (!isUnknown && result is { Failure: null, Value: FeelBoolean boolean })
        {
            holds = boolean.Value;
            return true;
        }
        var reasons = result.Warnings.Select(w => $"{Explanation.Marked(flow.Condition.Text, w.Position, w.Length)}: {w.Message}");
        if (result.Failure is { } failure) reasons = reasons.Prepend(failure);
        execution.RaiseIncident(element, IncidentKind.Expression, Explanation.Of(
            $"Expected the condition of flow '{flow.Name ?? flow.Id}' to be true or false, but {flow.Condition.Text} gave {result.Value}.",
            reasons, execution, element.ScopeKey));
        return false;
    }

    static bool NoFlow(Execution execution, ElementInstance element, FlowNode node)
    {
        execution.StopAtCompleting(element);
        execution.RaiseIncident(element, IncidentKind.NoFlow,
            $"Expected a flow out of '{node.Label}' to take, but no condition holds and there is no default flow.");
        return false;
    }
}
