namespace Bpm.Feel.Evaluation;

/// <summary>A range written as a comparison: <c>&lt; 10</c>, or in parentheses also <c>(= 10)</c> and <c>(!= 10)</c>.</summary>
sealed class ComparisonRange(Span span, ComparisonOperator op, Node end) : Node(span, end)
{
    protected override FeelValue Compute(Run run, Locals? locals) => new FeelRange(op, end.Evaluate(run, locals));
}
