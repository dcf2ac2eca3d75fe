using Bpm.Feel.Evaluation;

namespace Bpm.Feel.Functions;

static class Lists
{
    public static FeelValue Contains(Arguments a) =>
        a.List(0, out var items) ? FeelBoolean.Of(IndexOf(items, a[1]) >= 0) : FeelNull.Instance;

    public static FeelValue Count(Arguments a) => a.List(0, out var items) ? FeelNumber.Of(items.Length) : FeelNull.Instance;

    public static FeelValue IsEmpty(Arguments a) => a.List(0, out var items) ? FeelBoolean.Of(items.Length == 0) : FeelNull.Instance;

    public static FeelValue Append(Arguments a) =>
        a.List(0, out var items) ? a.ListOf([.. items, .. a.Values.AsSpan(1)]) : FeelNull.Instance;

    public static FeelValue Concatenate(Arguments a)
    {
        List<FeelValue> all = [];
        for (var i = 0; i < a.Count; i++)
        {
            if (!a.List(i, out var items) || !a.Run.Pay(items.Length))
            {
                return FeelNull.Instance;
            }

            all.AddRange(items);
        }

        return new FeelList(all.ToArray());
    }

    public static FeelValue InsertBefore(Arguments a) =>
        a.List(0, out var items) && Position(a, 1, items.Length, out var at)
            ? a.ListOf([.. items.AsSpan(0, at), a[2], .. items.AsSpan(at)])
            : FeelNull.Instance;

    public static FeelValue Remove(Arguments a) =>
        a.List(0, out var items) && Position(a, 1, items.Length, out var at)
            ? a.ListOf([.. items.AsSpan(0, at), .. items.AsSpan(at + 1)])
            : FeelNull.Instance;

    public static FeelValue Replace(Arguments a)
    {
        if (!a.List(0, out var items))
        {
            return FeelNull.Instance;
        }

        if (a[1] is FeelNumber)
        {
            return Position(a, 1, items.Length, out var at)
                ? a.ListOf([.. items.AsSpan(0, at), a[2], .. items.AsSpan(at + 1)])
                : FeelNull.Instance;
        }

        if (!a.Function(1, out var matches))
        {
            return FeelNull.Instance;
        }

        var replaced = new FeelValue[items.Length];
        for (var i = 0; i < items.Length; i++)
        {
            switch (matches.Callable.Call(a.Run, a.Site, [items[i], a[2]]))
            {
                case FeelBoolean match:
                    replaced[i] = match.Value ? a[2] : items[i];
                    break;
                default:
                    return a.Fail("expected the match function to give a boolean.");
            }
        }

        return a.ListOf(replaced);
    }

    public static FeelValue Reverse(Arguments a) => a.List(0, out var items) ? a.ListOf([.. items.Reverse()]) : FeelNull.Instance;

    public static FeelValue IndexOf(Arguments a)
    {
        if (!a.List(0, out var items))
        {
            return FeelNull.Instance;
        }

        List<FeelValue> places = [];
        for (var i = 0; i < items.Length; i++)
        {
            if (IsSame(items[i], a[1]))
            {
                places.Add(FeelNumber.Of(i + 1));
            }
        }

        return a.ListOf([.. places]);
    }

    public static FeelValue Sublist(Arguments a)
    {
        if (!a.List(0, out var items) || !a.Integer(1, out var start))
        {
            return FeelNull.Instance;
        }

        var from = start > 0 ? start - 1 : items.Length + start;
        if (start == 0 || from < 0 || from > items.Length)
        {
            return a.Fail($"no position {start} in a list of {items.Length}.");
        }

        var length = items.Length - from;
        if (a.Count > 2 && a[2] is not FeelNull && (!a.Integer(2, out length) || length < 0))
        {
            return FeelNull.Instance;
        }

        return a.ListOf(items.AsSpan(from, Math.Min(length, items.Length - from)).ToArray());
    }

    public static FeelValue Flatten(Arguments a)
    {
        if (!a.List(0, out var items))
        {
            return FeelNull.Instance;
        }

        List<FeelValue> flat = [];
        AddFlat(items, flat);
        return a.ListOf([.. flat]);
    }

    public static FeelValue Partition(Arguments a) =>
        a.List(0, out var items) && a.Integer(1, out var size)
            ? size > 0 ? a.ListOf([.. items.Chunk(size).Select(c => new FeelList(c))]) : a.Fail("expected a size of at least 1.")
            : FeelNull.Instance;

    public static int IndexOf(FeelValue[] items, FeelValue wanted)
    {
        for (var i = 0; i < items.Length; i++)
        {
            if (IsSame(items[i], wanted))
            {
                return i;
            }
        }

        return -1;
    }

    public static bool IsSame(FeelValue x, FeelValue y) => Ordering.Equal(x, y) == true;

    static void AddFlat(FeelValue[] items, List<FeelValue> flat)
    {
        foreach (var item in items)
        {
            if (item is FeelList inner)
            {
                AddFlat(inner.Array, flat);
            }
            else
            {
                flat.Add(item);
            }
        }
    }

    /// <summary>A position counted from 1, or from the end when negative, as an index.</summary>
    static bool Position(Arguments a, int i, int length, out int index)
    {
        if (!a.Integer(i, out index))
        {
            return false;
        }

        var position = index;
        index = position > 0 ? position - 1 : length + position;
        if (position != 0 && index >= 0 && index < length)
        {
            return true;
        }

        a.Fail($"no position {position} in a list of {length}.");
        return false;
    }
}
