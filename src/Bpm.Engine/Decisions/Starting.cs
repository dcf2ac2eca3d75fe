using Bpm.Model;

namespace Bpm.Engine;

/// <summary>Puts tokens where instructions say, in the scope that is there or in new ones.</summary>
static class Starting
{
    public static Rejection? At(Execution execution, StartInstruction instruction)
    {
        if (Find(execution, instruction, out var node, out var flow) is { } wrong) return wrong;
        if (ScopeChoice.For(execution, node, instruction.AncestorKey, out var scopeKey, out var missing) is { } unclear) return unclear;
        if (IsBusy(execution, scopeKey, missing)) return new(RejectionKind.Conflict,
            $"Expected nothing to be at work in '{execution.NodeOf(execution.Instance.Elements[scopeKey]).Label}', which is done one after the other, but something is. Cancel that first.");
        var places = new StartPlaces(execution, node, flow is null, instruction.Variables);
        if (places.Problem(scopeKey, missing) is { } nowhere) return nowhere;

        places.AssignOutside(scopeKey, missing);
        foreach (var scope in missing)
        {
            if (execution.Open(scope, scopeKey, key => places.AssignIn(key, scope.Id), out var opened) is { } problem)
                return ModificationDecisions.Invalid($"Expected to enter '{scope.Label}', in which '{node.Label}' is, but it cannot begin: {problem}");
            // A condition on its edge, or inside it, has held at once: the token has gone that way.
            if (opened is null) return null;
            scopeKey = opened.Key;
        }
        if (flow is null) places.AssignIn(execution.EnterLater(node, scopeKey).Key, null);
        else if (TakeListeners(execution, flow, scopeKey) is { } failed) return failed;
        else places.AssignIn(scopeKey, null);
        if (flow is not null) execution.Take(flow, scopeKey);
        return null;
    }

    /// <param name="node">What is started, or what the flow comes from.</param>
    static Rejection? Find(Execution execution, StartInstruction instruction, out FlowNode node, out SequenceFlow? flow)
    {
        var definition = execution.Definition;
        (node, flow) = (null!, null);
        switch (instruction)
        {
            case TakeFlow take when !definition.Flows.TryGetValue(take.FlowId, out flow):
                return ModificationDecisions.Invalid($"Expected a sequence flow of process '{definition.Id}', but '{take.FlowId}' is none.");
            case TakeFlow:
                node = definition.Nodes[flow!.SourceId];
                return null;
            case StartAfter after:
                if (!definition.Nodes.TryGetValue(after.ElementId, out node!)) return NoElement(execution, after.ElementId);
                var outgoing = definition.Outgoing(node.Id);
                flow = outgoing.FirstOrDefault();
                return outgoing.Length switch
                {
                    1 => null,
                    0 => ModificationDecisions.Invalid($"Expected a flow out of '{node.Label}', but there is none, so nothing comes after it. Start before another element."),
                    _ => ModificationDecisions.Invalid($"Expected one flow out of '{node.Label}', but there are {string.Join(", ", outgoing.Select(f => $"'{f.Id}'"))}. Say which flow to take."),
                };
            default:
                var id = ((StartBefore)instruction).ElementId;
                if (!definition.Nodes.TryGetValue(id, out node!)) return NoElement(execution, id);
                return CannotStart(node) is { } reason ? ModificationDecisions.Invalid(reason) : null;
        }
    }

    static string? CannotStart(FlowNode node) => node switch
    {
        Activity { IsForCompensation: true } => $"Expected an element that a token can come to, but '{node.Label}' only undoes another one. Start before an event that throws compensation.",
        BoundaryEvent { Definition: CompensateEventDefinition } => $"Expected an event that lets a token go on, but '{node.Label}' only names what undoes its activity.",
        _ => null,
    };

    public static Rejection NoElement(Execution execution, string id) => ModificationDecisions.Invalid(execution.Definition.Flows.ContainsKey(id)
        ? $"Expected an element of process '{execution.Definition.Id}', but '{id}' is a sequence flow. Take it instead."
        : $"Expected an element of process '{execution.Definition.Id}', but '{id}' is none.");

    static bool IsBusy(Execution execution, long scopeKey, List<SubProcess> missing) =>
        missing.Count == 0 && execution.Instance.Elements.TryGetValue(scopeKey, out var scope)
        && execution.NodeOf(scope) is AdHocSubProcess { IsSequential: true } && execution.Instance.ActiveIn(scopeKey) > 0;

    static Rejection? TakeListeners(Execution execution, SequenceFlow flow, long scopeKey)
    {
        foreach (var (target, source) in flow.Assignments)
        {
            if (execution.EvaluateData(source, scopeKey, $"a listener of flow '{flow.Name ?? flow.Id}'", out var value) is { } problem) return ModificationDecisions.Invalid(problem);
            if (target.Length > 0) VariableMappings.AssignOutward(execution, scopeKey, target, value);
        }
        return null;
    }
}
