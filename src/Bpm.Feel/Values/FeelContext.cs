using System.Diagnostics.CodeAnalysis;

namespace Bpm.Feel;

/// <summary>
/// Named values in the order they were given. It is also a scope, so a context can be handed to
/// <see cref="FeelExpression.Evaluate(IFeelScope, FeelEnvironment)"/> as it is. Order is kept but does not count for equality.
/// </summary>
public sealed class FeelContext : FeelValue, IFeelScope
{
    // Most contexts are small: a scan over few names is faster than hashing, and costs no dictionary.
    const int ScanLimit = 8;

    readonly string[] _names;
    readonly FeelValue[] _values;
    readonly Dictionary<string, int>? _index;

    public FeelContext(IEnumerable<KeyValuePair<string, FeelValue>> entries)
    {
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        List<string> names = [];
        List<FeelValue> values = [];
        foreach (var (name, value) in entries)
        {
            if (places.TryAdd(name, names.Count))
            {
                names.Add(name);
                values.Add(value);
            }
            else
            {
                values[places[name]] = value;
            }
        }

        _names = [.. names];
        _values = [.. values];
        _index = _names.Length > ScanLimit ? places : null;
        (Depth, IsData, Weight) = Shape(_names, _values);
    }

    /// <summary>Takes the arrays over; the names must be distinct.</summary>
    internal FeelContext(string[] names, FeelValue[] values)
    {
        _names = names;
        _values = values;
        if (names.Length > ScanLimit)
        {
            _index = new Dictionary<string, int>(names.Length, StringComparer.Ordinal);
            for (var i = 0; i < names.Length; i++)
            {
                _index[names[i]] = i;
            }
        }

        (Depth, IsData, Weight) = Shape(names, values);
    }

    public static FeelContext Empty { get; } = new([], (FeelValue[])[]);

    public static FeelContext Of(params (string Name, FeelValue Value)[] entries) =>
        new(entries.Select(e => KeyValuePair.Create(e.Name, e.Value)));

    public int Count => _names.Length;

    public IReadOnlyList<string> Keys => _names;

    public IReadOnlyList<FeelValue> Values => _values;

    public IEnumerable<KeyValuePair<string, FeelValue>> Entries =>
        _names.Select((name, i) => KeyValuePair.Create(name, _values[i]));

    IEnumerable<string> IFeelScope.Names => _names;

    public override int Depth { get; }

    public override bool IsData { get; }

    internal override long Weight { get; }

    public override string TypeName => "context";

    public override string Text =>
        "{" + string.Join(", ", Entries.Select(e => $"{LiteralText.Key(e.Key)}: {LiteralText.Nested(e.Value)}")) + "}";

    public bool TryGet(string name, [MaybeNullWhen(false)] out FeelValue value)
    {
        var at = IndexOf(name);
        value = at < 0 ? null : _values[at];
        return at >= 0;
    }

    /// <summary>The same context with one entry added, or replaced at its place.</summary>
    public FeelContext With(string name, FeelValue value)
    {
        var at = IndexOf(name);
        if (at < 0)
        {
            return new FeelContext([.. _names, name], (FeelValue[])[.. _values, value]);
        }

        FeelValue[] values = [.. _values];
        values[at] = value;
        return new FeelContext(_names, values);
    }

    public override bool Equals(FeelValue? other)
    {
        if (ReferenceEquals(this, other))
        {
            return true;
        }

        if (other is not FeelContext context || context.Count != Count)
        {
            return false;
        }

        for (var i = 0; i < _names.Length; i++)
        {
            if (!context.TryGet(_names[i], out var value) || !value.Equals(_values[i]))
            {
                return false;
            }
        }

        return true;
    }

    public override int GetHashCode()
    {
        var hash = Count;
        for (var i = 0; i < _names.Length; i++)
        {
            hash ^= HashCode.Combine(_names[i], _values[i]);
        }

        return hash;
    }

    public override string ToString() =>
        "{" + string.Join(", ", Entries.Select(e => $"{LiteralText.Key(e.Key)}: {e.Value}")) + "}";

    int IndexOf(string name)
    {
        if (_index is not null)
        {
            return _index.TryGetValue(name, out var at) ? at : -1;
        }

        for (var i = 0; i < _names.Length; i++)
        {
            if (ReferenceEquals(_names[i], name) || string.Equals(_names[i], name))
            {
                return i;
            }
        }

        return -1;
    }

    static (int Depth, bool IsData, long Weight) Shape(string[] names, FeelValue[] values)
    {
        var depth = 0;
        var isData = true;
        var weight = 1L;
        for (var i = 0; i < values.Length; i++)
        {
            depth = Math.Max(depth, values[i].Depth);
            isData &= values[i].IsData;
            weight = Math.Min(weight + values[i].Weight + names[i].Length / 16, Unbounded);
        }

        return (depth + 1, isData, weight);
    }
}
