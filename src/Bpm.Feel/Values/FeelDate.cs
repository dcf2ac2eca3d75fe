namespace Bpm.Feel;

public sealed class FeelDate(DateOnly value) : FeelValue
{
    public DateOnly Value { get; } = value;

    public static bool TryParse(string text, out FeelDate date)
    {
        var ok = TemporalText.TryDate(text, out var value);
        date = new FeelDate(value);
        return ok;
    }

    public override string TypeName => "date";

    public override string Text => TemporalText.Format(Value);

    public override bool Equals(FeelValue? other) => other is FeelDate d && d.Value == Value;

    public override int GetHashCode() => Value.GetHashCode();

    public override string ToString() => $"@\"{Text}\"";

    /// <summary>A date beside a date and time counts as its midnight in UTC.</summary>
    internal FeelDateTime AtMidnight(bool utc) => new(Value.ToDateTime(TimeOnly.MinValue), utc ? TimeSpan.Zero : null);
}
