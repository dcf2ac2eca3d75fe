namespace Bpm.Storage;

/// <summary>What to find, in which order, and which part of it.</summary>
public sealed record SearchQuery(IReadOnlyList<SearchCondition> Conditions, IReadOnlyList<SearchOrder> Order, SearchPage Page);

/// <param name="Value">A text, a key or number (long), an instant, or a list of these; true or false for a flag and for <see cref="SearchOperator.Exists"/>.</param>
/// <param name="Name">Which variable, for a field of the kind <see cref="SearchKind.Variable"/>.</param>
public sealed record SearchCondition(SearchField Field, SearchOperator Operator, object Value, string? Name = null);

public sealed record SearchOrder(SearchField Field, bool Descending);

/// <param name="From">How many results to pass over; with a cursor, none.</param>
/// <param name="After">Only what comes behind this cursor.</param>
/// <param name="Before">Only what comes before this cursor.</param>
public sealed record SearchPage(int From, int Limit, string? After = null, string? Before = null);

/// <param name="Total">How many there are in all, on every page.</param>
/// <param name="Start">Cursor of the first row; null when there is none.</param>
/// <param name="End">Cursor of the last row.</param>
public sealed record SearchResult<TRow>(IReadOnlyList<TRow> Rows, int Total, string? Start, string? End);

/// <summary>A cursor that this search has not given out.</summary>
public sealed class SearchCursorException() : FormatException("Expected a cursor of an earlier answer to the same search, in the same order.");
