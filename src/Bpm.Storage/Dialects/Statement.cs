using System.Text.RegularExpressions;

namespace Bpm.Storage;

/// <summary>A statement of the write path: prepared once per connection, its parameters in order of first appearance.</summary>
sealed partial class Statement
{
    readonly bool _hasSlots;

    public Statement(string sql)
    {
        Sql = sql;
        _hasSlots = Slots.Pattern().IsMatch(sql);
        Parameters = [.. Parameter().Matches(sql).Select(m => m.Value).Distinct()];
    }

    public string Sql { get; }
    public IReadOnlyList<string> Parameters { get; }

    /// <summary>Its text with the slots of the dialect filled.</summary>
    public string For(Dialect dialect) => _hasSlots ? dialect.Render(Sql) : Sql;

    /// <summary>One execution of this statement, with a value for each parameter.</summary>
    public RowChange With(params Cell[] values) =>
        values.Length == Parameters.Count
            ? new(this, values)
            : throw new InvalidOperationException($"Expected {Parameters.Count} values, but got {values.Length} for: {Sql}");

    [GeneratedRegex(@"@\w+")]
    private static partial Regex Parameter();
}

/// <summary>One row (or a few) to be inserted, updated or deleted.</summary>
readonly record struct RowChange(Statement Statement, Cell[] Values);
