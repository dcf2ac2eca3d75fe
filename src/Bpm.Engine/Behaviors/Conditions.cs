using Bpm.Feel;

namespace Bpm.Engine;

/// <summary>Strict conditions: true or false; anything else is a problem in words, never a wrong turn.</summary>
static class Conditions
{
    /// <summary>Evaluates as seen from a scope; says what went wrong, or null.</summary>
    /// <param name="completing">The instance of a loop that is about to count as completed.</param>
    /// <param name="seen">What the condition sees, if that is more than the scope's variables.</param>
    public static string? Ask(Execution execution, FeelExpression condition, long scopeKey, string purpose, out bool holds, ElementInstance? completing = null, IFeelScope? seen = null)
    {
        holds = true;
        var result = condition.Evaluate(seen ?? new VariableScope(execution, scopeKey, completing), execution.Environment);
        // A name that means nothing is an error, not a null that happens to compare as false; x = null asks for it in so many words.
        var isUnknown = result.Warnings.Any(w => w.Kind == FeelWarningKind.NoVariableFound);
        if (!isUnknown && result is { Failure: null, Value: FeelBoolean boolean })
        {
            holds = boolean.Value;
            return null;
        }
        var reasons = Explanation.Reasons(condition, result);
        if (result.Failure is { } failure) reasons = reasons.Prepend(failure);
        var problem = isUnknown
            ? $"Expected {purpose} to use variables that are there, but {condition.Text} does not."
            : $"Expected {purpose} to be true or false, but {condition.Text} gave {result.Value}.";
        return Explanation.Of(problem, reasons, execution, scopeKey);
    }
}
