using System.Text.Json;
using System.Text.Json.Serialization;

namespace Bpm.Web.Api.V2;

/// <summary>A key in a body: a text, or a number as clients before 8.8 send it.</summary>
sealed class KeyText : JsonConverter<string>
{
    public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.TokenType switch
    {
        JsonTokenType.Null => null,
        JsonTokenType.Number when reader.TryGetInt64(out var number) => PathKey.Write(number),
        JsonTokenType.String => reader.GetString(),
        _ => throw new JsonException("Expected a key."),
    };

    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteStringValue(value);
}
