namespace Bpm.Feel.Evaluation;

sealed class Between(Span span, Node value, Node low, Node high) : Node(span, value, low, high)
{
    protected override FeelValue Compute(Run run, Locals? locals)
    {
        var x = value.Evaluate(run, locals);
        var from = low.Evaluate(run, locals);
        var to = high.Evaluate(run, locals);
        return Ordering.Compare(x, from) is { } a && Ordering.Compare(x, to) is { } b
            ? FeelBoolean.Of(a >= 0 && b <= 0)
            : run.Warn(FeelWarningKind.NotComparable, this, $"Can't compare {x.TypeName} with {from.TypeName} and {to.TypeName}.");
    }
}
