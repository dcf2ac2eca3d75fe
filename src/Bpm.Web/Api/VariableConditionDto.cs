using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using Bpm.Feel;
using Bpm.Storage;

namespace Bpm.Web.Api;

/// <summary>
/// What a variable has to be. In a body an object; in an address <c>name_operator_value</c>, whose value is a text, as it is
/// for Camunda 7.
/// </summary>
[JsonConverter(typeof(Reader))]
sealed partial record VariableConditionDto(string Name, string Operator, JsonElement Value)
{
    public ValueCondition Read()
    {
        ValueOperator? wanted = Operator switch
        {
            "eq" => ValueOperator.Equal,
            "neq" => ValueOperator.NotEqual,
            "gt" => ValueOperator.Greater,
            "gteq" => ValueOperator.GreaterOrEqual,
            "lt" => ValueOperator.Less,
            "lteq" => ValueOperator.LessOrEqual,
            "like" => ValueOperator.Like,
            "notLike" => ValueOperator.NotLike,
            _ => null,
        };
        if (wanted is not { } known) throw new BadHttpRequestException($"Expected the operator for variable {Name} to be eq, neq, gt, gteq, lt, lteq, like or notLike, but found '{Operator}'.");
        var value = Value.ValueKind == JsonValueKind.Undefined ? FeelNull.Instance : ValueOf(Value);
        if (known is ValueOperator.Like or ValueOperator.NotLike && value is not FeelString)
            throw new BadHttpRequestException($"Expected a text to compare variable {Name} with, because {Operator} compares texts.");
        return ValueCondition.Of(Name, known, value);
    }

    FeelValue ValueOf(JsonElement value)
    {
        try
        {
            return FeelJson.FromJson(value);
        }
        catch (FeelJsonException e)
        {
            throw new BadHttpRequestException($"Expected a value to compare variable {Name} with, but: {e.Message}");
        }
    }

    [GeneratedRegex("^(?<name>.+?)_(?<operator>eq|neq|gt|gteq|lt|lteq|like|notLike)_(?<value>.*)$", RegexOptions.Singleline | RegexOptions.NonBacktracking)]
    private static partial Regex Triple();

    sealed class Reader : JsonConverter<VariableConditionDto>
    {
        public override VariableConditionDto Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            using var json = JsonDocument.ParseValue(ref reader);
            var root = json.RootElement;
            if (root.ValueKind == JsonValueKind.String)
                return Triple().Match(root.GetString()!) is { Success: true } parts
                    ? new(parts.Groups["name"].Value, parts.Groups["operator"].Value, JsonSerializer.SerializeToElement(parts.Groups["value"].Value))
                    : throw new JsonException("variable query parameter has to have format KEY_OPERATOR_VALUE.");
            if (root.ValueKind != JsonValueKind.Object || Text(root, "name") is not { } name)
                throw new JsonException("Expected conditions on variables to be objects with name, operator and value.");
            return new(name, Text(root, "operator") ?? "eq", root.TryGetProperty("value", out var value) ? value.Clone() : default);
        }

        public override void Write(Utf8JsonWriter writer, VariableConditionDto value, JsonSerializerOptions options) =>
            throw new NotSupportedException("Conditions are read only.");

        static string? Text(JsonElement of, string name) => of.TryGetProperty(name, out var text) && text.ValueKind == JsonValueKind.String ? text.GetString() : null;
    }
}
