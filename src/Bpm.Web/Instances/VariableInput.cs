using System.Globalization;
using System.Text.Json;
using Bpm.Feel;

namespace Bpm.Web.Instances;

/// <summary>A variable's value as an operator types it. The kind is chosen beside it, so that a date stays a date and "12" a text.</summary>
static class VariableInput
{
    public static IReadOnlyList<(VariableKind Kind, string Text)> Kinds { get; } =
    [
        (VariableKind.Text, "Text"), (VariableKind.Number, "Number"), (VariableKind.YesNo, "Yes or no"), (VariableKind.Date, "Date"),
        (VariableKind.Time, "Time"), (VariableKind.DateTime, "Date and time"), (VariableKind.Duration, "Duration"), (VariableKind.Json, "List or object (JSON)"),
        (VariableKind.Nothing, "Nothing (null)"),
    ];

    public static VariableKind KindOf(FeelValue value) => value switch
    {
        FeelString => VariableKind.Text,
        FeelNumber => VariableKind.Number,
        FeelBoolean => VariableKind.YesNo,
        FeelDate => VariableKind.Date,
        FeelTime => VariableKind.Time,
        FeelDateTime => VariableKind.DateTime,
        FeelDayTimeDuration or FeelYearMonthDuration => VariableKind.Duration,
        FeelNull => VariableKind.Nothing,
        _ => VariableKind.Json,
    };

    public static string TextOf(FeelValue value) => KindOf(value) switch
    {
        VariableKind.Json => FeelJson.ToJson(value, tagged: true),
        VariableKind.Nothing => "",
        _ => value.Text,
    };

    /// <summary>The value, or null and what is wrong with the text.</summary>
    public static FeelValue? Read(VariableKind kind, string text, out string? problem)
    {
        var trimmed = text.Trim();
        problem = null;
        FeelValue? value = kind switch
        {
            VariableKind.Text => new FeelString(text),
            VariableKind.Number => decimal.TryParse(trimmed, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? FeelNumber.Of(number) : null,
            VariableKind.YesNo => trimmed.ToUpperInvariant() switch { "TRUE" or "YES" => FeelBoolean.True, "FALSE" or "NO" => FeelBoolean.False, _ => null },
            VariableKind.Date => FeelDate.TryParse(trimmed, out var date) ? date : null,
            VariableKind.Time => FeelTime.TryParse(trimmed, out var time) ? time : null,
            VariableKind.DateTime => FeelDateTime.TryParse(trimmed, out var instant) ? instant : null,
            VariableKind.Duration => Duration(trimmed),
            VariableKind.Nothing => FeelNull.Instance,
            _ => Json(trimmed, ref problem),
        };
        if (value is null) problem ??= $"Expected {Example(kind)}, but got '{(trimmed.Length > 40 ? trimmed[..39] + "…" : trimmed)}'.";
        return value;
    }

    static FeelValue? Duration(string text)
    {
        try
        {
            return FeelJson.Parse(JsonSerializer.Serialize(new Dictionary<string, string> { ["@duration"] = text }), tagged: true);
        }
        catch (FeelJsonException)
        {
            return null;
        }
    }

    static FeelValue? Json(string text, ref string? problem)
    {
        try
        {
            return FeelJson.Parse(text, tagged: true);
        }
        catch (FeelJsonException e)
        {
            problem = e.Message;
            return null;
        }
    }

    static string Example(VariableKind kind) => kind switch
    {
        VariableKind.Number => "a number such as 1200.50",
        VariableKind.YesNo => "true or false",
        VariableKind.Date => "a date such as 2026-01-31",
        VariableKind.Time => "a time such as 14:30:00",
        VariableKind.DateTime => "a date and time such as 2026-01-31T14:30:00Z",
        VariableKind.Duration => "a duration such as P2D, PT8H or P1M",
        _ => "a value",
    };
}

public enum VariableKind { Text, Number, YesNo, Date, Time, DateTime, Duration, Json, Nothing }
