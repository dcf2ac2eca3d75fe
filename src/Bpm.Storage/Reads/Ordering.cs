namespace Bpm.Storage;

/// <summary>One thing that a list is ordered by.</summary>
public sealed record SortedBy<TSort>(TSort By, bool Descending = false) where TSort : struct, Enum;

/// <summary>The order of a list. Columns are constants that the query's own switch names; the key at the end makes it total.</summary>
static class Ordering
{
    public static string Of<TSort>(IReadOnlyList<SortedBy<TSort>> order, Func<TSort, string> column, string key) where TSort : struct, Enum
    {
        var parts = new List<string>();
        foreach (var sorted in order)
        {
            // SQL Server refuses a column that stands in the order twice.
            var name = column(sorted.By);
            if (parts.Any(p => p == name || p == name + " DESC")) continue;
            parts.Add(sorted.Descending ? name + " DESC" : name);
            if (name == key) return "\nORDER BY " + string.Join(", ", parts);
        }
        parts.Add(order is [{ Descending: true }, ..] ? key + " DESC" : key);
        return "\nORDER BY " + string.Join(", ", parts);
    }
}
