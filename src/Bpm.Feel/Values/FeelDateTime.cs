namespace Bpm.Feel;

/// <summary>A date and time to the nanosecond: local, or at an offset, or in a named time zone (DMN 1.5, 10.3.2.3.6).</summary>
public sealed class FeelDateTime : FeelValue
{
    public FeelDateTime(DateTime local, TimeSpan? offset = null, string? zone = null)
        : this(local.Ticks / TimeSpan.TicksPerDay, local.Ticks % TimeSpan.TicksPerDay * Calendar.NanosecondsPerTick, offset, zone)
    {
    }

    internal FeelDateTime(long dayNumber, long nanoseconds, TimeSpan? offset = null, string? zone = null)
    {
        DayNumber = dayNumber;
        Nanoseconds = nanoseconds;
        Offset = offset ?? (zone is null ? null : Zones.OffsetAt(zone, Local));
        Zone = zone;
    }

    /// <summary>The wall-clock reading, cut to 100 nanoseconds; for a year outside of 1 to 9999 on the nearest day inside.</summary>
    public DateTime Local => Calendar.Nearest(DayNumber).ToDateTime(new TimeOnly(Nanoseconds / Calendar.NanosecondsPerTick));

    public TimeSpan? Offset { get; }

    public string? Zone { get; }

    public static FeelDateTime Of(DateTimeOffset instant) => new(instant.DateTime, instant.Offset);

    public static bool TryParse(string text, out FeelDateTime value) => TemporalText.TryDateTime(text, out value);

    /// <summary>The instant meant, or null when the value is local and means no instant, or none that .NET knows.</summary>
    public DateTimeOffset? Instant
    {
        get
        {
            var ticks = UtcNanoseconds / Calendar.NanosecondsPerTick;
            if (Offset is not { } offset || ticks < DateTime.MinValue.Ticks || ticks > DateTime.MaxValue.Ticks)
            {
                return null;
            }

            var utc = new DateTimeOffset((long)ticks, TimeSpan.Zero);
            var wholeMinutes = TimeSpan.FromMinutes(Math.Truncate(offset.TotalMinutes));
            var local = ticks + wholeMinutes.Ticks;
            return Math.Abs(wholeMinutes.TotalHours) <= 14 && local >= DateTime.MinValue.Ticks && local <= DateTime.MaxValue.Ticks ? utc.ToOffset(wholeMinutes) : utc;
        }
    }

    public override string TypeName => "date and time";

    public override string Text => $"{TemporalText.FormatDate(DayNumber)}T{TemporalText.FormatClock(Nanoseconds)}{TemporalText.FormatOffset(Offset, Zone)}";

    public override bool Equals(FeelValue? other) =>
        other is FeelDateTime d && d.DayNumber == DayNumber && d.Nanoseconds == Nanoseconds && d.Offset == Offset && d.Zone == Zone;

    public override int GetHashCode() => HashCode.Combine(DayNumber, Nanoseconds, Offset);

    public override string ToString() => $"@\"{Text}\"";

    /// <summary>Days since 0001-01-01.</summary>
    internal long DayNumber { get; }

    /// <summary>Since midnight.</summary>
    internal long Nanoseconds { get; }

    internal FeelDate Date => new(DayNumber);

    internal FeelTime Time => new(Nanoseconds, Zone is null ? Offset : null, Zone);

    /// <summary>Nanoseconds of the wall clock since 0001-01-01.</summary>
    internal Int128 LocalNanoseconds => ((Int128)DayNumber * Calendar.NanosecondsPerDay) + Nanoseconds;

    /// <summary>Nanoseconds in UTC, or of the wall clock when there is no offset.</summary>
    internal Int128 UtcNanoseconds => LocalNanoseconds - ((Int128)(Offset?.Ticks ?? 0) * Calendar.NanosecondsPerTick);

    /// <summary>The wall clock at so many nanoseconds since 0001-01-01; null outside of the calendar.</summary>
    internal static FeelDateTime? At(Int128 nanoseconds, TimeSpan? offset, string? zone = null)
    {
        var (days, rest) = Int128.DivRem(nanoseconds, Calendar.NanosecondsPerDay);
        (days, rest) = rest < 0 ? (days - 1, rest + Calendar.NanosecondsPerDay) : (days, rest);
        return days >= Calendar.FirstDay && days <= Calendar.LastDay ? new FeelDateTime((long)days, (long)rest, offset, zone) : null;
    }
}
