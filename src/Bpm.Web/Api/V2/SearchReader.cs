using System.Globalization;
using System.IO.Enumeration;
using System.Text.Json;
using Bpm.Feel;
using Bpm.Storage;

namespace Bpm.Web.Api.V2;

/// <summary>Reads a search; whatever in it is not known is refused by its name, because leaving it out would find more than was asked for.</summary>
static class SearchReader
{
    const int MostValues = 1000;
    const int UsualLimit = 100;

    /// <param name="given">What the path says beside the body.</param>
    public static async Task<IResult> Search<TRow, TItem>(
        this SearchTable<TRow> table, SearchBody body, Database database, Func<TRow, TItem> item, CancellationToken ct, params SearchCondition[] given) where TRow : class
    {
        var found = await table.Find(body, database, ct, given);
        return Results.Ok(Answer(found, [.. found.Rows.Select(item)]));
    }

    public static async Task<SearchResult<TRow>> Find<TRow>(
        this SearchTable<TRow> table, SearchBody body, Database database, CancellationToken ct, params SearchCondition[] given) where TRow : class
    {
        try
        {
            return await table.Find(database, Read(table, body, given), ct);
        }
        catch (SearchCursorException e)
        {
            throw new BadHttpRequestException("Cannot read page.after or page.before: " + e.Message);
        }
    }

    public static FoundDto<TItem> Answer<TRow, TItem>(SearchResult<TRow> found, IReadOnlyList<TItem> items) =>
        new(items, new(found.Total, found.Start, found.End));

    /// <summary>Whether a search asks for values of variables, which not everybody may know.</summary>
    public static bool AsksForVariables<TRow>(this SearchTable<TRow> table, SearchBody body) where TRow : class =>
        body.Filter.ValueKind == JsonValueKind.Object
        && body.Filter.EnumerateObject().Any(f => f.Value.ValueKind != JsonValueKind.Null && table.Field(f.Name) is { Kind: SearchKind.Variable });

    static SearchQuery Read<TRow>(SearchTable<TRow> table, SearchBody body, SearchCondition[] given) where TRow : class
    {
        var page = body.Page ?? new(null, null, null, null);
        if (page.From < 0) throw Wrong("page.from", "at least 0", $"{page.From}");
        if (page.Limit is < 0 or > Slice.Most) throw Wrong("page.limit", $"0 to {Slice.Most}", $"{page.Limit}");
        if (page is { After: not null, Before: not null }) throw new BadHttpRequestException("Expected page.after or page.before, but found both.");
        return new(
            [.. given, .. Conditions(table, body.Filter)],
            [.. (body.Sort ?? []).Select(s => Order(table, s))],
            new(page.From ?? 0, page.Limit ?? UsualLimit, Empty(page.After), Empty(page.Before)));
    }

    static string? Empty(string? cursor) => cursor is "" ? null : cursor;

    static SearchOrder Order<TRow>(SearchTable<TRow> table, SortDto? sort) where TRow : class
    {
        var field = table.Field(sort?.Field ?? "") is { IsSortable: true } known
            ? known
            : throw Wrong("sort.field", "one of " + Names(table.Fields.Where(f => f.IsSortable)), $"'{sort?.Field}'");
        return sort!.Order?.ToUpperInvariant() switch
        {
            null or "" or "ASC" => new(field, false),
            "DESC" => new(field, true),
            _ => throw Wrong("sort.order", "ASC or DESC", $"'{sort.Order}'"),
        };
    }

    static IEnumerable<SearchCondition> Conditions<TRow>(SearchTable<TRow> table, JsonElement filter) where TRow : class
    {
        if (filter.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null) return [];
        if (filter.ValueKind != JsonValueKind.Object) throw Wrong("filter", "an object", filter.GetRawText());
        return filter.EnumerateObject().Where(f => f.Value.ValueKind != JsonValueKind.Null).SelectMany(f =>
            table.Field(f.Name) is not { } field ? throw Wrong("filter", "fields of " + Names(table.Fields), $"'{f.Name}', which is not supported here")
            : field.NamesVariable ? Variables(field, f.Value)
            : Conditions(field, f.Name, f.Value, null));
    }

    /// <summary><c>[{"name":"amount","value":"5"}]</c>: the values are JSON in a text.</summary>
    static IEnumerable<SearchCondition> Variables(SearchField field, JsonElement list)
    {
        if (list.ValueKind != JsonValueKind.Array) throw Wrong(field.Name, "a list of objects with name and value", list.GetRawText());
        return list.EnumerateArray().SelectMany(v =>
            v.ValueKind == JsonValueKind.Object && v.TryGetProperty("name", out var name) && name.ValueKind == JsonValueKind.String && v.TryGetProperty("value", out var value)
                ? Conditions(field, $"{field.Name}.{name.GetString()}", value, name.GetString())
                : throw Wrong(field.Name, "a list of objects with name and value", v.GetRawText()));
    }

