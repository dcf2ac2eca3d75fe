namespace Bpm.Model;

/// <summary>A boundary event sits on an activity of its own scope.</summary>
static class BoundaryEventsAreAttached
{
    public static void Check(ProcessDraft process, ReadContext context)
    {
        foreach (var boundary in process.Nodes.Where(n => n.Source.Name == "boundaryEvent"))
        {
            var reference = boundary.Source.Find("attachedToRef");
            var host = process.NodesById[reference?.Value.Trim() ?? ""].FirstOrDefault();
            if (host is null)
            {
                context.Diagnostics.Error("dangling-reference", reference?.Location ?? boundary.Source.Location, boundary.Id,
                    reference is null
                        ? "Expected attachedToRef on the boundary event, but there is none."
                        : $"Expected an activity with the id “{reference.Value}” as attachedToRef, but the process has none.",
                    "Draw the event onto the edge of an activity.");
            }
            else if (host.Node is Event or Gateway or SubProcess { IsTriggeredByEvent: true } || host.ScopeId != boundary.ScopeId)
            {
                context.Diagnostics.Error("boundary-host", reference!.Location, boundary.Id,
                    $"Expected the boundary event on an activity beside it, but “{host.Id}” is {(host.ScopeId != boundary.ScopeId ? "in another scope" : "no activity")}.",
                    "Draw the event onto the edge of an activity of the same scope.");
            }
        }
    }
}
