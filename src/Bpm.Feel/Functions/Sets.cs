namespace Bpm.Feel.Functions;

/// <summary>Lists taken as sets. Comparing each with each is paid for, so a long list ends in a failure instead of a long wait.</summary>
static class Sets
{
    public static FeelValue Union(Arguments a) =>
        Lists.Concatenate(a) is FeelList all ? a.ListOf(Distinct(a, all.Array)) : FeelNull.Instance;

    public static FeelValue DistinctValues(Arguments a) =>
        a.List(0, out var items) ? a.ListOf(Distinct(a, items)) : FeelNull.Instance;

    public static FeelValue DuplicateValues(Arguments a)
    {
        if (!a.List(0, out var items))
        {
            return FeelNull.Instance;
        }

        var distinct = Distinct(a, items);
        return a.ListOf([.. distinct.Where(d => a.Run.Pay((int)Math.Min(items.Length * d.Weight / 8, int.MaxValue)) && items.Count(i => Lists.IsSame(i, d)) > 1)]);
    }

    static FeelValue[] Distinct(Arguments a, FeelValue[] items)
    {
        List<FeelValue> distinct = [];
        foreach (var item in items)
        {
            if (!a.Run.Pay((int)Math.Min(1 + (distinct.Count * item.Weight / 8), int.MaxValue)))
            {
                break;
            }

            if (!distinct.Exists(d => Lists.IsSame(d, item)))
            {
                distinct.Add(item);
            }
        }

        return [.. distinct];
    }
}
