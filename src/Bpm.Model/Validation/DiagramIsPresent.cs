namespace Bpm.Model;

/// <summary>Without a drawing a process runs, but nobody can see where it stands.</summary>
static class DiagramIsPresent
{
    public static void Check(IEnumerable<ProcessDraft> processes, SourceElement definitions, DiagnosticList diagnostics)
    {
        var drawn = definitions.Elements(Namespaces.BpmnDi, "BPMNDiagram").SelectMany(d => d.Descendants())
            .Where(e => e is { Namespace: Namespaces.BpmnDi, Name: "BPMNShape" })
            .Select(e => e["bpmnElement"] is { } id ? id[(id.IndexOf(':') + 1)..] : null)
            .ToHashSet();
        foreach (var process in processes.Where(p => !p.Nodes.Exists(n => drawn.Contains(n.Id))))
        {
            diagnostics.Warning("no-diagram", process.Source.Location, process.Source.Id,
                $"Expected a drawing (BPMNDI) of the process “{process.Id}”, but there is none; it runs, but cannot be shown.",
                "Open the file in a modeller and save it with its diagram.");
        }
    }
}
