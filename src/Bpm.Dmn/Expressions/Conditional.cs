using Bpm.Feel;
using Bpm.Model;

namespace Bpm.Dmn;

/// <summary>A conditional (DMN 1.5, 10.2.1.9): <c>else</c> holds for all that is not true.</summary>
sealed class Conditional(Cell cell, FeelType? type, Box condition, Box then, Box otherwise) : Box(cell, type)
{
    public static Box Read(SourceElement source, Names names, BoxReader reader) => new Conditional(
        BoxReader.Label(source), reader.Type(source),
        reader.Required(source, "if", names), reader.Required(source, "then", names), reader.Required(source, "else", names));

    protected override FeelValue Compute(DecisionRun run, IFeelScope scope)
    {
        var value = condition.Evaluate(run, scope);
        if (value is not FeelBoolean and not FeelNull)
        {
            run.Warn(condition.Cell, FeelWarningKind.InvalidType, $"Expected a boolean as condition, but found {value.TypeName}.");
        }

        return (value is FeelBoolean { Value: true } ? then : otherwise).Evaluate(run, scope);
    }
}
