using Bpm.Model;

namespace Bpm.Dmn;

/// <summary>The XML vocabularies of DMN 1.1 to 1.5, which differ in their namespaces more than in their elements.</summary>
static class DmnNames
{
    static readonly HashSet<string> Models =
    [
        "http://www.omg.org/spec/DMN/20151101/dmn.xsd",
        "http://www.omg.org/spec/DMN/20151101/DMN.xsd",
        "http://www.omg.org/spec/DMN/20180521/MODEL/",
        "https://www.omg.org/spec/DMN/20191111/MODEL/",
        "https://www.omg.org/spec/DMN/20211108/MODEL/",
        "https://www.omg.org/spec/DMN/20230324/MODEL/",
    ];

    public const string Camunda = "http://camunda.org/schema/1.0/dmn";
    const string Operaton = "http://operaton.org/schema/1.0/dmn";
    const string Declaration = "http://www.w3.org/2000/xmlns/";

    public static bool IsModel(SourceElement root) => root.Name == "definitions" && Models.Contains(root.Namespace);

    /// <summary>Whether another file's type of content, as an import names it, is DMN.</summary>
    public static bool IsModel(string? importType) => importType is not null && Models.Contains(importType);

    /// <summary>Whether the file was drawn with a tool of Camunda or of its fork.</summary>
    public static bool IsCamunda(SourceElement root) => root.Attributes.Exists(a =>
        a.Namespace == Declaration && (a.Text.Value.StartsWith("http://camunda.org/", StringComparison.Ordinal) || a.Text.Value.StartsWith("http://operaton.org/", StringComparison.Ordinal)));

    public static string? CamundaAttribute(SourceElement element, string name) =>
        (element.Find(name, Camunda) ?? element.Find(name, Operaton))?.Value.Trim();

    /// <summary>The namespace that a prefix stands for at this element.</summary>
    public static string? Prefixed(SourceElement element, string prefix)
    {
        for (var at = element; at is not null; at = at.Parent)
        {
            if (at.Find(prefix, Declaration) is { } declared)
            {
                return declared.Value;
            }
        }

        return null;
    }

    /// <summary>Children of DMN's own vocabulary; it is the one of their parent.</summary>
    public static IEnumerable<SourceElement> Children(SourceElement element, string name) => element.Elements(element.Namespace, name);

    public static SourceElement? Child(SourceElement element, string name) => Children(element, name).FirstOrDefault();
}
