namespace Bpm.Model;

/// <summary>A node that no flow leads to is never executed, which is hardly what its author meant.</summary>
static class NodesAreReached
{
    public static void Check(ProcessDraft process, ReadContext context)
    {
        foreach (var node in process.Nodes.Where(n => n.Node is not (null or StartEvent or BoundaryEvent) && !process.Incoming[n.Id].Any()))
        {
            context.Diagnostics.Warning("never-reached", node.Source.Location, node.Id,
                $"Expected a flow that leads to “{node.Id}”, but there is none; it is never executed.", "Connect it, or remove it.");
        }
    }
}
