using System.Runtime.CompilerServices;
using Bpm.Feel;

namespace Bpm.Dmn;

/// <summary>A boxed expression (DMN 1.5, 7.2 and 10.2): evaluates itself in a scope, as its declared type.</summary>
abstract class Box(Cell cell, FeelType? type)
{
    /// <summary>What the box is called in warnings, and the element they belong to.</summary>
    public Cell Cell { get; } = cell;

    public FeelValue Evaluate(DecisionRun run, IFeelScope scope)
    {
        if (!run.Budget.Pay(1))
        {
            return run.Fail(Cell, "Expected the decision to end within its steps, but it did not.");
        }

        return RuntimeHelpers.TryEnsureSufficientExecutionStack()
            ? run.Coerce(Compute(run, scope), type, Cell, "the result")
            : run.Fail(Cell, "Expected expressions that are not nested so deeply.");
    }

    protected abstract FeelValue Compute(DecisionRun run, IFeelScope scope);
}
