using Bpm.Feel;

namespace Bpm.Engine;

/// <summary>
/// What a person reads who has to mend an incident of an expression: what was expected, every reason that the evaluation
/// named, and which variables there were.
/// </summary>
static class Explanation
{
    public static string Of(string expected, IEnumerable<string> reasons, Execution execution, long scopeKey)
    {
        var names = new VariableScope(execution, scopeKey).Names;
        return expected + " "
            + string.Concat(reasons.Distinct().Select(r => r.TrimEnd('.') + ". "))
            + $"Variables in scope: {(names.Any() ? string.Join(", ", names) : "none")}.";
    }

    /// <summary>Each warning of an evaluation, with its place marked in the expression.</summary>
    public static IEnumerable<string> Reasons(FeelExpression expression, FeelResult result) =>
        result.Warnings.Select(w => $"{Marked(expression.Text, w.Position, w.Length)}: {w.Message}");

    /// <summary>A place in an expression, marked in its text: <c>amount &gt; »limt«</c>.</summary>
    public static string Marked(string text, int position, int length)
    {
        var start = Math.Clamp(position, 0, text.Length);
        var end = Math.Clamp(position + length, start, text.Length);
        return $"{text[..start]}»{text[start..end]}«{text[end..]}";
    }
}
