using Bpm.Model;

namespace Bpm.Dmn;

/// <summary>
/// The names of components, context entries and columns, of this model and those that it imports: they stand behind a dot or in a
/// filter wherever such a value gets to. They are found by their first word, since a model may have thousands.
/// </summary>
sealed class EntryNames
{
    static readonly HashSet<string> Kinds = ["itemComponent", "column", "output"];

    readonly Dictionary<string, List<string>> _byFirstWord = new(StringComparer.Ordinal);
    readonly HashSet<string> _all = new(StringComparer.Ordinal);

    public EntryNames(SourceElement definitions, IEnumerable<EntryNames> imported)
    {
        var own = definitions.Descendants()
            .Where(d => Kinds.Contains(d.Name) || (d.Name == "variable" && d.Parent?.Name == "contextEntry"))
            .Select(d => d["name"])
            .OfType<string>();
        foreach (var name in own.Concat(imported.SelectMany(i => i._all)))
        {
            Add(name);
        }
    }

    /// <summary>The names whose first word is one of these.</summary>
    public IEnumerable<string> In(IEnumerable<string> words) =>
        _all.Count == 0 ? [] : words.SelectMany(word => _byFirstWord.GetValueOrDefault(word) ?? []);

    /// <summary>The first word of a name that has more to it; null for a single word, which the parser reads unannounced.</summary>
    public static string? FirstWord(string name) => Words(name).FirstOrDefault() is { } first && first.Length < name.Length ? first : null;

    void Add(string name)
    {
        if (FirstWord(name) is not { } first || !_all.Add(name))
        {
            return;
        }

        if (!_byFirstWord.TryGetValue(first, out var names))
        {
            _byFirstWord.Add(first, names = []);
        }

        names.Add(name);
    }

    public static IEnumerable<string> Words(string text)
    {
        var start = -1;
        for (var i = 0; i <= text.Length; i++)
        {
            var isPart = i < text.Length && (char.IsLetterOrDigit(text[i]) || text[i] == '_' || char.IsSurrogate(text[i]));
            if (isPart && start < 0)
            {
                start = i;
            }
            else if (!isPart && start >= 0)
            {
                yield return text[start..i];
                start = -1;
            }
        }
    }
}
