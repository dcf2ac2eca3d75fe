using Bpm.Feel;
using Bpm.Model;

namespace Bpm.Engine;

/// <summary>Strict conditions: true or false; anything else is a problem in words, never a wrong turn.</summary>
static class Conditions
{
    /// <summary>Evaluates as seen from a scope; says what went wrong, or null.</summary>
    /// <param name="completing">The instance of a loop that is about to count as completed.</param>
    public static string? Ask(Execution execution, FeelExpression condition, long scopeKey, string purpose, out bool holds, ElementInstance? completing = null)
    {
        holds = true;
        var scope = new VariableScope(execution, scopeKey, completing);
        var result = condition.Evaluate(scope, execution.Environment);
        // As in Camunda 7, a name that means nothing is an error there, not a null that happens to compare as false.
        var isUnknown = execution.Definition.Dialect == Dialect.Camunda7 && result.Warnings.Any(w => w.Kind == FeelWarningKind.NoVariableFound);
        if (!isUnknown && result is { Failure: null, Value: FeelBoolean boolean })
        {
            holds = boolean.Value;
            return null;
        }
        var reasons = result.Warnings.Select(w => $"{w.Message.TrimEnd('.')}: {Explanation.Marked(condition.Text, w.Position, w.Length)}");
        if (result.Failure is { } failure) reasons = reasons.Prepend(failure);
        return Explanation.Of($"Expected {purpose} to be true or false, but {condition.Text} gave {result.Value}.", reasons, execution, scopeKey);
    }
}
