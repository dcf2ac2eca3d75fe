using Bpm.Feel;
using Bpm.Model;

namespace Bpm.Dmn;

/// <summary>A literal expression (DMN 1.5, 7.3.8 and 10.2.1.1): a text in FEEL. Without a text it is null.</summary>
sealed class LiteralExpression(Cell cell, FeelType? type) : Box(cell, type)
{
    public static Box Read(SourceElement source, Names names, BoxReader reader)
    {
        if (DmnNames.Child(source, "importedValues") is { } imported)
        {
            reader.Reading.Diagnostics.Warning("imported-values", imported.Location, imported.NearestId,
                "Expected an expression in FEEL, but the values are imported; the expression is null.", "Write the values as a FEEL list.");
        }

        var cell = reader.Reading.Expression(source, names) ?? new Cell(source.NearestId, "", FeelExpression.Constant(FeelNull.Instance));
        return new LiteralExpression(cell, reader.Type(source));
    }

    protected override FeelValue Compute(DecisionRun run, IFeelScope scope) => run.Evaluate(Cell, scope);
}
