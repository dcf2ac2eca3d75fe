namespace Bpm.Feel;

public sealed class FeelList : FeelValue
{
    readonly FeelValue[] _items;

    public FeelList(IEnumerable<FeelValue> items)
        : this([.. items])
    {
    }

    /// <summary>Takes the array over; the caller must not change it afterwards.</summary>
    internal FeelList(FeelValue[] items)
    {
        _items = items;
        var depth = 0;
        var isData = true;
        var weight = 1L;
        foreach (var item in items)
        {
            weight = Math.Min(weight + item.Weight, Unbounded);
            depth = Math.Max(depth, item.Depth);
            isData &= item.IsData;
        }

        Depth = depth + 1;
        IsData = isData;
        Weight = weight;
    }

    public static FeelList Empty { get; } = new(System.Array.Empty<FeelValue>());

    public static FeelList Of(params FeelValue[] items) => new((IEnumerable<FeelValue>)items);

    public IReadOnlyList<FeelValue> Items => _items;

    public int Count => _items.Length;

    public override int Depth { get; }

    public override bool IsData { get; }

    public override string TypeName => "list";

    public override string Text => "[" + string.Join(", ", _items.Select(LiteralText.Nested)) + "]";

    internal override long Weight { get; }

    internal FeelValue[] Array => _items;

    public override bool Equals(FeelValue? other) =>
        ReferenceEquals(this, other) || (other is FeelList list && _items.AsSpan().SequenceEqual(list._items));

    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var item in _items)
        {
            hash.Add(item);
        }

        return hash.ToHashCode();
    }

    public override string ToString() => "[" + string.Join(", ", (IEnumerable<FeelValue>)_items) + "]";
}
