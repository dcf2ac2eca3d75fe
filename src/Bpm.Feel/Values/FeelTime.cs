namespace Bpm.Feel;

/// <summary>A time of day, alone or with an offset or a time zone.</summary>
public sealed class FeelTime(TimeOnly value, TimeSpan? offset = null, string? zone = null) : FeelValue
{
    public TimeOnly Value { get; } = value;

    /// <summary>The offset from UTC; with a zone, its standard offset.</summary>
    public TimeSpan? Offset { get; } = offset ?? Zones.StandardOffset(zone);

    public string? Zone { get; } = zone;

    public static bool TryParse(string text, out FeelTime time) => TemporalText.TryTime(text, out time);

    public override string TypeName => "time";

    public override string Text => TemporalText.Format(Value) + TemporalText.FormatOffset(Offset, Zone);

    public override bool Equals(FeelValue? other) =>
        other is FeelTime t && t.Value == Value && t.Offset == Offset && t.Zone == Zone;

    public override int GetHashCode() => HashCode.Combine(Value, Offset);

    public override string ToString() => $"@\"{Text}\"";

    /// <summary>Ticks since midnight in UTC, or of the plain time of day when there is no offset.</summary>
    internal long ComparableTicks => Value.Ticks - (Offset?.Ticks ?? 0);
}
