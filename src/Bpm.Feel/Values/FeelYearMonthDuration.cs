namespace Bpm.Feel;

public sealed class FeelYearMonthDuration(int months) : FeelValue
{
    public int Months { get; } = months;

    public override string TypeName => "years and months duration";

    public override string Text => DurationText.Format(Months);

    public override bool Equals(FeelValue? other) => other is FeelYearMonthDuration d && d.Months == Months;

    public override int GetHashCode() => Months;

    public override string ToString() => $"@\"{Text}\"";
}
