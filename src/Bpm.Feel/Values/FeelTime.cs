namespace Bpm.Feel;

/// <summary>A time of day to the nanosecond, alone or with an offset or a time zone (DMN 1.5, 10.3.2.3.4).</summary>
public sealed class FeelTime : FeelValue
{
    public FeelTime(TimeOnly value, TimeSpan? offset = null, string? zone = null)
        : this(value.Ticks * Calendar.NanosecondsPerTick, offset, zone)
    {
    }

    internal FeelTime(long nanoseconds, TimeSpan? offset, string? zone)
    {
        Nanoseconds = nanoseconds;
        Offset = offset ?? Zones.StandardOffset(zone);
        Zone = zone;
    }

    /// <summary>The time, cut to the 100 nanoseconds that .NET knows.</summary>
    public TimeOnly Value => new(Nanoseconds / Calendar.NanosecondsPerTick);

    /// <summary>The offset from UTC; with a zone, its standard offset.</summary>
    public TimeSpan? Offset { get; }

    public string? Zone { get; }

    public static bool TryParse(string text, out FeelTime time) => TemporalText.TryTime(text, out time);

    public override string TypeName => "time";

    public override string Text => TemporalText.FormatClock(Nanoseconds) + TemporalText.FormatOffset(Offset, Zone);

    public override bool Equals(FeelValue? other) =>
        other is FeelTime t && t.Nanoseconds == Nanoseconds && t.Offset == Offset && t.Zone == Zone;

    public override int GetHashCode() => HashCode.Combine(Nanoseconds, Offset);

    public override string ToString() => $"@\"{Text}\"";

    /// <summary>Since midnight.</summary>
    internal long Nanoseconds { get; }

    /// <summary>Nanoseconds since midnight in UTC, or of the plain time of day when there is no offset.</summary>
    internal long Comparable => Nanoseconds - ((Offset?.Ticks ?? 0) * Calendar.NanosecondsPerTick);
}
