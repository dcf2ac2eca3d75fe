namespace Bpm.Model;

/// <summary>Ids are unique in the whole file; those of the drawing have a life of their own and are not looked at.</summary>
static class UniqueIds
{
    public static void Check(SourceElement definitions, DiagnosticList diagnostics)
    {
        var first = new Dictionary<string, SourceElement>();
        foreach (var element in definitions.Descendants().Where(e => e.IsBpmn))
        {
            if (element.Find("id") is { } id && !first.TryAdd(id.Value, element))
            {
                var before = first[id.Value];
                diagnostics.Error("duplicate-id", id.Location, id.Value,
                    $"Expected the id “{id.Value}” once, but “{before.Name}” in line {before.Location.Line} has it as well.",
                    "Give one of the two another id.");
            }
        }
    }
}
