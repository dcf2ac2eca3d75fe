namespace Bpm.Feel;

/// <summary>From a low to a high end; an end that is null is open to infinity.</summary>
public sealed class FeelRange(FeelValue low, bool lowIncluded, FeelValue high, bool highIncluded) : FeelValue
{
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
        other is FeelRange r && r.LowIncluded == LowIncluded && r.HighIncluded == HighIncluded
        && r.Low.Equals(Low) && r.High.Equals(High);

    public override int GetHashCode() => HashCode.Combine(Low, LowIncluded, High, HighIncluded);

    public override string ToString() => Write(end => end.ToString());

    string Write(Func<FeelValue, string> end) => (Low, High) switch
    {
        (FeelNull, not FeelNull) => $"({(HighIncluded ? "<=" : "<")} {end(High)})",
        (not FeelNull, FeelNull) => $"({(LowIncluded ? ">=" : ">")} {end(Low)})",
        _ => $"{(LowIncluded ? '[' : '(')}{end(Low)}..{end(High)}{(HighIncluded ? ']' : ')')}",
    };
}
