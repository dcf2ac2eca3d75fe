using System.Buffers.Text;
using System.Text.Json;

namespace Bpm.Storage;

/// <summary>Where a row stands in an order: the values that it is ordered by, its key last.</summary>
static class SearchCursor
{
    public static string Write(IEnumerable<object> values) => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(values));

    /// <summary>The values, each of its field's kind.</summary>
    public static IReadOnlyList<object> Read(string cursor, IReadOnlyList<SearchOrder> order)
    {
        if (!Base64Url.IsValid(cursor)) throw new SearchCursorException();
        JsonElement[]? values;
        try
        {
            values = JsonSerializer.Deserialize<JsonElement[]>(Base64Url.DecodeFromChars(cursor));
        }
        catch (JsonException)
        {
            throw new SearchCursorException();
        }
        if (values?.Length != order.Count) throw new SearchCursorException();
        return [.. order.Zip(values, (o, v) => Value(o.Field, v))];
    }

    static object Value(SearchField field, JsonElement value) => (field.Kind is SearchKind.Text or SearchKind.Choice, value.ValueKind) switch
    {
        (true, JsonValueKind.String) => value.GetString()!,
        (false, JsonValueKind.Number) when value.TryGetInt64(out var number) => number,
        _ => throw new SearchCursorException(),
    };
}
