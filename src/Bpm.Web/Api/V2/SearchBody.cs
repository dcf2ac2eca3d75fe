using System.Text.Json;

namespace Bpm.Web.Api.V2;

/// <summary>The body of every search.</summary>
/// <param name="Filter">Names of fields with a value, or with operators: <c>{"state":"CREATED","priority":{"$gte":50}}</c>.</param>
sealed record SearchBody(JsonElement Filter, IReadOnlyList<SortDto?>? Sort, PageDto? Page);

/// <param name="Order"><c>ASC</c> (which it is when left out) or <c>DESC</c>.</param>
sealed record SortDto(string? Field, string? Order);

/// <param name="From">How many results to pass over.</param>
/// <param name="Limit">At most 10,000; 100 when left out.</param>
/// <param name="After">Only what comes behind this cursor, an <c>endCursor</c>.</param>
/// <param name="Before">Only what comes before this cursor, a <c>startCursor</c>.</param>
sealed record PageDto(int? From, int? Limit, string? After, string? Before);

sealed record FoundDto<T>(IReadOnlyList<T> Items, FoundPageDto Page);

sealed record FoundPageDto(int TotalItems, string? StartCursor, string? EndCursor, bool HasMoreTotalItems = false);
