namespace Bpm.Model;

/// <summary>A default flow is one of its node's outgoing flows and has no condition of its own.</summary>
static class DefaultFlowsLeaveTheirNode
{
    public static void Check(ProcessDraft process, ReadContext context)
    {
        foreach (var node in process.Nodes)
        {
            if (node.Source.Find("default") is not { IsEmpty: false } reference)
            {
                continue;
            }

            var flow = process.Outgoing[node.Id].FirstOrDefault(f => f.Source.Id == reference.Value.Trim());
            if (flow is null)
            {
                context.Diagnostics.Error("default-flow", reference.Location, node.Id,
                    $"Expected an outgoing flow as default, but “{reference.Value}” does not leave “{node.Id}”.", "Choose one of the node's outgoing flows.");
            }
            else if (flow.Flow.Condition is not null)
            {
                context.Diagnostics.Warning("default-flow-condition", flow.Source.Location, flow.Source.Id,
                    "Expected no condition on a default flow, but it has one, which is never evaluated.", "Remove the condition.");
            }
        }
    }
}
