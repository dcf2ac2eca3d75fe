namespace Bpm.Feel;

/// <summary>A date and time: local, or at an offset, or in a named time zone.</summary>
public sealed class FeelDateTime(DateTime local, TimeSpan? offset = null, string? zone = null) : FeelValue
{
    /// <summary>The wall-clock reading.</summary>
    public DateTime Local { get; } = DateTime.SpecifyKind(local, DateTimeKind.Unspecified);

    public TimeSpan? Offset { get; } = offset ?? Zones.OffsetAt(zone, local);

    public string? Zone { get; } = zone;

    public static FeelDateTime Of(DateTimeOffset instant) => new(instant.DateTime, instant.Offset);

    public static bool TryParse(string text, out FeelDateTime value) => TemporalText.TryDateTime(text, out value);

    /// <summary>The instant meant, or null when the value is local and means no instant.</summary>
    public DateTimeOffset? Instant
    {
        get
        {
            if (Offset is not { } offset || !IsRepresentable(UtcTicks))
            {
                return null;
            }

            var utc = new DateTimeOffset(UtcTicks, TimeSpan.Zero);
            var wholeMinutes = TimeSpan.FromMinutes(Math.Truncate(offset.TotalMinutes));
            return Math.Abs(wholeMinutes.TotalHours) <= 14 ? utc.ToOffset(wholeMinutes) : utc;
        }
    }

    public override string TypeName => "date and time";

    public override string Text => TemporalText.Format(Local) + TemporalText.FormatOffset(Offset, Zone);

    public override bool Equals(FeelValue? other) =>
        other is FeelDateTime d && d.Local == Local && d.Offset == Offset && d.Zone == Zone;

    public override int GetHashCode() => HashCode.Combine(Local, Offset);

    public override string ToString() => $"@\"{Text}\"";

    /// <summary>Ticks in UTC, or of the wall clock when there is no offset; may lie outside the calendar.</summary>
    internal long UtcTicks => Local.Ticks - (Offset?.Ticks ?? 0);

    internal static bool IsRepresentable(long ticks) => ticks >= DateTime.MinValue.Ticks && ticks <= DateTime.MaxValue.Ticks;
}
