using Bpm.Feel.Syntax;

namespace Bpm.Feel;

/// <summary>
/// What a script task runs: assignments <c>name = expression</c>, one on each line or with ';' between, or a single expression.
/// <c>x = x + 1</c> is a comparison in FEEL; it is an assignment only at the start of a statement here, and only where no result
/// variable is named: with one, the whole text is the expression that gives its value.
/// </summary>
public sealed class FeelScript
{
    FeelScript(IReadOnlyList<FeelAssignment> assignments) => Assignments = assignments;

    public IReadOnlyList<FeelAssignment> Assignments { get; }

    public static FeelScriptParseResult Parse(string text, string? resultVariable = null)
    {
        if (!string.IsNullOrWhiteSpace(resultVariable))
        {
            var whole = FeelExpression.Parse(text);
            return whole.IsValid
                ? new FeelScriptParseResult(new FeelScript([new FeelAssignment(resultVariable, whole.Expression)]), null)
                : new FeelScriptParseResult(null, whole.Error);
        }

        try
        {
            return new FeelScriptParseResult(new FeelScript(ParseStatements(text)), null);
        }
        catch (SyntaxException e)
        {
            return new FeelScriptParseResult(null, FeelSyntaxError.At(text, e.Position, e.Message));
        }
    }

    static List<FeelAssignment> ParseStatements(string text)
    {
        List<FeelAssignment> assignments = [];
        var statements = Statements.Split(text);
        foreach (var (name, source, start) in statements)
        {
            if (name is null && statements.Count > 1)
            {
                throw new SyntaxException("Expected 'name = expression', as in every statement of a script of several", start);
            }

            var parsed = FeelExpression.Parse(source);
            if (!parsed.IsValid)
            {
                throw new SyntaxException(parsed.Error.Reason, start + parsed.Error.Position);
            }

            assignments.Add(new FeelAssignment(name, parsed.Expression));
        }

        return assignments;
    }
}
