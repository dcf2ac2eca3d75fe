using Bpm.Feel;

namespace Bpm.Dmn;

/// <summary>
/// The information and knowledge requirements of an element (DMN 1.5, 6.3.12 and 6.3.13) as the names that its logic sees.
/// Elements of an imported model are together one context, named like the import.
/// </summary>
sealed class Requirements
{
    readonly Entry[] _entries;

    public Requirements(IReadOnlyCollection<Requirement> all, IEnumerable<Alias> aliases)
    {
        All = all;
        _entries =
        [
            .. all.Where(r => r.From is null or { Prefix: "" }).Select(r => new Entry(r.Name, r, [], null)),
            .. all.Where(r => r.From is { Prefix: not "" }).GroupBy(r => r.From!.Prefix).Select(g => new Entry(g.Key, null, [.. g], null)),
        ];
        var taken = _entries.Select(e => e.Name).ToHashSet();
        _entries = [.. _entries, .. aliases.Where(a => taken.Add(a.Name)).Select(a => new Entry(a.Name, a.Of, [], a))];
        Names = [.. _entries.Select(e => e.Name)];
    }

    public IReadOnlyCollection<Requirement> All { get; }

    public string[] Names { get; }

    public FeelValue?[] Values(Frame frame)
    {
        var values = new FeelValue?[_entries.Length];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = _entries[i].Value(frame);
        }

        return values;
    }

    sealed record Entry(string Name, Requirement? Only, Requirement[] Members, Alias? Alias)
    {
        public FeelValue? Value(Frame frame)
        {
            if (Only is null)
            {
                return new FeelContext(Members
                    .Select(m => (m.Name, Value: frame.Value(m)))
                    .Where(m => m.Value is not null)
                    .Select(m => KeyValuePair.Create(m.Name, m.Value!)));
            }

            var value = frame.Value(Only);
            return Alias?.Entry is { } entry && value is not null ? Alias.Pick(value, entry) : value;
        }
    }
}
