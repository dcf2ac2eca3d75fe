namespace Bpm.Model;

/// <summary>A gateway that says it splits or joins does so (BPMN 2.0.2, table 8.46); the flows themselves decide what it does.</summary>
static class GatewayDirectionsFit
{
    public static void Check(ProcessDraft process, ReadContext context)
    {
        foreach (var node in process.Nodes.Where(n => n.Node is Gateway))
        {
            var (joins, splits) = (process.Incoming[node.Id].Skip(1).Any(), process.Outgoing[node.Id].Skip(1).Any());
            var fits = node.Source["gatewayDirection"]?.Trim() switch
            {
                "Converging" => !splits,
                "Diverging" => !joins,
                _ => true,
            };
            if (!fits)
            {
                context.Diagnostics.Info("gateway-direction", node.Source.Find("gatewayDirection")!.Location, node.Id,
                    $"Expected the gateway “{node.Id}” to {(splits ? "join" : "split")} only, as it says, but it {(splits ? "splits" : "joins")} as well.",
                    "Correct its direction, or draw a gateway of its own for the other side.");
            }
        }
    }
}
