using Bpm.Feel;

namespace Bpm.Dmn;

/// <summary>A column of inputs (DMN 1.5, 8.3.2): the expression that gives the tested value, its type and the values it may have.</summary>
/// <param name="Names">What the tests call the value: "?", and where Camunda's attributes give it another name, that one, too.</param>
sealed record InputClause(string? Id, string? Label, Cell Expression, FeelType? Type, Cell? Allowed, string[] Names)
{
    public FeelValue Value(DecisionRun run, IFeelScope scope) =>
        run.Coerce(run.Evaluate(Expression, scope), Type, Expression, $"the input '{Label}'");

    public bool Allows(FeelValue value, DecisionRun run, IFeelScope scope) =>
        Allowed is null || value is FeelNull || run.Evaluate(Allowed, Tested(value, scope)) is FeelBoolean { Value: true };

    /// <summary>What a test of this column sees.</summary>
    public Layer Tested(FeelValue value, IFeelScope scope) => new(scope, Names, Array.ConvertAll(Names, _ => (FeelValue?)value));
}
