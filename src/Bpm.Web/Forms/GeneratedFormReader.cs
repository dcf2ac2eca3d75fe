using Bpm.Feel;
using Bpm.Model;

namespace Bpm.Web.Forms;

/// <summary>Reads a generated form of Camunda 7; labels and default values may be expressions over the task's variables.</summary>
public static class GeneratedFormReader
{
    public static FormModel Read(GeneratedForm form, IFeelScope variables, FeelEnvironment environment) =>
        new([.. form.Fields.Select(field => Input(field, variables, environment))]);

    static FormInput Input(FormField field, IFeelScope variables, FeelEnvironment environment)
    {
        var input = new FormInput
        {
            Key = field.Id,
            Label = Value(field.Label, variables, environment)?.Text is { Length: > 0 } label ? label : field.Id,
            Kind = KindOf(field.Type),
            IsRequired = field.IsRequired,
            IsReadOnly = field.IsReadOnly,
            Min = field.Min,
            Max = field.Max,
            Decimals = field.Type == "long" ? 0 : null,
            MinLength = field.MinLength,
            MaxLength = field.MaxLength,
            Options = [.. field.Options.Select(o => new InputOption(new FeelString(o.Id), o.Label))],
        };
        return input with { Default = Value(field.DefaultValue, variables, environment) };
    }

    static InputKind KindOf(string type) => type switch
    {
        "long" or "double" => InputKind.Number,
        "boolean" => InputKind.Checkbox,
        "date" => InputKind.Date,
        "enum" => InputKind.Choice,
        "textarea" => InputKind.LongText,
        _ => InputKind.Text,
    };

    static FeelValue? Value(FeelExpression? expression, IFeelScope variables, FeelEnvironment environment) =>
        expression?.Evaluate(variables, environment).Value is { } value and not FeelNull ? value : null;
}
