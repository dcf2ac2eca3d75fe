using Bpm.Feel;
using Bpm.Model;

namespace Bpm.Dmn;

/// <summary>What a boxed iterator or filter runs over (DMN 1.5, 10.2.1.10 to 12): the items of a list, or the steps of a range.</summary>
sealed class Iterated(Box source, FeelType? type)
{
    static readonly FeelExpression Steps = FeelExpression.Parse("for step in steps return step").Expression!;

    public static Iterated Read(SourceElement source, Names names, BoxReader reader) =>
        new(reader.Required(source, "in", names), DmnNames.Child(source, "in") is { } element ? reader.Type(element) : null);

    public FeelValue Value(DecisionRun run, IFeelScope scope) => run.Coerce(source.Evaluate(run, scope), type, source.Cell, "the value to loop over");

    /// <summary>The items, or null, with a warning, when there is nothing to loop over.</summary>
    public IReadOnlyList<FeelValue>? Items(DecisionRun run, IFeelScope scope)
    {
        switch (Value(run, scope))
        {
            case FeelList list:
                return list.Items;
            case FeelRange range:
                return (run.Take(source.Cell, Steps.Evaluate(new Layer(null, "steps", range), run.Budget)) as FeelList)?.Items;
            case var other:
                run.Warn(source.Cell, FeelWarningKind.InvalidType, $"Expected a list or range to loop over, but found {other.TypeName}.");
                return null;
        }
    }
}
