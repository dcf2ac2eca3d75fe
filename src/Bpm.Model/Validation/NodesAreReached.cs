namespace Bpm.Model;

/// <summary>A node that no flow leads to is never executed, which is hardly what its author meant.</summary>
static class NodesAreReached
{
    public static void Check(ProcessDraft process, ReadContext context)
    {
        foreach (var node in process.Nodes.Where(n => n.Node is not (null or StartEvent or BoundaryEvent) && !process.Incoming[n.Id].Any() && !IsEnteredOtherwise(n, process)))
        {
            context.Diagnostics.Warning("never-reached", node.Source.Location, node.Id,
                $"Expected a flow that leads to “{node.Id}”, but there is none; it is never executed.", "Connect it, or remove it.");
        }
    }

    /// <summary>Entered by a link, an event, a message, a person, or because nothing leads to it in a scope without a start event.</summary>
    static bool IsEnteredOtherwise(NodeDraft node, ProcessDraft process) =>
        node.Node is SubProcess { IsTriggeredByEvent: true } or Activity { IsForCompensation: true } or IntermediateCatchEvent { Definition: LinkEventDefinition }
            or ReceiveTask { Instantiates: true } or EventBasedGateway { Instantiates: true }
        || node.Source.Parent is { Name: "adHocSubProcess" }
        || !process.NodesByScope[node.Source.Parent].Any(n => n.Node is StartEvent);
}
