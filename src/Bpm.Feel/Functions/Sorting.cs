using Bpm.Feel.Evaluation;

namespace Bpm.Feel.Functions;

/// <summary>Sorts by a function <c>precedes(x, y)</c>, or by natural order. A merge sort: stable, and no order the function invents can harm it.</summary>
static class Sorting
{
    public static FeelValue Sort(Arguments a)
    {
        if (!a.List(0, out var items) || (a.Count > 1 && !a.Function(1, out _)))
        {
            return FeelNull.Instance;
        }

        var sorted = (FeelValue[])items.Clone();
        return Merge(a, sorted, new FeelValue[items.Length], 0, items.Length)
            ? a.ListOf(sorted)
            : a.Fail("expected items that can be compared with each other.");
    }

    static bool Merge(Arguments a, FeelValue[] items, FeelValue[] spare, int from, int to)
    {
        if (to - from < 2)
        {
            return true;
        }

        var middle = (from + to) / 2;
        if (!Merge(a, items, spare, from, middle) || !Merge(a, items, spare, middle, to) || !a.Run.Pay(to - from))
        {
            return false;
        }

        Array.Copy(items, from, spare, from, to - from);
        var (left, right) = (from, middle);
        for (var at = from; at < to; at++)
        {
            if (left < middle && right < to)
            {
                if (Precedes(a, spare[right], spare[left]) is not { } rightFirst)
                {
                    return false;
                }

                items[at] = rightFirst ? spare[right++] : spare[left++];
            }
            else
            {
                items[at] = left < middle ? spare[left++] : spare[right++];
            }
        }

        return true;
    }

    static bool? Precedes(Arguments a, FeelValue x, FeelValue y) =>
        a[1] is FeelFunction f
            ? (f.Callable.Call(a.Run, a.Site, [x, y]) as FeelBoolean)?.Value
            : Ordering.Compare(x, y) is { } order ? order < 0 : null;
}
