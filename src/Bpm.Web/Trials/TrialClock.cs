using Bpm.Feel;

namespace Bpm.Web.Trials;

/// <summary>The instant that a trial takes for "now", and the zone it lives in.</summary>
/// <param name="Fixed">The clock on the wall in the zone; null for the real one.</param>
public sealed record TrialClock(DateTime? Fixed, TimeZoneInfo Zone)
{
    /// <summary>As the engine evaluates.</summary>
    public static TrialClock Real { get; } = new(null, TimeZoneInfo.Utc);

    public FeelEnvironment Read(TimeProvider time)
    {
        if (Fixed is not { } wall) return new(TimeZoneInfo.ConvertTime(time.GetUtcNow(), Zone), Zone);
        // An hour that the clocks skip in spring is the hour after it.
        var real = Zone.IsInvalidTime(wall) ? wall.AddHours(1) : wall;
        return new(new DateTimeOffset(real, Zone.GetUtcOffset(real)), Zone);
    }
}
