namespace Bpm.Feel.Evaluation;

/// <summary>One <c>name in source</c> of a loop; with an end it is <c>name in from..to</c>, which may also run downwards.</summary>
sealed record Iteration(string Name, Node Source, Node? End)
{
    /// <summary>What the loop runs over, or null, with a warning, when that is nothing to loop over.</summary>
    public IEnumerable<FeelValue>? Items(Run run, Locals? locals)
    {
        var source = Source.Evaluate(run, locals);
        if (End is not null)
        {
            return Steps(source, End.Evaluate(run, locals)) ?? NothingToLoop(run, source);
        }

        return source switch
        {
            FeelList list => list.Array,
            FeelRange range => Steps(range) ?? NothingToLoop(run, source),
            _ => NothingToLoop(run, source),
        };
    }

    /// <summary>Only <c>from..to</c> without brackets may run downwards: a range whose ends are the wrong way round is empty of meaning.</summary>
    static IEnumerable<FeelValue>? Steps(FeelRange range) => Ordering.Compare(range.Low, range.High) > 0
        ? null
        : Steps(range.Low, range.High)?.Where(v => (range.LowIncluded || Ordering.Equal(v, range.Low) != true) && (range.HighIncluded || Ordering.Equal(v, range.High) != true));

    static IEnumerable<FeelValue>? Steps(FeelValue from, FeelValue to) => (from, to) switch
    {
        (FeelNumber a, FeelNumber b) => Numbers(a, b),
        (FeelDate a, FeelDate b) => Dates(a.DayNumber, b.DayNumber),
        _ => null,
    };

    static IEnumerable<FeelValue> Numbers(FeelNumber from, FeelNumber to)
    {
        var step = FeelNumber.Of(from.CompareTo(to) <= 0 ? 1 : -1);
        for (var at = from; at is not null && at.CompareTo(to) * (int)step.Value <= 0; at = Evaluation.Numbers.Apply(ArithmeticOperator.Add, at, step))
        {
            yield return at;
        }
    }

    static IEnumerable<FeelValue> Dates(long from, long to)
    {
        var step = from <= to ? 1 : -1;
        for (var at = from; step > 0 ? at <= to : at >= to; at += step)
        {
            yield return new FeelDate(at);
        }
    }

    IEnumerable<FeelValue>? NothingToLoop(Run run, FeelValue source)
    {
        run.Warn(FeelWarningKind.InvalidType, Source, $"Expected a list or range to loop over, but found {source.TypeName}.");
        return null;
    }
}
