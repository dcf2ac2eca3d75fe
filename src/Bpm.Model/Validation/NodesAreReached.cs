namespace Bpm.Model;

/// <summary>A node that no token can come to is never executed, which is hardly what its author meant.</summary>
static class NodesAreReached
{
    public static void Check(ProcessDraft process, ReadContext context)
    {
        foreach (var scope in process.NodesByScope)
        {
            var reached = new HashSet<string>();
            var open = new Stack<NodeDraft>(scope.Where(n => IsBeginning(n, process)));
            while (open.TryPop(out var node))
            {
                if (reached.Add(node.Id))
                {
                    foreach (var next in Ways.On(node, process))
                    {
                        open.Push(next);
                    }
                }
            }

            foreach (var node in scope.Where(n => n.Node is not null && !reached.Contains(n.Id) && !IsCaught(n)))
            {
                context.Diagnostics.Warning("never-reached", node.Source.Location, node.Id,
                    process.Incoming[node.Id].Any()
                        ? $"Expected a way from the start to “{node.Id}”, but what leads to it is never reached itself; it is never executed."
                        : $"Expected a flow that leads to “{node.Id}”, but there is none; it is never executed.",
                    "Connect it, or remove it.");
            }
        }
    }

    /// <summary>Events that are reached by what they catch; what is wrong with their place is said by other rules.</summary>
    static bool IsCaught(NodeDraft node) => node.Node is BoundaryEvent or IntermediateCatchEvent { Definition: LinkEventDefinition };

    /// <summary>Entered at the start, by an event, a message, a person, or because nothing leads to it in a scope without a start event.</summary>
    static bool IsBeginning(NodeDraft node, ProcessDraft process) =>
        node.Node is StartEvent or SubProcess { IsTriggeredByEvent: true } or Activity { IsForCompensation: true }
            or ReceiveTask { Instantiates: true } or EventBasedGateway { Instantiates: true }
        || (!process.Incoming[node.Id].Any() && node.Node is not (null or BoundaryEvent or IntermediateCatchEvent { Definition: LinkEventDefinition })
            && (node.Source.Parent is { Name: "adHocSubProcess" } || !process.NodesByScope[node.Source.Parent].Any(n => n.Node is StartEvent)));
}
