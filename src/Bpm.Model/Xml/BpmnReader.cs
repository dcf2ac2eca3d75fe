namespace Bpm.Model;

/// <summary>
/// Reads a BPMN 2.0 file of any dialect into executable processes. It reports everything that is wrong at once and
/// accepts a file only as a whole: with one error there are no processes. A plain drawing in which nothing is to be
/// executed has none either.
/// </summary>
public static class BpmnReader
{
    public static BpmnFile Read(ReadOnlyMemory<byte> content, string fileName) => Read(content, fileName, BpmnLimits.Default);

    public static BpmnFile Read(ReadOnlyMemory<byte> content, string fileName, BpmnLimits limits)
    {
        var diagnostics = new DiagnosticList(fileName);
        if (SourceReader.Read(content, limits, diagnostics, "BPMN 2.0") is not { } definitions || !IsBpmn(definitions, diagnostics))
        {
            return new BpmnFile(fileName, Dialect.Plain, [], diagnostics.ToImmutable());
        }

        QualifiedReferences.Shorten(definitions);
        var dialect = DialectDetector.Detect(definitions);
        var chosen = ProcessSelection.Choose(definitions, dialect, diagnostics);
        new CoverageCheck(dialect, diagnostics).Run(definitions, chosen);
        UniqueIds.Check(definitions, diagnostics);

        var context = new ReadContext(definitions, dialect, diagnostics);
        var drafts = chosen.Select(process => ProcessReader.Read(process, context)).ToList();
        foreach (var draft in drafts)
        {
            ModelRules.Check(draft, context);
        }

        CaughtIsThrown.Check(drafts, context);
        CorrelationReader.Check(definitions, chosen, context);
        var globalTasks = drafts.Count == 0 ? [] : GlobalTaskReader.ReadAll(definitions, context).ToList();
        DiagramIsPresent.Check(drafts, definitions, diagnostics);
        var extensions = drafts.ToDictionary(d => d, d => context.Extensions.Process(d.Source));
        return new BpmnFile(
            fileName, dialect,
            diagnostics.HasErrors ? [] : [.. drafts.Select(d => ProcessReader.Define(d, extensions[d], context)), .. globalTasks],
            diagnostics.ToImmutable());
    }

    /// <summary>The file's text, in the encoding that its mark or XML declaration names; null when its bytes are none of that encoding.</summary>
    public static string? Text(ReadOnlyMemory<byte> content) => SourceDecoding.Decode(content, new DiagnosticList(""));

    static bool IsBpmn(SourceElement root, DiagnosticList diagnostics)
    {
        if (root is { IsBpmn: true, Name: "definitions" })
        {
            return true;
        }

        diagnostics.Error("not-bpmn", root.Location, null,
            root.Namespace.Length == 0
                ? $"Expected bpmn:definitions of BPMN 2.0, but the root element is “{root.Name}” without a namespace."
                : $"Expected bpmn:definitions of BPMN 2.0, but the root element is “{root.Name}” of “{root.Namespace}”.",
            "Export the diagram as BPMN 2.0 XML.");
        return false;
    }
}
