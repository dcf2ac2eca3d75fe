namespace Bpm.Model;

/// <summary>The ways that a token can go, for the rules that look for what cannot happen.</summary>
static class Ways
{
    /// <summary>The nodes behind a node: over its flows, what happens on its edge, or as a link.</summary>
    public static IEnumerable<NodeDraft> On(NodeDraft node, ProcessDraft process)
    {
        var next = process.Outgoing[node.Id].SelectMany(f => process.NodesById[f.Flow.TargetId]);
        return node.Node switch
        {
            Activity => next.Concat(process.Boundaries[node.Id]),
            IntermediateThrowEvent { Definition: LinkEventDefinition link } => next.Concat(process.NodesByScope[node.Source.Parent]
                .Where(n => n.Node is IntermediateCatchEvent { Definition: LinkEventDefinition target } && target.Name == link.Name)),
            _ => next,
        };
    }

    /// <summary>The nodes before a node.</summary>
    public static IEnumerable<NodeDraft> Back(NodeDraft node, ProcessDraft process)
    {
        var before = process.Incoming[node.Id].SelectMany(f => process.NodesById[f.Flow.SourceId]);
        return node.Node switch
        {
            BoundaryEvent boundary => before.Concat(process.NodesById[boundary.AttachedToId]),
            IntermediateCatchEvent { Definition: LinkEventDefinition link } => before.Concat(process.NodesByScope[node.Source.Parent]
                .Where(n => n.Node is IntermediateThrowEvent { Definition: LinkEventDefinition source } && source.Name == link.Name)),
            _ => before,
        };
    }

    /// <summary>All nodes that a token may have passed before it comes here.</summary>
    public static HashSet<NodeDraft> AllBefore(NodeDraft node, ProcessDraft process)
    {
        var found = new HashSet<NodeDraft>(ReferenceEqualityComparer.Instance);
        var open = new Stack<NodeDraft>(Back(node, process));
        while (open.TryPop(out var before))
        {
            if (found.Add(before))
            {
                foreach (var further in Back(before, process))
                {
                    open.Push(further);
                }
            }
        }

        return found;
    }

    /// <summary>Where a flow's token was decided on: back over nodes with one flow in and one out.</summary>
    public static NodeDraft? Origin(FlowDraft flow, ProcessDraft process)
    {
        var passed = new HashSet<string>();
        while (process.NodesById[flow.Flow.SourceId].FirstOrDefault() is { } source)
        {
            if (process.Outgoing[source.Id].Skip(1).Any() || process.Incoming[source.Id].Take(2).ToList() is not [var only] || !passed.Add(source.Id))
            {
                return source;
            }

            flow = only;
        }

        return null;
    }
}
