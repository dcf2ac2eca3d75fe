using System.Globalization;
using System.Text.Json.Nodes;
using Bpm.Feel;

namespace Bpm.Web.Forms;

/// <summary>What was answered to one input: a typed value, or why the text is none.</summary>
sealed record Answer(FeelValue Value, string? Problem = null)
{
    static readonly Answer None = new(FeelNull.Instance);

    public bool IsGiven => Value is not FeelNull and not FeelList { Count: 0 };

    public static Answer Read(FormInput input, JsonNode? raw)
    {
        if (input.Kind == InputKind.Checkbox) return Checkbox(raw);
        if (input.Kind == InputKind.Choices) return Choices(input, raw);
        if (raw is null || (raw is JsonValue value && value.TryGetValue<string>(out var typed) && string.IsNullOrWhiteSpace(typed))) return None;
        if (input.Kind == InputKind.Choice) return Choice(input, raw);
        if (raw is not JsonValue) return Wrong("a single value", raw.ToJsonString());
        var text = raw.ToFeel().Text;
        return input.Kind switch
        {
            InputKind.Number => Number(input, text.Trim()),
            InputKind.Date => FeelDate.TryParse(text, out var date) ? new(date) : Wrong("a date such as 2026-01-31", text),
            InputKind.Time => FeelTime.TryParse(WithSeconds(text), out var time) ? new(time) : Wrong("a time such as 14:30", text),
            InputKind.DateTime => FeelDateTime.TryParse(WithSeconds(text), out var instant) ? new(instant) : Wrong("a date and time such as 2026-01-31T14:30", text),
            // A browser sends the line ends of its own system.
            _ => new(new FeelString(text.ReplaceLineEndings("\n"))),
        };
    }

    static Answer Number(FormInput input, string text)
    {
        if (!decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
            return Wrong(input.Decimals == 0 ? "a whole number such as 1200" : "a number such as 1200.50", text);
        if (input.Decimals is { } decimals && decimal.Round(number, Math.Clamp(decimals, 0, 28)) != number)
            return Wrong(decimals == 0 ? "a whole number" : $"a number with at most {decimals} decimal places", text);
        return new(FeelNumber.Of(number));
    }

    static Answer Checkbox(JsonNode? raw) => raw is null ? new(FeelBoolean.False) : raw.ToFeel() switch
    {
        FeelBoolean value => new(value),
        FeelString { Value: "true" } => new(FeelBoolean.True),
        FeelString { Value: "" or "false" } => new(FeelBoolean.False),
        var other => Wrong("yes or no", other.Text),
    };

    static Answer Choice(FormInput input, JsonNode raw) =>
        OptionOf(input, raw) is { } option ? new(option.Value) : Wrong(Allowed(input), raw.ToFeel().Text);

    static Answer Choices(FormInput input, JsonNode? raw)
    {
        if (raw is null) return new(FeelList.Empty);
        if (raw is not JsonArray items) return Wrong("a list of choices", raw.ToJsonString());
        foreach (var item in items)
            if (item is null || OptionOf(input, item) is null) return Wrong(Allowed(input), item.ToFeel().Text);
        return new(new FeelList(items.Select(i => OptionOf(input, i!)!.Value).Distinct()));
    }

    static InputOption? OptionOf(FormInput input, JsonNode raw)
    {
        var chosen = raw.ToFeel();
        return input.Options.FirstOrDefault(o => o.Value.Equals(chosen)) ?? input.Options.FirstOrDefault(o => o.Value.Text == chosen.Text);
    }

    static string Allowed(FormInput input) => input.Options.Count is 0 or > 6
        ? "one of the offered choices"
        : "one of " + string.Join(", ", input.Options.Select(o => o.Label));

    static Answer Wrong(string expected, string found) => new(FeelNull.Instance, $"Expected {expected}, but got '{Shortened(found)}'.");

    static string Shortened(string text) => text.Length <= 40 ? text : text[..39] + "…";

    // Browsers leave the seconds out where FEEL wants them: 14:30 and 2026-01-31T14:30+01:00.
    static string WithSeconds(string text)
    {
        var at = text.IndexOf('T') + 1;
        return text.Length >= at + 5 && text[at + 2] == ':' && (text.Length == at + 5 || text[at + 5] != ':') ? text.Insert(at + 5, ":00") : text;
    }
}
