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

    public IEnumerable<string> In(string text)
    {
        if (_all.Count == 0)
        {
            yield break;
        }

        foreach (var word in Words(text).Distinct(StringComparer.Ordinal))
        {
            foreach (var name in _byFirstWord.GetValueOrDefault(word) ?? [])
            {
                yield return name;
            }
        }
    }

    /// <summary>A name of a single word needs no announcing.</summary>
    void Add(string name)
    {
        if (Words(name).FirstOrDefault() is not { } first || first.Length == name.Length || !_all.Add(name))
        {
            return;
        }

        if (!_byFirstWord.TryGetValue(first, out var names))
        {
            _byFirstWord.Add(first, names = []);
        }

        names.Add(name);
    }

    static IEnumerable<string> Words(string text)
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
