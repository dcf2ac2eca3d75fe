using System.Collections.Immutable;

namespace Bpm.Dmn;

/// <summary>
/// The names that an expression may use. FEEL's names contain blanks and operators, so the parser must know them. Variables are
/// those of the place; names of entries (components, columns) follow a dot or stand in a filter, anywhere in the model.
/// </summary>
sealed class Names
{
    readonly Names? _outer;
    readonly ImmutableArray<string> _own;
    readonly ImmutableArray<(string Name, string FirstWord)> _compound;
    readonly EntryNames _entries;

    public Names(EntryNames entries)
        : this([], null, entries)
    {
    }

    Names(ImmutableArray<string> own, Names? outer, EntryNames entries)
    {
        (_own, _outer, _entries) = (own, outer, entries);
        _compound = [.. own.Select(name => (name, EntryNames.FirstWord(name)!)).Where(n => n.Item2 is not null)];
    }

    public Names With(params IEnumerable<string> names) => new([.. names], this, _entries);

    public bool Contains(string name)
    {
        for (var at = this; at is not null; at = at._outer)
        {
            if (at._own.Contains(name))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>What the parser must know to read this text: names of several words, the first of which is in the text.</summary>
    public IEnumerable<string> For(string text)
    {
        var words = EntryNames.Words(text).ToHashSet(StringComparer.Ordinal);
        for (var at = this; at is not null; at = at._outer)
        {
            foreach (var (name, first) in at._compound)
            {
                if (words.Contains(first))
                {
                    yield return name;
                }
            }
        }

        foreach (var name in _entries.In(words))
        {
            yield return name;
        }
    }
}
