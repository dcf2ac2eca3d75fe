using Bpm.Feel;
using Bpm.Model;

namespace Bpm.Dmn;

/// <summary>
/// Reads an item definition (DMN 1.5, 7.3.3): another type under a new name, a context of components, or a function; of single values or
/// collections. Allowed values restrict each value, a type constraint (DMN 1.5) the whole.
/// </summary>
sealed class ItemDefinitionReader(ItemTypes types, DiagnosticList diagnostics)
{
    // What is allowed depends on the value alone, so the instant of these tests is of no consequence.
    static readonly FeelEnvironment Timeless = new(DateTimeOffset.UnixEpoch);

    public ItemType Read(SourceElement source)
    {
        var name = source["name"] ?? "";
        if (DmnNames.Child(source, "functionItem") is { } function)
        {
            return Function(function);
        }

        var components = DmnNames.Children(source, "itemComponent").ToArray();
        var reference = DmnNames.Child(source, "typeRef");
        var inner = reference?.Text is { IsEmpty: false } text ? types.Resolve(text, reference) : null;
        var type = components.Length > 0
            ? FeelType.ContextOf([.. components.Where(c => c["name"] is not null).DistinctBy(c => c["name"]).Select(c => (c["name"]!, Read(c).Feel))])
            : inner?.Feel ?? FeelType.Any;

        var (allowed, whole) = (Tests(source, "allowedValues"), Tests(source, "typeConstraint"));
        type = Restricted(type, name, allowed);
        type = source.Is("isCollection", otherwise: false) ? FeelType.ListOf(type) : type;
        return new ItemType(Restricted(type, name, whole), inner?.IsFunction ?? false, inner?.Result, allowed ?? whole ?? inner?.AllowedValues);
    }

    ItemType Function(SourceElement source)
    {
        var parameters = DmnNames.Children(source, "parameters").Select(p => types.Of(p)?.Feel ?? FeelType.Any);
        var result = types.Of(source, "outputTypeRef")?.Feel;
        return new ItemType(FeelType.FunctionOf([.. parameters], result ?? FeelType.Any), IsFunction: true, result);
    }

    static FeelType Restricted(FeelType type, string name, Cell? tests) => tests?.Expression is not { } expression
        ? type
        : type.Restricted(name, value => expression.Evaluate(new Layer(null, "?", value), Timeless).Value is FeelBoolean { Value: true });

    Cell? Tests(SourceElement source, string kind)
    {
        if (DmnNames.Child(source, kind) is not { } element || (DmnNames.Child(element, "text") ?? element).Text?.Trim() is not { IsEmpty: false } text)
        {
            return null;
        }

        var parsed = FeelExpression.ParseUnaryTests(text.Value, ["?"], types.Feel);
        if (!parsed.IsValid)
        {
            diagnostics.Warning("allowed-values-syntax", text.At(parsed.Error.Position), source.NearestId,
                $"Expected values or tests, but “{ModelReading.Shortened(text.Value)}” is not: {parsed.Error.Reason}; any value is accepted.",
                "Correct the tests at this place; texts need quotes.");
        }

        return new Cell(element.NearestId, text.Value, parsed.Expression, parsed.Error?.Reason);
    }
}
