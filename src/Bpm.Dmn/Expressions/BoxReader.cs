using Bpm.Feel;
using Bpm.Model;

namespace Bpm.Dmn;

/// <summary>Reads boxed expressions. The table names all kinds that there are.</summary>
sealed class BoxReader(ModelReading reading)
{
    static readonly Dictionary<string, Func<SourceElement, Names, BoxReader, Box>> Kinds = new(StringComparer.Ordinal)
    {
        ["literalExpression"] = LiteralExpression.Read,
        ["decisionTable"] = DecisionTableReader.Read,
        ["context"] = BoxedContext.Read,
        ["invocation"] = Invocation.Read,
        ["functionDefinition"] = FunctionDefinition.Read,
        ["list"] = BoxedList.Read,
        ["relation"] = Relation.Read,
        ["conditional"] = Conditional.Read,
        ["for"] = BoxedFor.Read,
        ["every"] = Quantified.Read,
        ["some"] = Quantified.Read,
        ["filter"] = BoxedFilter.Read,
    };

    public ModelReading Reading => reading;

    /// <summary>The expression among an element's children; null when there is none.</summary>
    public Box? Child(SourceElement? parent, Names names) =>
        parent is null ? null : Children(parent, names).FirstOrDefault();

    public IEnumerable<Box> Children(SourceElement parent, Names names) =>
        parent.Children.Where(c => c.Namespace == parent.Namespace && Kinds.ContainsKey(c.Name)).Select(c => Kinds[c.Name](c, names, this));

    /// <summary>An expression that must be there.</summary>
    public Box Required(SourceElement parent, string name, Names names) =>
        Child(DmnNames.Child(parent, name), names) ?? Missing(parent, $"an expression for “{name}”");

    public Box Missing(SourceElement parent, string what)
    {
        var message = $"Expected {what}, but there is none.";
        reading.Fault("missing-expression", parent.Location, parent.NearestId, message, "Add the expression.");
        return new LiteralExpression(new Cell(parent.NearestId, "", null, message), null);
    }

    public FeelType? Type(SourceElement element) => reading.Types.Of(element)?.Feel;

    /// <summary>How warnings name an expression that is not text.</summary>
    public static Cell Label(SourceElement element) => new(element.NearestId, element["label"] ?? element.Name, null);
}