    static IEnumerable<SearchCondition> Conditions(SearchField field, string place, JsonElement value, string? name)
    {
        if (value.ValueKind != JsonValueKind.Object) return [Condition(field, place, SearchOperator.Equal, value, name)];
        return value.EnumerateObject().Select(o =>
            OperatorOf(o.Name) is { } wanted && field.Allows(wanted)
                ? Condition(field, $"{place}.{o.Name}", wanted, o.Value, name)
                : throw Wrong(place, "an operator that fits this field", $"'{o.Name}'"));
    }

    static SearchCondition Condition(SearchField field, string place, SearchOperator wanted, JsonElement value, string? name) => wanted switch
    {
        SearchOperator.Exists => new(field, wanted, value.ValueKind is JsonValueKind.True or JsonValueKind.False ? value.GetBoolean() : throw Wrong(place, "true or false", value.GetRawText()), name),
        SearchOperator.In or SearchOperator.NotIn => new(field, wanted, List(field, place, value), name),
        SearchOperator.Like when field.Choices is { } choices => new(field, SearchOperator.In,
            choices.Where(c => FileSystemName.MatchesSimpleExpression(Text(place, value), c.Key)).Select(c => c.Value).ToArray(), name),
        SearchOperator.Like => new(field, wanted, Text(place, value), name),
        _ => new(field, wanted, Value(field, place, value), name),
    };

    /// <summary>Of one type, as parameters want it.</summary>
    static object List(SearchField field, string place, JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Array || value.GetArrayLength() > MostValues) throw Wrong(place, $"a list of at most {MostValues} values", "something else");
        var values = value.EnumerateArray().Select(v => Value(field, place, v)).ToList();
        return field.Kind switch
        {
            SearchKind.Key or SearchKind.Number => values.Cast<long>().ToArray(),
            SearchKind.Instant => values.Cast<DateTimeOffset>().ToArray(),
            _ => values.Cast<string>().ToArray(),
        };
    }

    static object Value(SearchField field, string place, JsonElement value) => field.Kind switch
    {
        // What cannot be a key names nothing: -1 finds no row.
        SearchKind.Key when value.ValueKind == JsonValueKind.String => PathKey.Read(value.GetString()) ?? -1,
        SearchKind.Key or SearchKind.Number => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number) ? number : throw Wrong(place, "a whole number", value.GetRawText()),
        SearchKind.Flag => value.ValueKind is JsonValueKind.True or JsonValueKind.False ? value.GetBoolean() : throw Wrong(place, "true or false", value.GetRawText()),
        SearchKind.Instant => DateTimeOffset.TryParse(Text(place, value), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant)
            ? instant : throw Wrong(place, "an instant such as 2026-01-31T12:00:00Z", value.GetRawText()),
        SearchKind.Choice => field.Choices!.TryGetValue(Text(place, value), out var stored)
            ? stored : throw Wrong(place, "one of " + string.Join(", ", field.Choices.Keys), value.GetRawText()),
        SearchKind.Variable => StoredJson(place, Text(place, value)),
        _ => Text(place, value),
    };

    static string StoredJson(string place, string json)
    {
        try
        {
            return FeelJson.ToJson(FeelJson.Parse(json), tagged: true);
        }
        catch (FeelJsonException)
        {
            throw Wrong(place, "the value as JSON in a text, such as \"5\" or \"\\\"yes\\\"\"", json);
        }
    }

    static string Text(string place, JsonElement value) =>
        value.ValueKind == JsonValueKind.String ? value.GetString()! : throw Wrong(place, "a text", value.GetRawText());

    static SearchOperator? OperatorOf(string name) => name switch
    {
        "$eq" => SearchOperator.Equal,
        "$neq" => SearchOperator.NotEqual,
        "$exists" => SearchOperator.Exists,
        "$in" => SearchOperator.In,
        "$notIn" => SearchOperator.NotIn,
        "$like" => SearchOperator.Like,
        "$gt" => SearchOperator.Greater,
        "$gte" => SearchOperator.GreaterOrEqual,
        "$lt" => SearchOperator.Less,
        "$lte" => SearchOperator.LessOrEqual,
        _ => null,
    };

    static string Names(IEnumerable<SearchField> fields) => string.Join(", ", fields.Select(f => f.Name));

    static BadHttpRequestException Wrong(string place, string expected, string found) =>
        new($"Cannot read {place}: expected {expected}, but found {(found.Length > 200 ? found[..200] + "…" : found)}.");
}
