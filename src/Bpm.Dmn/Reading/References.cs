using Bpm.Feel;
using Bpm.Model;

namespace Bpm.Dmn;

/// <summary>Finds the elements that <c>href</c>s refer to: <c>#id</c> in this model, <c>namespace#id</c> in an imported one.</summary>
sealed class References(SourceElement definitions, DecisionGraph graph, ModelReading reading)
{
    readonly Dictionary<string, SourceElement> _byId = definitions.Children
        .Where(c => c.Id is not null)
        .DistinctBy(c => c.Id)
        .ToDictionary(c => c.Id!, StringComparer.Ordinal);

    /// <summary>Its id, or its name where a file gives none.</summary>
    public static string IdOf(SourceElement source) => source.Id ?? source["name"] ?? "";

    /// <summary>The variable's name is the element's own (DMN 1.5, 6.3.7); where a file makes them differ, expressions use the variable's.</summary>
    public static string NameOf(SourceElement source) =>
        (DmnNames.Child(source, "variable")?["name"] is { Length: > 0 } variable ? variable : source["name"]) ?? IdOf(source);

    public IEnumerable<(Requirement Requirement, FeelType? Type)> Of(SourceElement source, string kind)
    {
        foreach (var element in DmnNames.Children(source, kind))
        {
            if (element.Find("href") is not { } href || Find(href.Value.Trim()) is not { } found)
            {
                reading.Fault("unknown-reference", element.Location, element.NearestId,
                    $"Expected “{element["href"]}” to refer to an element, but there is none with this id.", "Draw the requirement again, or import the model that has it.");
                continue;
            }

            yield return found;
        }
    }

    /// <summary>The names of a decision table's outputs.</summary>
    public IEnumerable<string> OutputNames(string decisionId) => _byId.GetValueOrDefault(decisionId) is { } decision && DmnNames.Child(decision, "decisionTable") is { } table
        ? DmnNames.Children(table, "output").Select(o => o["name"]).OfType<string>()
        : [];

    (Requirement, FeelType?)? Find(string href)
    {
        var hash = href.LastIndexOf('#');
        var (place, id) = hash < 0 ? ("", href) : (href[..hash], href[(hash + 1)..]);
        if (place.Length == 0 || place == graph.Namespace)
        {
            return _byId.TryGetValue(id, out var own)
                ? (new Requirement(id, NameOf(own), null), reading.Types.Of(DmnNames.Child(own, "variable"))?.Feel)
                : null;
        }

        foreach (var import in graph.Imports.Where(i => i.Graph.Namespace == place))
        {
            if (import.Graph.Find(id) is { } element)
            {
                return (new Requirement(id, element.Name, import), (element as InputData)?.Type ?? (element as Decision)?.Type);
            }
        }

        return null;
    }
}
