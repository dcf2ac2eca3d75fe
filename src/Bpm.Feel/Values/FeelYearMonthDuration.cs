namespace Bpm.Feel;

/// <summary>A length of time in months, which are of different lengths (DMN 1.5, 10.3.2.3.8).</summary>
public sealed class FeelYearMonthDuration : FeelValue
{
    internal const long Greatest = Calendar.GreatestYear * 4L * 12;

    public FeelYearMonthDuration(int months)
        : this((long)months)
    {
    }

    internal FeelYearMonthDuration(long months) => TotalMonths = months;

    /// <summary>The months, or the nearest number of them that fits.</summary>
    public int Months => (int)Math.Clamp(TotalMonths, int.MinValue, int.MaxValue);

    public override string TypeName => "years and months duration";

    public override string Text => DurationText.Format(TotalMonths);

    public override bool Equals(FeelValue? other) => other is FeelYearMonthDuration d && d.TotalMonths == TotalMonths;

    public override int GetHashCode() => TotalMonths.GetHashCode();

    public override string ToString() => $"@\"{Text}\"";

    internal long TotalMonths { get; }

    internal static FeelYearMonthDuration? Of(Int128 months) =>
        months >= -Greatest && months <= Greatest ? new FeelYearMonthDuration((long)months) : null;
}
