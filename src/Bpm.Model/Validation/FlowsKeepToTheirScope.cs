namespace Bpm.Model;

/// <summary>A sequence flow never crosses the border of a subprocess (BPMN 2.0.2, 7.6.1).</summary>
static class FlowsKeepToTheirScope
{
    public static void Check(ProcessDraft process, ReadContext context)
    {
        foreach (var flow in process.Flows)
        {
            foreach (var end in new[] { "sourceRef", "targetRef" })
            {
                var reference = flow.Source.Find(end);
                var node = process.NodesById[reference?.Value.Trim() ?? ""].FirstOrDefault();
                if (node is not null && node.ScopeId != flow.ScopeId)
                {
                    context.Diagnostics.Error("flow-crosses-scope", reference!.Location, flow.Source.Id,
                        $"Expected the flow to stay inside “{flow.ScopeId}”, but its {end} “{node.Id}” lies in “{node.ScopeId}”.",
                        "Connect the subprocess itself, or use a boundary event to leave it.");
                    break;
                }
            }
        }
    }
}
