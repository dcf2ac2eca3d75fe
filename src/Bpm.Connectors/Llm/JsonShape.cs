using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Bpm.Connectors;

/// <summary>
/// Whether JSON has a shape, in the part of JSON Schema that extraction needs. A keyword that is not checked here is refused rather
/// than overlooked.
/// </summary>
static class JsonShape
{
    static readonly string[] Checked =
    [
        "type", "properties", "required", "additionalProperties", "items", "enum", "const", "minimum", "maximum", "minLength", "maxLength", "minItems", "maxItems", "pattern",
    ];
    static readonly string[] Annotations = ["$schema", "$id", "title", "description", "default", "examples", "format", "$comment"];
    static readonly string[] Types = ["object", "array", "string", "number", "integer", "boolean", "null"];

    /// <summary>What in the schema cannot be checked; null when all can.</summary>
    public static string? Unreadable(JsonElement schema, string path = "schema")
    {
        if (schema.ValueKind != JsonValueKind.Object) return $"{path} is no object.";
        foreach (var keyword in schema.EnumerateObject())
        {
            var here = $"{path}.{keyword.Name}";
            if (!Checked.Contains(keyword.Name) && !Annotations.Contains(keyword.Name)) return $"it has {here}, which is not checked here.";
            if (!IsReadable(keyword.Name, keyword.Value)) return $"{here} is not of the kind that belongs there.";
            if (keyword.Name == "items" && Unreadable(keyword.Value, here) is { } inItems) return inItems;
            if (keyword.Name == "properties")
                foreach (var property in keyword.Value.EnumerateObject())
                    if (Unreadable(property.Value, $"{here}.{property.Name}") is { } inProperty) return inProperty;
        }
        return null;
    }

    /// <summary>What is wrong with the value; null when it has the shape.</summary>
    public static string? Problem(JsonElement schema, JsonElement value, string path)
    {
        if (schema.TryGetProperty("type", out var type) && !Named(type).Any(t => Is(value, t))) return $"{path} is not of type {string.Join(" or ", Named(type))}.";
        if (schema.TryGetProperty("enum", out var choices) && !choices.EnumerateArray().Any(c => JsonElement.DeepEquals(c, value))) return $"{path} is none of the values that it may be.";
        if (schema.TryGetProperty("const", out var constant) && !JsonElement.DeepEquals(constant, value)) return $"{path} is not the value that it must be.";
        return value.ValueKind switch
        {
            JsonValueKind.Object => InObject(schema, value, path),
            JsonValueKind.Array => InArray(schema, value, path),
            JsonValueKind.String => InText(schema, value.GetString()!, path),
            JsonValueKind.Number => InNumber(schema, value.GetDouble(), path),
            _ => null,
        };
    }

    static string? InObject(JsonElement schema, JsonElement value, string path)
    {
        if (schema.TryGetProperty("required", out var required))
            foreach (var name in required.EnumerateArray().Select(r => r.GetString()!))
                if (!value.TryGetProperty(name, out _)) return $"{path}.{name} is missing.";
        var known = schema.TryGetProperty("properties", out var properties) ? properties : default;
        var isClosed = schema.TryGetProperty("additionalProperties", out var more) && more.ValueKind == JsonValueKind.False;
        foreach (var property in value.EnumerateObject())
        {
            if (known.ValueKind == JsonValueKind.Object && known.TryGetProperty(property.Name, out var shape))
            {
                if (Problem(shape, property.Value, $"{path}.{property.Name}") is { } problem) return problem;
            }
            else if (isClosed) return $"{path} has an entry that was not asked for.";
        }
        return null;
    }

    static string? InArray(JsonElement schema, JsonElement value, string path)
    {
        var count = value.GetArrayLength();
        if (count < Bound(schema, "minItems", 0) || count > Bound(schema, "maxItems", double.MaxValue)) return $"{path} has {count} items, which are too few or too many.";
        if (!schema.TryGetProperty("items", out var shape)) return null;
        return value.EnumerateArray().Select((item, i) => Problem(shape, item, string.Create(CultureInfo.InvariantCulture, $"{path}[{i}]"))).FirstOrDefault(p => p is not null);
    }

    static string? InText(JsonElement schema, string text, string path) =>
        text.Length < Bound(schema, "minLength", 0) || text.Length > Bound(schema, "maxLength", double.MaxValue) ? $"{path} is too short or too long."
        : schema.TryGetProperty("pattern", out var pattern) && !Pattern(pattern.GetString()!).IsMatch(text) ? $"{path} does not fit its pattern."
        : null;

    static string? InNumber(JsonElement schema, double number, string path) =>
        number < Bound(schema, "minimum", double.MinValue) || number > Bound(schema, "maximum", double.MaxValue) ? $"{path} is too small or too large." : null;

    static double Bound(JsonElement schema, string keyword, double otherwise) => schema.TryGetProperty(keyword, out var bound) ? bound.GetDouble() : otherwise;

    static bool IsReadable(string keyword, JsonElement value) => keyword switch
    {
        "type" => value.ValueKind is JsonValueKind.String or JsonValueKind.Array && Named(value).All(t => Types.Contains(t)),
        "properties" => value.ValueKind == JsonValueKind.Object,
        "required" => value.ValueKind == JsonValueKind.Array && value.EnumerateArray().All(r => r.ValueKind == JsonValueKind.String),
        "additionalProperties" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "enum" => value.ValueKind == JsonValueKind.Array,
        "pattern" => value.ValueKind == JsonValueKind.String && IsPattern(value.GetString()!),
        _ when keyword.StartsWith("min", StringComparison.Ordinal) || keyword.StartsWith("max", StringComparison.Ordinal) => value.ValueKind == JsonValueKind.Number,
        _ => true,
    };

    static bool IsPattern(string text)
    {
        try
        {
            _ = Pattern(text);
            return true;
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            return false;
        }
    }

    // Takes time in proportion to the text, whatever the pattern.
    static Regex Pattern(string text) => new(text, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);

    static IEnumerable<string> Named(JsonElement type) => type.ValueKind == JsonValueKind.Array ? type.EnumerateArray().Select(t => t.ToString()) : [type.GetString()!];

    static bool Is(JsonElement value, string type) => type switch
    {
        "object" => value.ValueKind == JsonValueKind.Object,
        "array" => value.ValueKind == JsonValueKind.Array,
        "string" => value.ValueKind == JsonValueKind.String,
        "number" => value.ValueKind == JsonValueKind.Number,
        "integer" => value.ValueKind == JsonValueKind.Number && value.TryGetDecimal(out var number) && decimal.IsInteger(number),
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        _ => value.ValueKind == JsonValueKind.Null,
    };
}
