using Bpm.Feel.Evaluation;

namespace Bpm.Feel;

/// <summary>
/// From a low to a high end; an end that is null is open to infinity (DMN 1.5, 10.3.2.7). One written as a comparison, such as
/// <c>(&lt; 10)</c>, has the same ends as an interval but does not equal it.
/// </summary>
public sealed class FeelRange(FeelValue low, bool lowIncluded, FeelValue high, bool highIncluded) : FeelValue
{
    internal FeelRange(ComparisonOperator comparison, FeelValue end)
        : this(
            comparison is ComparisonOperator.Less or ComparisonOperator.LessOrEqual ? FeelNull.Instance : end,
            comparison is ComparisonOperator.Equal or ComparisonOperator.GreaterOrEqual && end is not FeelNull,
            comparison is ComparisonOperator.Greater or ComparisonOperator.GreaterOrEqual ? FeelNull.Instance : end,
            comparison is ComparisonOperator.Equal or ComparisonOperator.LessOrEqual && end is not FeelNull) => Comparison = comparison;

    /// <summary>How it was written, if as a comparison.</summary>
    internal ComparisonOperator? Comparison { get; }

    public FeelValue Low { get; } = low;

    public bool LowIncluded { get; } = lowIncluded;

    public FeelValue High { get; } = high;

    public bool HighIncluded { get; } = highIncluded;

    public override bool IsData => false;

    public override int Depth { get; } = Math.Max(low.Depth, high.Depth) + 1;

    internal override long Weight { get; } = Math.Min(1 + low.Weight + high.Weight, Unbounded);

    public override string TypeName => "range";

    public override string Text => Write(LiteralText.Nested);

    public override bool Equals(FeelValue? other) =>
        other is FeelRange r && r.Comparison == Comparison && r.LowIncluded == LowIncluded && r.HighIncluded == HighIncluded
        && r.Low.Equals(Low) && r.High.Equals(High);

    public override int GetHashCode() => HashCode.Combine(Low, LowIncluded, High, HighIncluded);

    public override string ToString() => Write(end => end.ToString());

    string Write(Func<FeelValue, string> end) => (Low, High) switch
    {
        _ when Comparison == ComparisonOperator.Equal => $"(= {end(Low)})",
        _ when Comparison == ComparisonOperator.NotEqual => $"(!= {end(Low)})",
        (FeelNull, not FeelNull) => $"({(HighIncluded ? "<=" : "<")} {end(High)})",
        (not FeelNull, FeelNull) => $"({(LowIncluded ? ">=" : ">")} {end(Low)})",
        _ => $"{(LowIncluded ? '[' : '(')}{end(Low)}..{end(High)}{(HighIncluded ? ']' : ')')}",
    };
}
