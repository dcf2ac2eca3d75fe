namespace Bpm.Model;

/// <summary>What the clocks of a zone show, as instants.</summary>
public static class LocalTime
{
    static readonly TimeSpan Before = TimeSpan.FromHours(3);

    /// <summary>
    /// The instant at which a zone's clock shows a time: of two the first; of none as long after the jump as the time is after its
    /// start, so that 02:30 is 03:30 where two o'clock becomes three.
    /// </summary>
    public static DateTimeOffset ToInstant(DateTime wall, TimeZoneInfo zone)
    {
        var time = DateTime.SpecifyKind(wall, DateTimeKind.Unspecified);
        var offset = zone.IsInvalidTime(time) ? zone.GetUtcOffset(time - Before)
            : zone.IsAmbiguousTime(time) ? zone.GetAmbiguousTimeOffsets(time).Max()
            : zone.GetUtcOffset(time);
        return new DateTimeOffset(time, offset).ToUniversalTime();
    }
}
