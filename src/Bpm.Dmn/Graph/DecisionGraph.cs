using System.Collections.Immutable;

namespace Bpm.Dmn;

/// <summary>The elements of one model, by their ids.</summary>
sealed class DecisionGraph(string @namespace, string? name, ItemTypes types, ImmutableArray<Import> imports, EntryNames entryNames, bool hidesUnrequired)
{
    readonly Dictionary<string, DrgElement> _elements = new(StringComparer.Ordinal);
    readonly HashSet<string> _names = new(StringComparer.Ordinal);

    public string Namespace => @namespace;

    public string? Name => name;

    public ItemTypes Types => types;

    public ImmutableArray<Import> Imports => imports;

    /// <summary>Names of components and columns, which importing models may use, too.</summary>
    public EntryNames EntryNames => entryNames;

    public IEnumerable<DrgElement> Elements => _elements.Values;

    public DrgElement? Find(string id) => _elements.GetValueOrDefault(id);

    /// <summary>Whether a name is that of an element, which only those see that require it.</summary>
    public bool Hides(string candidate) => hidesUnrequired && _names.Contains(candidate);

    public void Add(DrgElement element)
    {
        _elements.TryAdd(element.Id, element);
        _names.Add(element.Name);
    }
}
