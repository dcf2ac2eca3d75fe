namespace Bpm.Model;

/// <summary>What a node lists as its incoming and outgoing flows are flows that end and begin there; the flows themselves decide.</summary>
static class ListedFlowsExist
{
    public static void Check(ProcessDraft process, ReadContext context)
    {
        foreach (var node in process.Nodes)
        {
            Check(node, "incoming", process.Incoming[node.Id], context);
            Check(node, "outgoing", process.Outgoing[node.Id], context);
        }
    }

    static void Check(NodeDraft node, string side, IEnumerable<FlowDraft> flows, ReadContext context)
    {
        var ids = flows.Select(f => f.Source.Id).ToHashSet();
        foreach (var listed in node.Source.Bpmn(side).Where(l => l.Text is { IsEmpty: false } && !ids.Contains(l.Text.Value.Trim())))
        {
            context.Diagnostics.Warning("listed-flow", listed.Location, node.Id,
                $"Expected the flow “{listed.Text!.Value.Trim()}”, which “{node.Id}” lists as {side}, to be there, but no such flow {(side == "incoming" ? "leads to it" : "leaves it")}.",
                "Draw the flow, or remove it from the list.");
        }
    }
}
