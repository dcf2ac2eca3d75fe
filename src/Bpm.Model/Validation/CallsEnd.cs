using Bpm.Feel;

namespace Bpm.Model;

/// <summary>A process that calls itself on every way that its token can take never ends: each instance waits for the next.</summary>
static class CallsEnd
{
    public static void Check(ProcessDraft process, ReadContext context)
    {
        var passed = new HashSet<NodeDraft>(ReferenceEqualityComparer.Instance);
        var open = new Stack<NodeDraft>(process.NodesByScope[process.Source].Where(n => n.Node is StartEvent { Definition: null }));
        while (open.TryPop(out var node))
        {
            if (!passed.Add(node) || Decides(node, process))
            {
                continue;
            }

            if (node.Node is CallActivity { Loop: null, CalledElement.StaticValue: FeelString called } && called.Value == process.Id)
            {
                context.Diagnostics.Warning("endless-calls", node.Source.Location, node.Id,
                    $"Expected a condition under which “{node.Id}” is not reached, but every instance of “{process.Id}” comes to it and calls “{process.Id}” again, without an end.",
                    "Put a gateway with a condition before the call, or call another process.");
                continue;
            }

            foreach (var flow in process.Outgoing[node.Id])
            {
                foreach (var next in process.NodesById[flow.Flow.TargetId])
                {
                    open.Push(next);
                }
            }
        }
    }

    /// <summary>Whether a token may also go another way from here.</summary>
    static bool Decides(NodeDraft node, ProcessDraft process) =>
        node.Node is null or Gateway and not ParallelGateway
        || process.Boundaries[node.Id].Any()
        || process.Outgoing[node.Id].Any(f => f.Flow.Condition is not null);
}
