namespace Bpm.Feel.Evaluation;

/// <summary><c>[low..high]</c>, or <c>&gt; low</c> and its like with the other end open.</summary>
sealed class RangeLiteral(Span span, Node low, bool lowIncluded, Node high, bool highIncluded) : Node(span, low, high)
{
    // Cells of decision tables are mostly ranges between literals: such a range is made once.
    readonly FeelRange? _constant = low is Literal from && high is Literal to && (from.Value is FeelNull || to.Value is FeelNull || Ordering.Compare(from.Value, to.Value) is not null)
        ? Made(from.Value, lowIncluded, to.Value, highIncluded)
        : null;

    protected override FeelValue Compute(Run run, Locals? locals)
    {
        if (_constant is not null)
        {
            return _constant;
        }

        var from = low.Evaluate(run, locals);
        var to = high.Evaluate(run, locals);
        if (from is not FeelNull && to is not FeelNull && Ordering.Compare(from, to) is null)
        {
            return run.Warn(FeelWarningKind.NotComparable, this, $"Expected a range between values of one kind, but found {from.TypeName} and {to.TypeName}.");
        }

        return Made(from, lowIncluded, to, highIncluded);
    }

    static FeelRange Made(FeelValue from, bool lowIncluded, FeelValue to, bool highIncluded) =>
        new(from, lowIncluded && from is not FeelNull, to, highIncluded && to is not FeelNull);
}
