using System.Collections.Immutable;
using System.Globalization;

namespace Bpm.Model;

/// <summary>Reads generated forms: <c>camunda:formData</c> and its ancestor <c>camunda:formProperty</c>.</summary>
sealed class GeneratedFormReader(ReadContext context)
{
    const string Camunda = Namespaces.Camunda;
    static readonly HashSet<string> Types = ["string", "long", "double", "boolean", "date", "enum", "textarea"];

    public GeneratedForm ReadFormData(SourceElement data) =>
        new(Distinct(data.Elements(Camunda, "formField"), Field), context.Static(data.Find("businessKey"), "business key field", data));

    public GeneratedForm ReadFormProperties(IEnumerable<SourceElement> properties) => new(Distinct(properties, Property));

    ImmutableArray<FormField> Distinct(IEnumerable<SourceElement> elements, Func<SourceElement, string, FormField> read)
    {
        var fields = new Dictionary<string, FormField>();
        foreach (var element in elements)
        {
            var id = (element.Find("variable") ?? element.Find("id"))?.Value.Trim() ?? "";
            if (id.Length == 0 || !fields.TryAdd(id, read(element, id)))
            {
                context.Diagnostics.Error("form-field-id", element.Location, element.Parent?.NearestId,
                    id.Length == 0 ? "Expected an id on the form field, but there is none." : $"Expected each form field once, but “{id}” appears again.",
                    "Give each field an id of its own.");
            }
        }

        return [.. fields.Values];
    }

    FormField Field(SourceElement element, string id)
    {
        var field = new FormField
        {
            Id = id,
            Label = context.Expressions.Value(element.Find("label"), TaskOf(element)),
            Type = Type(element),
            DefaultValue = context.Expressions.Value(element.Find("defaultValue"), TaskOf(element)),
            Options = Options(element),
        };
        return element.Elements(Camunda, "validation").SelectMany(v => v.Elements(Camunda, "constraint")).Aggregate(field, Constrain);
    }

    FormField Property(SourceElement element, string id) => new()
    {
        Id = id,
        Label = context.Expressions.Value(element.Find("name"), TaskOf(element)),
        Type = Type(element),
        DefaultValue = context.Expressions.Value(element.Find("default"), TaskOf(element)),
        IsRequired = element.Is("required", otherwise: false),
        IsReadOnly = !element.Is("writable", otherwise: true),
        Options = Options(element),
    };

    FormField Constrain(FormField field, SourceElement constraint)
    {
        switch (constraint["name"])
        {
            case "required":
                return field with { IsRequired = constraint["config"] is not "false" };
            case "readonly":
                return field with { IsReadOnly = constraint["config"] is not "false" };
            case "min":
                return field with { Min = Number(constraint) };
            case "max":
                return field with { Max = Number(constraint) };
            case "minlength":
                return field with { MinLength = Length(constraint) };
            case "maxlength":
                return field with { MaxLength = Length(constraint) };
            default:
                context.Diagnostics.Error("form-constraint", constraint.Location, TaskOf(constraint),
                    $"Expected the constraint required, readonly, min, max, minlength or maxlength, but found “{constraint["name"]}”.",
                    "Check other rules in the process, behind the task.");
                return field;
        }
    }

    decimal? Number(SourceElement constraint)
    {
        if (decimal.TryParse(constraint["config"], NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
        {
            return number;
        }

        WrongNumber(constraint, "a number");
        return null;
    }

    int? Length(SourceElement constraint)
    {
        if (int.TryParse(constraint["config"], NumberStyles.None, CultureInfo.InvariantCulture, out var length))
        {
            return length;
        }

        WrongNumber(constraint, "a whole number");
        return null;
    }

    void WrongNumber(SourceElement constraint, string kind) =>
        context.Diagnostics.Error("form-constraint", constraint.Find("config")?.Location ?? constraint.Location, TaskOf(constraint),
            $"Expected {kind} for the constraint “{constraint["name"]}”, but found “{constraint["config"]}”.", "Write the number in the constraint's config.");

    string Type(SourceElement element)
    {
        var type = element["type"]?.Trim() is { Length: > 0 } given ? given : "string";
        if (Types.Contains(type))
        {
            return type;
        }

        context.Diagnostics.Error("form-field-type", element.Find("type")!.Location, TaskOf(element),
            $"Expected one of the field types {string.Join(", ", Types)}, but found “{type}”.", "Choose one of them, or use a form-js form.");
        return "string";
    }

    static ImmutableArray<FormOption> Options(SourceElement element) =>
        [.. element.Elements(Camunda, "value").Where(v => v.Id is not null).Select(v => new FormOption(v.Id!, v["name"] ?? v.Id!))];

    /// <summary>The id that people find in the diagram; the field's own id is not drawn.</summary>
    static string? TaskOf(SourceElement? element) =>
        element is null or { IsBpmn: true, Id: not null } ? element?.Id : TaskOf(element.Parent);
}
