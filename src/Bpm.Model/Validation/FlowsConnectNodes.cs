namespace Bpm.Model;

/// <summary>A sequence flow leads from a node to a node.</summary>
static class FlowsConnectNodes
{
    public static void Check(ProcessDraft process, ReadContext context)
    {
        foreach (var flow in process.Flows)
        {
            CheckEnd(process, flow.Source, "sourceRef", context);
            CheckEnd(process, flow.Source, "targetRef", context);
        }
    }

    static void CheckEnd(ProcessDraft process, SourceElement flow, string attribute, ReadContext context)
    {
        var reference = flow.Find(attribute);
        if (reference is not { IsEmpty: false })
        {
            context.Diagnostics.Error("missing-reference", reference?.Location ?? flow.Location, flow.Id,
                $"Expected {attribute} on the sequence flow, but there is none.", "Connect the flow on both sides.");
        }
        else if (!process.NodesById.Contains(reference.Value.Trim()))
        {
            context.Diagnostics.Error("dangling-reference", reference.Location, flow.Id,
                $"Expected a flow node with the id “{reference.Value}” as {attribute}, but the process has none.", "Connect the flow with an existing node.");
        }
    }
}
