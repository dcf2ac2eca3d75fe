namespace Bpm.Feel.Evaluation;

sealed class Literal(Span span, FeelValue value) : Node(span)
{
    public FeelValue Value { get; } = value;

    protected override FeelValue Compute(Run run, Locals? locals) => Value;
}
