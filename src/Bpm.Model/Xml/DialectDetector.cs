namespace Bpm.Model;

/// <summary>Which vocabulary a file was drawn in: what the modeller says, else what the file uses.</summary>
static class DialectDetector
{
    public static Dialect Detect(SourceElement definitions)
    {
        var platform = Namespaces.Modeler.Select(n => definitions.Find("executionPlatform", n)?.Value).FirstOrDefault(v => v is not null);
        return platform switch
        {
            "Camunda Cloud" => Dialect.Camunda8,
            "Camunda Platform" or "Operaton" => Dialect.Camunda7,
            _ => Uses(definitions, Namespaces.Zeebe) ? Dialect.Camunda8
                : Uses(definitions, Namespaces.Camunda) ? Dialect.Camunda7
                : Dialect.Plain,
        };
    }

    static bool Uses(SourceElement element, string @namespace) =>
        element.Namespace == @namespace || element.Attributes.Any(a => a.Namespace == @namespace) || element.Children.Any(c => Uses(c, @namespace));
}
