namespace Bpm.Feel;

/// <summary>A day of the calendar (DMN 1.5, 10.3.2.3.5).</summary>
public sealed class FeelDate : FeelValue
{
    public FeelDate(DateOnly value)
        : this((long)value.DayNumber)
    {
    }

    internal FeelDate(long dayNumber) => DayNumber = dayNumber;

    /// <summary>The date; for a year outside of 1 to 9999 the nearest one inside.</summary>
    public DateOnly Value => Calendar.Nearest(DayNumber);

    public static bool TryParse(string text, out FeelDate date)
    {
        var ok = TemporalText.TryDate(text, out var day, out var rest) && rest.IsEmpty;
        date = new FeelDate(day);
        return ok;
    }

    public override string TypeName => "date";

    public override string Text => TemporalText.FormatDate(DayNumber);

    public override bool Equals(FeelValue? other) => other is FeelDate d && d.DayNumber == DayNumber;

    public override int GetHashCode() => DayNumber.GetHashCode();

    public override string ToString() => $"@\"{Text}\"";

    /// <summary>Days since 0001-01-01.</summary>
    internal long DayNumber { get; }

    /// <summary>A date beside a date and time counts as its midnight in UTC.</summary>
    internal FeelDateTime AtMidnight(bool utc) => new(DayNumber, 0, utc ? TimeSpan.Zero : null);
}
