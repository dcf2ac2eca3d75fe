using Bpm.Feel;
using Bpm.Model;

namespace Bpm.Dmn;

/// <summary>
/// The types that a model's <c>typeRef</c>s name: its item definitions (DMN 1.5, 7.3.3), those of imported models as
/// <c>prefix.name</c>, and FEEL's own. A name that names no type is reported and then accepts any value.
/// </summary>
sealed class ItemTypes
{
    const int MostNested = 100;

    readonly Import[] _imports;
    readonly bool _isCamunda;
    readonly DiagnosticList _diagnostics;
    readonly Dictionary<string, ItemType> _known = new(StringComparer.Ordinal);
    readonly Dictionary<string, FeelType> _feel = new(StringComparer.Ordinal);
    readonly Dictionary<string, SourceElement> _sources = new(StringComparer.Ordinal);
    readonly HashSet<string> _open = new(StringComparer.Ordinal);
    readonly ItemDefinitionReader _reader;

    public ItemTypes(SourceElement definitions, IEnumerable<Import> imports, DiagnosticList diagnostics)
    {
        (_diagnostics, _imports) = (diagnostics, [.. imports]);
        _isCamunda = DmnNames.IsCamunda(definitions);
        _reader = new ItemDefinitionReader(this, diagnostics);
        foreach (var import in _imports)
        {
            foreach (var (name, type) in import.Graph.Types._known)
            {
                Add(import.Qualified(name), type);
            }
        }

        foreach (var source in DmnNames.Children(definitions, "itemDefinition"))
        {
            Declare(source);
        }

        foreach (var name in _sources.Keys)
        {
            Find(name);
        }
    }

    /// <summary>All defined types, as FEEL's parser wants them.</summary>
    public IReadOnlyDictionary<string, FeelType> Feel => _feel;

    /// <summary>The type that an attribute names; null when it names none, or <c>Any</c>.</summary>
    public ItemType? Of(SourceElement? element, string attribute = "typeRef") =>
        element?.Find(attribute) is { IsEmpty: false } text ? Resolve(text, element) : null;

    public ItemType? Resolve(SourceText text, SourceElement element)
    {
        var name = Unprefixed(text.Trim().Value, element);
        if (Find(name) is { } defined)
        {
            return defined;
        }

        if (_sources.ContainsKey(name) || name is "Any" or "<Undefined>")
        {
            return null;
        }

        if (_isCamunda && name == "date")
        {
            return new ItemType(DateOrTime);
        }

        if (FeelType.TryParse(Standard(name), _feel, out var type))
        {
            return type == FeelType.Any ? null : new ItemType(type, name == "function");
        }

        _diagnostics.Warning("unknown-type", text.Location, element.NearestId,
            $"Expected the name of a type, but there is none named “{name}”; any value is accepted.",
            "Define the type, or choose one of FEEL's own, such as string, number, boolean or date.");
        return null;
    }

    void Declare(SourceElement source)
    {
        if (source["name"] is { } name && !_sources.TryAdd(name, source))
        {
            _diagnostics.Warning("duplicate-type", source.Location, source.NearestId,
                $"Expected each type to have a name of its own, but there are several named “{name}”; the first counts.", "Rename one of them.");
        }
    }

    ItemType? Find(string name)
    {
        if (_known.TryGetValue(name, out var known))
        {
            return known;
        }

        // A definition that leads back to itself, or on and on, accepts any value at that place.
        if (_open.Count >= MostNested || !_sources.TryGetValue(name, out var source) || !_open.Add(name))
        {
            return null;
        }

        var type = _reader.Read(source);
        _open.Remove(name);
        return Add(name, type);
    }

    ItemType Add(string name, ItemType type)
    {
        _feel[name] = type.Feel;
        return _known[name] = type;
    }

    /// <summary>DMN 1.1 writes types as qualified XML names: <c>feel:string</c>, <c>tns:tLoan</c>, or with the prefix of an imported namespace.</summary>
    string Unprefixed(string name, SourceElement element)
    {
        var colon = name.IndexOf(':', StringComparison.Ordinal);
        if (colon <= 0 || name.AsSpan(0, colon).IndexOfAny("<{ ") >= 0)
        {
            return name;
        }

        var (prefix, local) = (name[..colon], name[(colon + 1)..]);
        var place = DmnNames.Prefixed(element, prefix);
        if (Array.Find(_imports, i => i.Graph.Namespace == place) is { } import)
        {
            return import.Qualified(local);
        }

        return place is not null || prefix == "feel" ? local : name;
    }

    /// <summary>What Camunda 7 calls a date has a time of day, too.</summary>
    static readonly FeelType DateOrTime = FeelType.Any.Restricted("date", v => v is FeelDate or FeelDateTime);

    /// <summary>Camunda 7 knows kinds of numbers that FEEL does not tell apart.</summary>
    static string Standard(string name) => name is "integer" or "long" or "double" ? "number" : name;
}
