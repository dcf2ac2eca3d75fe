namespace Bpm.Model;

/// <summary>Errors and cancellation always end the activity (BPMN 2.0.2, table 10.90); compensation leads to its handler by an association, not by a flow.</summary>
static class BoundaryEventsFitTheirTrigger
{
    public static void Check(ProcessDraft process, ReadContext context)
    {
        foreach (var node in process.Nodes)
        {
            switch (node.Node)
            {
                case BoundaryEvent { Definition: ErrorEventDefinition or CancelEventDefinition } when !node.Source.Is("cancelActivity", otherwise: true):
                    context.Diagnostics.Warning("always-interrupting", node.Source.Find("cancelActivity")!.Location, node.Id,
                        "Expected an event of this kind to interrupt, but cancelActivity is “false”, which has no effect: the activity has ended when it occurs.",
                        "Remove cancelActivity, or use an escalation event.");
                    break;
                case BoundaryEvent { Definition: CompensateEventDefinition }:
                    foreach (var flow in process.Outgoing[node.Id])
                    {
                        context.Diagnostics.Error("compensation-flow", flow.Source.Location, flow.Source.Id,
                            "Expected an association from the compensation event to its handler, but this is a sequence flow, which no token ever takes.", "Replace the flow by an association.");
                    }

                    break;
                case IntermediateCatchEvent { Definition: LinkEventDefinition link }
                    when !process.Nodes.Any(n => n.ScopeId == node.ScopeId && n.Node is IntermediateThrowEvent { Definition: LinkEventDefinition source } && source.Name == link.Name):
                    context.Diagnostics.Warning("link-source", node.Source.Location, node.Id,
                        $"Expected a throwing link event named “{link.Name}” in the same scope, but there is none; this one is never reached.", "Draw it, or correct the name.");
                    break;
            }
        }
    }
}
