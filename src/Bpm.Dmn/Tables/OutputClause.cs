using Bpm.Feel;

namespace Bpm.Dmn;

/// <summary>
/// A column of outputs (DMN 1.5, 8.3.3): its name and type, the value it has when no rule matches, and the values it may have, whose
/// order is their priority.
/// </summary>
sealed record OutputClause(string? Id, string? Name, string? Label, FeelType? Type, Cell? Default, Cell? Allowed, Cell[] Priorities)
{
    static readonly FeelExpression IsIn = FeelExpression.Parse("value in tests").Expression!;

    public FeelValue Value(Cell cell, DecisionRun run, IFeelScope scope)
    {
        var value = run.Coerce(run.Evaluate(cell, scope), Type, cell, $"the output '{Label ?? Name}'");
        if (Allowed is null || value is FeelNull || run.Evaluate(Allowed, new Layer(scope, "?", value)) is FeelBoolean { Value: true })
        {
            return value;
        }

        return run.Warn(cell, FeelWarningKind.OutOfRange, $"Expected one of {Allowed.Text} as output '{Label ?? Name}', but found {DecisionRun.Shown(value)}.");
    }

    /// <summary>The place of a value among those allowed; what is not among them comes last.</summary>
    public int Priority(FeelValue value, DecisionRun run, IFeelScope scope)
    {
        for (var i = 0; i < Priorities.Length; i++)
        {
            var test = run.Evaluate(Priorities[i], scope);
            if (IsIn.Evaluate(FeelContext.Of(("value", value), ("tests", test)), run.Budget).Value is FeelBoolean { Value: true })
            {
                return i;
            }
        }

        return Priorities.Length;
    }
}
