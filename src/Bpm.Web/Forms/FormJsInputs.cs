using System.Globalization;
using System.Text.Json.Nodes;
using Bpm.Feel;

namespace Bpm.Web.Forms;

/// <summary>Reads one input of a form-js schema. Most properties may be a FEEL expression, which begins with '='.</summary>
/// <param name="notices">Told what of the schema the server cannot check.</param>
sealed class FormJsInputs(JsonObject component, IFeelScope variables, FeelEnvironment environment, ICollection<string> notices)
{
    // A decimal number has no more.
    const int MostDecimals = 28;

    public static InputKind? KindOf(string type, string? subtype) => type switch
    {
        "textfield" => InputKind.Text,
        "textarea" => InputKind.LongText,
        "number" => InputKind.Number,
        "checkbox" => InputKind.Checkbox,
        "radio" or "select" => InputKind.Choice,
        "checklist" or "taglist" => InputKind.Choices,
        "datetime" => subtype switch { "time" => InputKind.Time, "datetime" => InputKind.DateTime, _ => InputKind.Date },
        _ => null,
    };

    public static string? PatternOf(JsonObject? validate, out string? meaning)
    {
        meaning = validate?.Text("validationType") switch { "email" => "an e-mail address", "phone" => "a phone number with its country code", _ => null };
        return meaning switch { "an e-mail address" => Patterns.Email, not null => Patterns.Phone, _ => validate?.Text("pattern") };
    }

    public FormInput Read(string key, InputKind kind)
    {
        var validate = component["validate"] as JsonObject ?? [];
        return new FormInput
        {
            Key = key,
            Kind = kind,
            Label = Value("label")?.Text ?? Value("dateLabel")?.Text ?? Value("timeLabel")?.Text ?? key,
            Hint = Value("description")?.Text,
            // What is disabled in the browser is not sent either.
            IsReadOnly = IsTrue(component, "readonly") || IsTrue(component, "disabled"),
            IsRequired = IsTrue(validate, "required"),
            Min = Number(validate, "min"),
            Max = Number(validate, "max"),
            MinLength = Whole(validate, "minLength", int.MaxValue),
            MaxLength = Whole(validate, "maxLength", int.MaxValue),
            Decimals = kind == InputKind.Number ? Whole(component, "decimalDigits", MostDecimals) : null,
            Options = kind is InputKind.Choice or InputKind.Choices ? Options() : [],
            Default = Value("defaultValue"),
        };
    }

    IReadOnlyList<InputOption> Options()
    {
        if (component["values"] is JsonArray values) return [.. values.Select(v => Option(v.ToFeel()))];
        if (component.Text("valuesExpression") is not null) return OptionsOf(Value("valuesExpression"));
        return component.Text("valuesKey") is { } name && variables.TryGet(name, out var list) ? OptionsOf(list) : [];
    }

    static IReadOnlyList<InputOption> OptionsOf(FeelValue? list) => list is FeelList { Items: var items } ? [.. items.Select(Option)] : [];

    static InputOption Option(FeelValue value) => value is FeelContext context && context.TryGet("value", out var inner)
        ? new(inner, context.TryGet("label", out var label) && label is not FeelNull ? label.Text : inner.Text)
        : new(value, value.Text);

    bool IsTrue(JsonObject holder, string name) => Value(holder, name) is FeelBoolean { Value: true };

    decimal? Number(JsonObject holder, string name)
    {
        switch (Value(holder, name))
        {
            case FeelNumber { IsDecimal: true } number: return number.Value;
            case FeelNumber number:
                Ignore(name, $"{number} has more digits than a field can hold");
                return null;
            case FeelString text when decimal.TryParse(text.Value, NumberStyles.Number, CultureInfo.InvariantCulture, out var number): return number;
            default: return null;
        }
    }

    int? Whole(JsonObject holder, string name, int most)
    {
        if (Number(holder, name) is not { } number) return null;
        if (number >= 0 && number <= most) return (int)number;
        Ignore(name, $"{number} is not from 0 to {most}");
        return null;
    }

    void Ignore(string name, string reason) =>
        notices.Add($"The {name} of '{component.Text("label") ?? component.Text("key")}' is not checked by the server: {reason}.");

    FeelValue? Value(string name) => Value(component, name);

    FeelValue? Value(JsonObject holder, string name) => Constant(holder, name) switch
    {
        FeelString { Value: ['=', ..] text } => Evaluated(name, text.TrimStart('=')),
        FeelNull or FeelString { Value: "" } => null,
        var value => value,
    };

    FeelValue? Evaluated(string name, string text)
    {
        if (string.IsNullOrWhiteSpace(text)) return null;
        var parsed = FeelExpression.Parse(text);
        if (parsed.Expression is not { } expression)
        {
            Ignore(name, $"its expression is not understood, {parsed.Error!.Reason}");
            return null;
        }
        var result = expression.Evaluate(variables, environment);
        if (result.Value is not FeelNull) return result.Value;
        // A limit that cannot be found is no limit, which whoever relies on it must be told.
        if (name is "min" or "max" or "minLength" or "maxLength" && result.Warnings.Count > 0) Ignore(name, result.Warnings[0].Message.TrimEnd('.'));
        return null;
    }

    FeelValue Constant(JsonObject holder, string name)
    {
        try
        {
            return holder[name].ToFeel();
        }
        catch (FeelJsonException tooLarge)
        {
            Ignore(name, tooLarge.Message.TrimEnd('.'));
            return FeelNull.Instance;
        }
    }
}
