namespace Bpm.Feel.Types;

/// <summary><c>range&lt;T&gt;</c>: a range both whose ends are of the type, or open.</summary>
sealed class RangeType(FeelType end) : FeelType($"range<{end.Name}>")
{
    public override bool IsKnown => end.IsKnown;

    public override bool Fits(FeelValue value) => value is FeelRange range && end.FitsInside(range.Low) && end.FitsInside(range.High);

    internal override bool ConformsTo(FeelType other) =>
        base.ConformsTo(other) || other.Name == "range" || (other is RangeType range && end.ConformsTo(range.End));

    FeelType End => end;
}
