namespace Bpm.Feel.Evaluation;

/// <summary><c>[low..high]</c>, or <c>&gt; low</c> and its like with the other end open.</summary>
sealed class RangeLiteral(Span span, Node low, bool lowIncluded, Node high, bool highIncluded) : Node(span, low, high)
{
    protected override FeelValue Compute(Run run, Locals? locals)
    {
        var from = low.Evaluate(run, locals);
        var to = high.Evaluate(run, locals);
        if (from is not FeelNull && to is not FeelNull && Ordering.Compare(from, to) is null)
        {
            return run.Warn(FeelWarningKind.NotComparable, this, $"Expected a range between values of one kind, but found {from.TypeName} and {to.TypeName}.");
        }

        return new FeelRange(from, lowIncluded && from is not FeelNull, to, highIncluded && to is not FeelNull);
    }
}
