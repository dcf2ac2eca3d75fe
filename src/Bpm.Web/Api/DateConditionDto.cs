using System.Text.Json;
using System.Text.Json.Serialization;

namespace Bpm.Web.Api;

/// <summary>A bound of a date: in a body an object with operator (<c>gt</c> or <c>lt</c>) and value, in an address <c>gt_2026-01-31T12:00:00.000+0000</c>.</summary>
[JsonConverter(typeof(Reader))]
sealed record DateConditionDto(bool IsAfter, DateTimeOffset Date)
{
    public static DateTimeOffset? Before(IReadOnlyList<DateConditionDto>? bounds) => bounds?.Where(b => !b.IsAfter).Select(b => (DateTimeOffset?)b.Date).Min();

    public static DateTimeOffset? After(IReadOnlyList<DateConditionDto>? bounds) => bounds?.Where(b => b.IsAfter).Select(b => (DateTimeOffset?)b.Date).Max();

    sealed class Reader : JsonConverter<DateConditionDto>
    {
        public override DateConditionDto Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            using var json = JsonDocument.ParseValue(ref reader);
            var root = json.RootElement;
            var (wanted, date) = root.ValueKind == JsonValueKind.String && root.GetString()!.Split('_', 2) is [var op, var text] ? (op, text)
                : root.ValueKind == JsonValueKind.Object ? (Text(root, "operator"), Text(root, "value"))
                : ("", "");
            return wanted is "gt" or "lt" && EngineDate.TryRead(date, out var instant)
                ? new(wanted == "gt", instant)
                : throw new JsonException("Expected bounds of dates with the operator gt or lt and a date such as 2026-01-31T12:00:00.000+0000.");
        }

        public override void Write(Utf8JsonWriter writer, DateConditionDto value, JsonSerializerOptions options) =>
            throw new NotSupportedException("Bounds are read only.");

        static string Text(JsonElement of, string name) =>
            of.TryGetProperty(name, out var text) && text.ValueKind == JsonValueKind.String ? text.GetString()! : "";
    }
}
