namespace Bpm.Feel.Evaluation;

/// <summary><c>value in tests</c>: true when one of the tests passes.</summary>
sealed class In(Span span, Node value, Test[] tests) : Node(span, [value, .. tests.Select(t => t.Expression)])
{
    protected override FeelValue Compute(Run run, Locals? locals)
    {
        var input = value.Evaluate(run, locals);
        return UnaryTests.Any(run, new Locals(locals, Test.Input, input), input, tests, conditionsCount: false);
    }
}
