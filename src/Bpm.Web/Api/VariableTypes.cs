using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;
using Bpm.Engine;
using Bpm.Feel;
using Bpm.Storage;

namespace Bpm.Web.Api;

/// <summary>Camunda 7's typed values from and to FEEL values. Type names are read in any case and written capitalised.</summary>
static class VariableTypes
{
    static readonly FrozenDictionary<string, string> NoInfo = FrozenDictionary<string, string>.Empty;

    public static VariableValueDto Write(FeelValue value) => value switch
    {
        FeelNull => new("Null", null, NoInfo),
        FeelBoolean b => new("Boolean", b.Value, NoInfo),
        FeelString s => new("String", s.Value, NoInfo),
        FeelNumber n => Number(n.Value),
        FeelDateTime d => new("Date", EngineDate.Text(d.Instant ?? new DateTimeOffset(d.Local, TimeSpan.Zero)), NoInfo),
        FeelDate d => new("Date", EngineDate.Text(new DateTimeOffset(d.Value.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero)), NoInfo),
        FeelContext file when FileVariable.Of(file) is { } found => new("File", null, found.Info),
        FeelList or FeelContext => new("Json", FeelJson.ToJson(value), NoInfo),
        _ => new("String", value.Text, NoInfo),
    };

    public static IReadOnlyDictionary<string, VariableValueDto> Write(IEnumerable<VariableRow> rows) => rows.ToDictionary(r => r.Name, r => Write(r.Value));

    /// <summary>Reads all or says what is wrong with the first that cannot be read.</summary>
    public static bool TryRead(IReadOnlyDictionary<string, VariableDto>? variables, out VariableSet read, out string problem)
    {
        (read, problem) = (VariableSet.Empty, "");
        if (variables is null) return true;
        var items = new List<KeyValuePair<string, FeelValue>>(variables.Count);
        foreach (var (name, variable) in variables)
        {
            if (string.IsNullOrWhiteSpace(name))
            {
                problem = "Expected a name for every variable, but one is empty.";
                return false;
            }
            // JSON's null is no DTO, whatever the type says.
            if (variable is null)
            {
                problem = $"Cannot read variable '{name}': expected an object with value and type, but found null.";
                return false;
            }
            if (Read(variable, out var why) is not { } value)
            {
                problem = $"Cannot read variable '{name}': {why}";
                return false;
            }
            items.Add(KeyValuePair.Create(name, value));
        }
        read = new([.. items]);
        return true;
    }

    static VariableValueDto Number(decimal value) =>
        value != decimal.Truncate(value) || value is > long.MaxValue or < long.MinValue ? new("Double", (double)value, NoInfo)
        : value is <= int.MaxValue and >= int.MinValue ? new("Integer", (int)value, NoInfo)
        : new("Long", (long)value, NoInfo);

    static FeelValue? Read(VariableDto variable, out string why)
    {
        var (value, kind) = (variable.Value, variable.Value.ValueKind);
        why = $"expected a value of type {variable.Type}, but found {(kind == JsonValueKind.Undefined ? "none" : value.GetRawText())}.";
        if (kind is JsonValueKind.Null or JsonValueKind.Undefined) return FeelNull.Instance;
        return variable.Type?.ToUpperInvariant() switch
        {
            null or "" => Any(value, ref why),
            "NULL" => FeelNull.Instance,
            "STRING" or "XML" => kind == JsonValueKind.String ? new FeelString(value.GetString()!) : null,
            "BOOLEAN" => Boolean(value),
            "SHORT" => Whole(value, short.MinValue, short.MaxValue),
            "INTEGER" => Whole(value, int.MinValue, int.MaxValue),
            "LONG" => Whole(value, long.MinValue, long.MaxValue),
            "DOUBLE" or "NUMBER" => Decimal(value) is { } number ? FeelNumber.Of(number) : null,
            "DATE" => kind == JsonValueKind.String && EngineDate.TryRead(value.GetString()!, out var date) ? FeelDateTime.Of(date) : null,
            "JSON" or "OBJECT" => Json(variable, ref why),
            "FILE" => FileVariable.Read(variable, ref why),
            var other => Unsupported(other, ref why),
        };
    }

    static FeelBoolean? Boolean(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.True => FeelBoolean.True,
        JsonValueKind.False => FeelBoolean.False,
        JsonValueKind.String when bool.TryParse(value.GetString(), out var parsed) => FeelBoolean.Of(parsed),
        _ => null,
    };

    static FeelNumber? Whole(JsonElement value, long least, long most) =>
        Decimal(value) is { } number && number == decimal.Truncate(number) && number >= least && number <= most ? FeelNumber.Of(number) : null;

    static decimal? Decimal(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number when value.TryGetDecimal(out var number) => number,
        JsonValueKind.String when decimal.TryParse(value.GetString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) => number,
        _ => null,
    };

    static FeelValue? Json(VariableDto variable, ref string why)
    {
        // A serialised object must say that it is JSON; Java's own serialisation means nothing here.
        if (variable.ValueInfo.ValueKind == JsonValueKind.Object
            && variable.ValueInfo.TryGetProperty("serializationDataFormat", out var format)
            && format.ValueKind == JsonValueKind.String && !format.GetString()!.StartsWith("application/json", StringComparison.OrdinalIgnoreCase))
        {
            why = $"expected the serializationDataFormat application/json, but found {format.GetString()}.";
            return null;
        }
        if (variable.Value.ValueKind != JsonValueKind.String) return Any(variable.Value, ref why);
        try
        {
            return FeelJson.Parse(variable.Value.GetString()!);
        }
        catch (FeelJsonException e)
        {
            why = e.Message;
            return null;
        }
    }

    static FeelValue? Any(JsonElement value, ref string why)
    {
        try
        {
            return FeelJson.FromJson(value);
        }
        catch (FeelJsonException e)
        {
            why = e.Message;
            return null;
        }
    }

    static FeelValue? Unsupported(string type, ref string why)
    {
        why = $"expected one of the types String, Integer, Long, Short, Double, Boolean, Date, Json, Object, Xml, File, Null, but found {type}.";
        return null;
    }
}
