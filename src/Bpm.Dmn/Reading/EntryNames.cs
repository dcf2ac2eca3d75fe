using Bpm.Model;

namespace Bpm.Dmn;

/// <summary>The names of components, context entries and columns: they stand behind a dot or in a filter wherever such a value gets to.</summary>
static class EntryNames
{
    static readonly HashSet<string> Kinds = ["itemComponent", "column", "output"];

    public static IEnumerable<string> Of(SourceElement definitions) => definitions.Descendants()
        .Where(d => Kinds.Contains(d.Name) || (d.Name == "variable" && d.Parent?.Name == "contextEntry"))
        .Select(d => d["name"])
        .OfType<string>()
        .Where(n => !n.All(char.IsLetterOrDigit))
        .Distinct(StringComparer.Ordinal);
}
