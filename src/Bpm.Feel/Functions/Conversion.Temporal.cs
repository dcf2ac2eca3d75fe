using Bpm.Feel.Evaluation;

namespace Bpm.Feel.Functions;

static partial class Conversion
{
    public static FeelValue Date(Arguments a)
    {
        if (a.Count == 3)
        {
            return DayOfParts(a) is { } day ? new FeelDate(day) : FeelNull.Instance;
        }

        return a.Scalar(0) switch
        {
            FeelDate d => d,
            FeelDateTime d => d.Date,
            FeelString s => FeelDate.TryParse(s.Value, out var date) ? date : a.Fail($"{s} is no date such as 2026-12-31."),
            _ => Wrong(a, "date, date and time or string"),
        };
    }

    public static FeelValue Time(Arguments a) => a.Count > 1 ? TimeOfParts(a, 0) : a.Scalar(0) switch
    {
        FeelTime t => t,
        FeelDateTime d => d.Time,
        FeelDate => new FeelTime(TimeOnly.MinValue, TimeSpan.Zero),
        FeelString s => FeelTime.TryParse(s.Value, out var time) ? time : a.Fail($"{s} is no time such as 23:59:00."),
        _ => Wrong(a, "time, date and time or string"),
    };

    public static FeelValue DateAndTime(Arguments a)
    {
        switch (a.Count)
        {
            case 1:
                return a.Scalar(0) switch
                {
                    FeelDateTime d => d,
                    FeelDate d => d.AtMidnight(utc: false),
                    FeelString s => FeelDateTime.TryParse(s.Value, out var value) ? value : a.Fail($"{s} is no date and time such as 2026-12-31T23:59:00."),
                    _ => Wrong(a, "date, date and time or string"),
                };
            case 2 when a.Scalar(1) is FeelTime time && DayOf(a.Scalar(0)) is { } day:
                return new FeelDateTime(day, time.Nanoseconds, time.Zone is null ? time.Offset : null, time.Zone);
            case 2 when a.Scalar(1) is FeelString zone && a.Scalar(0) is FeelDateTime at:
                return InZone(a, at, zone.Value);
            case 2:
                return Wrong(a, "a date and a time");
            default:
                return DayOfParts(a) is { } date && TimeOfParts(a, 3) is FeelTime t ? new FeelDateTime(date, t.Nanoseconds, t.Offset) : FeelNull.Instance;
        }
    }

    public static FeelValue Duration(Arguments a) => a.Scalar(0) switch
    {
        FeelDayTimeDuration d => d,
        FeelYearMonthDuration d => d,
        FeelString s => DurationText.TryParse(s.Value, out var duration) ? duration : a.Fail($"{s} is no duration such as P1DT2H or P1Y6M."),
        _ => Wrong(a, "duration or string"),
    };

    public static FeelValue YearsAndMonths(Arguments a)
    {
        if (DayOf(a.Scalar(0)) is not { } from || DayOf(a.Scalar(1)) is not { } to)
        {
            return Wrong(a, "two dates");
        }

        var (x, y) = (Calendar.DateOf(from), Calendar.DateOf(to));
        var months = ((y.Year - (long)x.Year) * 12) + y.Month - x.Month;
        var isShort = (months > 0 && y.Day < x.Day) ? 1 : (months < 0 && y.Day > x.Day) ? -1 : 0;
        return new FeelYearMonthDuration(months - isShort);
    }

    static long? DayOf(FeelValue value) => value switch
    {
        FeelDate d => d.DayNumber,
        FeelDateTime d => d.DayNumber,
        _ => null,
    };

    /// <summary>The same instant on the clocks of a zone; a local reading is taken to be of that zone.</summary>
    static FeelValue InZone(Arguments a, FeelDateTime at, string zone)
    {
        if (!Zones.TryFind(zone, out _))
        {
            return a.Fail($"no time zone {LiteralText.Quote(zone)} found.");
        }

        return at.Offset is null
            ? new FeelDateTime(at.DayNumber, at.Nanoseconds, null, zone)
            : TemporalArithmetic.InZone(at.UtcNanoseconds, zone) is { } moved ? moved : a.Fail("the result lies outside of the calendar.");
    }

    static long? DayOfParts(Arguments a)
    {
        if (!a.Integer(0, out var year) || !a.Integer(1, out var month) || !a.Integer(2, out var day))
        {
            return null;
        }

        if (Calendar.IsDate(year, month, day))
        {
            return Calendar.DayNumber(year, month, day);
        }

        a.Fail($"no date {year}-{month}-{day} exists.");
        return null;
    }

    static FeelValue TimeOfParts(Arguments a, int first)
    {
        if (!a.Integer(first, out var hour) || !a.Integer(first + 1, out var minute) || !a.Number(first + 2, out var second))
        {
            return FeelNull.Instance;
        }

        if (hour is < 0 or > 23 || minute is < 0 or > 59 || second.Value is < 0 or >= 60)
        {
            return a.Fail($"no time {hour}:{minute}:{second} exists.");
        }

        var clock = (((hour * 60L) + minute) * Calendar.NanosecondsPerMinute) + (long)(second.Value * Calendar.NanosecondsPerSecond);
        return a[first + 3] switch
        {
            FeelNull => new FeelTime(clock, null, null),
            FeelDayTimeDuration { Value.TotalHours: >= -18 and <= 18 } offset => new FeelTime(clock, offset.Value, null),
            _ => Wrong(a, "offset of at most 18 hours"),
        };
    }
}
