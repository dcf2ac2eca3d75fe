namespace Bpm.Storage;

/// <summary>
/// Something that a search may restrict and order by. Only this project makes fields, so what a caller names never becomes
/// part of a statement: it finds a field, or it does not.
/// </summary>
public sealed class SearchField
{
    readonly Func<object, object?>? _value;

    SearchField(string name, SearchKind kind, string sql, Func<object, object?>? value) => (Name, Kind, Sql, _value) = (name, kind, sql, value);

    public string Name { get; }

    public SearchKind Kind { get; }

    /// <summary>What the caller calls the values that are stored, for a field with few of them.</summary>
    public IReadOnlyDictionary<string, string>? Choices { get; internal init; }

    /// <summary>Whether results can be ordered by it.</summary>
    public bool IsSortable => _value is not null;

    /// <summary>Whether a condition has to say which variable it means.</summary>
    public bool NamesVariable => Kind == SearchKind.Variable && Within is not null;

    internal string Sql { get; }

    /// <summary>Whether the column may be empty.</summary>
    internal bool IsOptional { get; init; }

    /// <summary>Key column whose values lie behind those of this field: what is inside an instance is found by its primary key.</summary>
    internal string? Range { get; init; }

    /// <summary>Where the column is, when it is another table's: from <c>FROM</c> to the <c>AND </c> before the condition.</summary>
    internal string? Within { get; init; }

    /// <summary>What rows without a value are ordered by.</summary>
    internal string OrderSql => !IsOptional ? Sql : Kind is SearchKind.Text or SearchKind.Choice ? $"COALESCE({Sql}, '')" : $"COALESCE({Sql}, -1)";

    public bool Allows(SearchOperator wanted) => wanted switch
    {
        SearchOperator.Equal => true,
        SearchOperator.Like => Kind is SearchKind.Text or SearchKind.Choice or SearchKind.Variable,
        SearchOperator.Greater or SearchOperator.GreaterOrEqual or SearchOperator.Less or SearchOperator.LessOrEqual => Kind is SearchKind.Number or SearchKind.Instant,
        _ => Kind != SearchKind.Flag,
    };

    internal static SearchField Of<TRow>(string name, SearchKind kind, string sql, Func<TRow, object?>? value = null) =>
        new(name, kind, sql, value is null ? null : row => value((TRow)row));

    internal SearchField Optional() => new(Name, Kind, Sql, _value) { Choices = Choices, Range = Range, Within = Within, IsOptional = true };

    internal SearchField WithChoices(params ReadOnlySpan<(string Name, string Stored)> choices) =>
        new(Name, Kind, Sql, _value) { Choices = choices.ToArray().ToDictionary(c => c.Name, c => c.Stored), IsOptional = IsOptional };

    internal SearchField Inside(string range) => new(Name, Kind, Sql, _value) { Range = range };

    internal static SearchField Elsewhere(string name, SearchKind kind, string sql, string within) => new(name, kind, sql, null) { Within = within };

    /// <summary>The row's value in the form in which it is compared: a text, or a whole number.</summary>
    internal object OrderValue(object row) => _value!(row) switch
    {
        null => Kind is SearchKind.Text or SearchKind.Choice ? "" : -1L,
        DateTimeOffset instant => instant.ToUnixTimeMilliseconds(),
        int number => (long)number,
        bool flag => flag ? 1L : 0L,
        var value => value,
    };
}

public enum SearchKind
{
    Text,
    Key,
    Number,
    Instant,
    Flag,

    /// <summary>One of few values, named in <see cref="SearchField.Choices"/>.</summary>
    Choice,

    /// <summary>The value of a variable that the condition names, as stored JSON.</summary>
    Variable,
}

public enum SearchOperator { Equal, NotEqual, Exists, In, NotIn, Like, Greater, GreaterOrEqual, Less, LessOrEqual }
