using System.Globalization;
using Bpm.Feel;
using Bpm.Model;

namespace Bpm.Engine;

/// <summary>Turns the value of a date or timer expression into an instant.</summary>
public static class Instants
{
    /// <summary>
    /// A date and time, a date (its midnight), or their ISO 8601 text; or a duration (value or text) counted from
    /// <paramref name="from"/>. Without an offset a time is UTC.
    /// </summary>
    public static bool TryResolve(FeelValue value, DateTimeOffset from, out DateTimeOffset instant)
    {
        instant = default;
        try
        {
            switch (value)
            {
                case FeelDateTime { Instant: { } zoned }: instant = zoned; return true;
                case FeelDateTime local: instant = new DateTimeOffset(local.Local, TimeSpan.Zero); return true;
                case FeelDate date: instant = new DateTimeOffset(date.Value.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero); return true;
                case FeelDayTimeDuration duration: instant = from + duration.Value; return true;
                case FeelYearMonthDuration months: instant = from.AddMonths(months.Months); return true;
                case FeelString text when IsoDuration.TryParse(text.Value.Trim(), out var span): instant = span.AddTo(from); return true;
                case FeelString text:
                    return DateTimeOffset.TryParse(text.Value.Trim(), CultureInfo.InvariantCulture,
                        DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out instant);
                default: return false;
            }
        }
        catch (ArgumentOutOfRangeException)
        {
            return false;
        }
    }
}
