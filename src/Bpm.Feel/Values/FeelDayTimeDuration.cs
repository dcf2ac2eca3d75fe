namespace Bpm.Feel;

public sealed class FeelDayTimeDuration(TimeSpan value) : FeelValue
{
    public TimeSpan Value { get; } = value;

    public override string TypeName => "days and time duration";

    public override string Text => DurationText.Format(Value);

    public override bool Equals(FeelValue? other) => other is FeelDayTimeDuration d && d.Value == Value;

    public override int GetHashCode() => Value.GetHashCode();

    public override string ToString() => $"@\"{Text}\"";
}
