namespace Bpm.Model;

/// <summary>Nothing flows into a start or boundary event or out of an end event; a boundary event leads somewhere.</summary>
static class EventsHaveFittingFlows
{
    public static void Check(ProcessDraft process, ReadContext context)
    {
        foreach (var node in process.Nodes)
        {
            if (node.Source.Name is "startEvent" or "boundaryEvent")
            {
                foreach (var flow in process.Incoming[node.Id])
                {
                    context.Diagnostics.Error("incoming-flow", flow.Source.Location, flow.Source.Id,
                        $"Expected no flow into the {Kind(node)} “{node.Id}”, but found this one.", "Lead the flow to the node behind the event.");
                }
            }

            if (node.Source.Name == "endEvent")
            {
                foreach (var flow in process.Outgoing[node.Id])
                {
                    context.Diagnostics.Error("outgoing-flow", flow.Source.Location, flow.Source.Id,
                        $"Expected no flow out of the end event “{node.Id}”, but found this one.", "Use an intermediate throw event, or remove the flow.");
                }
            }

            if (node.Source.Name == "boundaryEvent" && node.Node is not BoundaryEvent { Definition: CompensateEventDefinition } && !process.Outgoing[node.Id].Any())
            {
                ReportDeadEnd(node, context);
            }
        }
    }

    /// <summary>In Camunda 7 and plain files such an event is an end of its own; Camunda 8 forbids it.</summary>
    static void ReportDeadEnd(NodeDraft boundary, ReadContext context)
    {
        const string message = "Expected a flow out of the boundary event, but there is none";
        const string remedy = "Draw what happens when the event occurs, at least an end event.";
        if (context.Dialect == Dialect.Camunda8)
        {
            context.Diagnostics.Error("boundary-without-flow", boundary.Source.Location, boundary.Id, message + ".", remedy);
        }
        else
        {
            context.Diagnostics.Warning("boundary-without-flow", boundary.Source.Location, boundary.Id, message + "; its path ends at once.", remedy);
        }
    }

    static string Kind(NodeDraft node) => node.Source.Name == "startEvent" ? "start event" : "boundary event";
}
