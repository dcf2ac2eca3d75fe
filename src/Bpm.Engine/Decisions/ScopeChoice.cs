using Bpm.Model;

namespace Bpm.Engine;

/// <summary>In which scope something is started by hand, and which scopes have to be entered for it.</summary>
static class ScopeChoice
{
    /// <param name="missing">What is to be entered inside <paramref name="scopeKey"/>, outermost first.</param>
    public static Rejection? For(Execution execution, FlowNode node, long? ancestorKey, out long scopeKey, out List<SubProcess> missing)
    {
        List<SubProcess> around = [];
        for (var id = node.ScopeId; id != execution.Definition.Id; id = around[0].ScopeId) around.Insert(0, (SubProcess)execution.Definition.Nodes[id]);
        (scopeKey, missing) = (execution.Instance.Key, around);

        if (ancestorKey is { } key && key != execution.Instance.Key)
        {
            if (Ancestor(execution, node, key, around, out var ancestor) is { } wrong) return wrong;
            (scopeKey, missing) = (key, around[(around.FindIndex(s => s.Id == ancestor.ElementId) + 1)..]);
        }
        else if (ancestorKey is null)
        {
            for (var depth = around.Count - 1; depth >= 0; depth--)
            {
                var there = Active(execution, around[depth].Id);
                if (there.Count > 1) return Ambiguous(node, around[depth], there);
                if (there.Count == 0) continue;
                (scopeKey, missing) = (there[0].Key, around[(depth + 1)..]);
                break;
            }
        }
        return missing.Select(s => CannotEnter(execution, node, s)).FirstOrDefault(r => r is not null);
    }

    static Rejection? Ancestor(Execution execution, FlowNode node, long key, List<SubProcess> around, out ElementInstance ancestor)
    {
        if (!execution.Instance.Elements.TryGetValue(key, out ancestor!))
            return ModificationDecisions.Invalid($"Expected the ancestor {key} to be an active element instance of process instance {execution.Instance.Key}, but it is none.");
        var (id, label) = (ancestor.ElementId, execution.NodeOf(ancestor).Label);
        if (!around.Exists(s => s.Id == id))
            return ModificationDecisions.Invalid($"Expected the ancestor of '{node.Label}' to be the process instance or an instance of a scope around it, but {key} is one of '{label}'."
                + (around.Count == 0 ? "" : $" Around it {(around.Count == 1 ? "is" : "are")} {string.Join(", ", around.Select(s => $"'{s.Label}'"))}."));
        if (ancestor.Role == ElementRole.Loop)
            return ModificationDecisions.Invalid($"Expected the ancestor to be one instance of '{label}', but {key} is the loop as a whole. {Candidates(Active(execution, id))}");
        return IsOpen(ancestor) ? null
            : new(RejectionKind.Conflict, $"Expected '{label}' ({key}) to be at work, but it is {(ancestor.Role == ElementRole.Undo ? "being undone" : "beginning or ending")}.");
    }

    static Rejection? CannotEnter(Execution execution, FlowNode node, SubProcess scope)
    {
        if (scope.Loop is not null)
            return ModificationDecisions.Invalid($"Expected an active instance of '{scope.Label}' to start '{node.Label}' in, but there is none, and it cannot be entered halfway because it is done several times. Start before '{scope.Label}'.");
        if (scope.Listeners.Any(l => l is { Event: ListenerEvent.Start, JobType: not null }))
            return ModificationDecisions.Invalid($"Expected to enter '{scope.Label}' at once, but a worker has to hear of its start first. Start before '{scope.Label}'.");
        if (scope.IsTriggeredByEvent && execution.Definition.StartEvents(scope.Id).Any(s => s.Definition is CompensateEventDefinition))
            return ModificationDecisions.Invalid($"Expected an element that a token can come to, but '{scope.Label}' is begun only by undoing. Start before an event that throws compensation.");
        return null;
    }

    static Rejection Ambiguous(FlowNode node, SubProcess scope, List<ElementInstance> there) => ModificationDecisions.Invalid(
        $"Expected one active instance of '{scope.Label}' to start '{node.Label}' in, but there are {there.Count}. Name the ancestor. {Candidates(there)}");

    /// <summary>A hundred thousand keys help nobody.</summary>
    static string Candidates(List<ElementInstance> there)
    {
        const int named = 20;
        if (there.Count == 0) return "No instance of it is at work.";
        var keys = there.Take(named).Select(e => e.LoopCounter is { } counter ? $"{e.Key} (number {counter + 1})" : $"{e.Key}");
        return $"Possible: {string.Join(", ", keys)}{(there.Count > named ? $" and {there.Count - named} more" : "")}.";
    }

    static List<ElementInstance> Active(Execution execution, string scopeId) =>
        [.. execution.Instance.Elements.Values.Where(e => e.ElementId == scopeId && IsOpen(e)).OrderBy(e => e.Key)];

    static bool IsOpen(ElementInstance element) => element is { State: ElementState.Active, Role: ElementRole.Single or ElementRole.Item };
}
