namespace Bpm.Feel;

/// <summary>An exact length of time, to the nanosecond (DMN 1.5, 10.3.2.3.7).</summary>
public sealed class FeelDayTimeDuration : FeelValue
{
    // Twice the length of the calendar, so that the distance of any two days is a duration.
    static readonly Int128 Greatest = (Int128)Calendar.GreatestYear * 4 * 366 * Calendar.NanosecondsPerDay;

    public FeelDayTimeDuration(TimeSpan value)
        : this((Int128)value.Ticks * Calendar.NanosecondsPerTick)
    {
    }

    internal FeelDayTimeDuration(Int128 nanoseconds) => Nanoseconds = nanoseconds;

    /// <summary>The duration, cut to the 100 nanoseconds and the 10,675,199 days that .NET knows.</summary>
    public TimeSpan Value =>
        new((long)Int128.Clamp(Nanoseconds / Calendar.NanosecondsPerTick, long.MinValue, long.MaxValue));

    public override string TypeName => "days and time duration";

    public override string Text => DurationText.Format(Nanoseconds);

    public override bool Equals(FeelValue? other) => other is FeelDayTimeDuration d && d.Nanoseconds == Nanoseconds;

    public override int GetHashCode() => Nanoseconds.GetHashCode();

    public override string ToString() => $"@\"{Text}\"";

    internal Int128 Nanoseconds { get; }

    internal static FeelDayTimeDuration? Of(Int128 nanoseconds) =>
        nanoseconds >= -Greatest && nanoseconds <= Greatest ? new FeelDayTimeDuration(nanoseconds) : null;
}
