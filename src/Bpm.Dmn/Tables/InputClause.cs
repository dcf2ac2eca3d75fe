using Bpm.Feel;

namespace Bpm.Dmn;

/// <summary>A column of inputs (DMN 1.5, 8.3.2): the expression that gives the tested value, its type and the values it may have.</summary>
sealed record InputClause(string? Id, string? Label, Cell Expression, FeelType? Type, Cell? Allowed)
{
    public FeelValue Value(DecisionRun run, IFeelScope scope) =>
        run.Coerce(run.Evaluate(Expression, scope), Type, Expression, $"the input '{Label}'");

    public bool Allows(FeelValue value, DecisionRun run, IFeelScope scope) =>
        Allowed is null || value is FeelNull || run.Evaluate(Allowed, new Layer(scope, "?", value)) is FeelBoolean { Value: true };
}
