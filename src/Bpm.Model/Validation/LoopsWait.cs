namespace Bpm.Model;

/// <summary>
/// A loop in which nothing waits and nothing changes a variable decides the same each time it comes round: once in it, a token
/// circles for ever.
/// </summary>
static class LoopsWait
{
    public static void Check(ProcessDraft process, ReadContext context)
    {
        var done = new HashSet<string>();
        foreach (var node in process.Nodes.Where(n => IsIdle(n) && !done.Contains(n.Id)))
        {
            var circle = Idle(node, process, Ways.On);
            if (!circle.Contains(node))
            {
                continue;
            }

            circle.IntersectWith(Idle(node, process, Ways.Back));
            done.UnionWith(circle.Select(n => n.Id));
            context.Diagnostics.Warning("loop-without-wait", node.Source.Location, node.Id,
                $"Expected something in the loop around “{node.Id}” that waits or changes a variable, but there is nothing; a token in it circles for ever.",
                "Put a timer, a task or a script into the loop, or remove the flow back.");
        }
    }

    /// <summary>Passed at once and without an effect on any condition.</summary>
    static bool IsIdle(NodeDraft node) =>
        node.Node is { Outputs.IsEmpty: true, Listeners.IsEmpty: true }
            and (ExclusiveGateway or InclusiveGateway or UndefinedTask { Loop: null } or ManualTask { Loop: null } or IntermediateThrowEvent { Definition: null or LinkEventDefinition }
                or IntermediateCatchEvent { Definition: LinkEventDefinition });

    static HashSet<NodeDraft> Idle(NodeDraft from, ProcessDraft process, Func<NodeDraft, ProcessDraft, IEnumerable<NodeDraft>> ways)
    {
        var found = new HashSet<NodeDraft>(ReferenceEqualityComparer.Instance);
        var open = new Stack<NodeDraft>(ways(from, process));
        while (open.TryPop(out var node))
        {
            if (IsIdle(node) && found.Add(node))
            {
                foreach (var further in ways(node, process))
                {
                    open.Push(further);
                }
            }
        }

        return found;
    }
}
