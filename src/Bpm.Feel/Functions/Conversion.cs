using System.Globalization;
using Bpm.Feel.Syntax;

namespace Bpm.Feel.Functions;

/// <summary>From one type to another, texts to values above all.</summary>
static class Conversion
{
    public static FeelValue Date(Arguments a)
    {
        if (a.Count == 3)
        {
            return a.Integer(0, out var year) && a.Integer(1, out var month) && a.Integer(2, out var day)
                ? TemporalText.TryDate(year, month, day, out var made) ? new FeelDate(made) : a.Fail($"no date {year}-{month}-{day} exists.")
                : FeelNull.Instance;
        }

        return a.Scalar(0) switch
        {
            FeelDate d => d,
            FeelDateTime d => new FeelDate(DateOnly.FromDateTime(d.Local)),
            FeelString s => FeelDate.TryParse(s.Value, out var date) ? date : a.Fail($"{s} is no date such as 2026-12-31."),
            _ => Wrong(a, "date, date and time or string"),
        };
    }

    public static FeelValue Time(Arguments a) => a.Count > 1 ? TimeOfParts(a, 0) : a.Scalar(0) switch
    {
        FeelTime t => t,
        FeelDateTime d => new FeelTime(TimeOnly.FromDateTime(d.Local), d.Zone is null ? d.Offset : null, d.Zone),
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
            case 2:
                DateOnly? date = a.Scalar(0) switch
                {
                    FeelDate d => d.Value,
                    FeelDateTime d => DateOnly.FromDateTime(d.Local),
                    _ => null,
                };
                return date is { } day && a.Scalar(1) is FeelTime time
                    ? new FeelDateTime(day.ToDateTime(time.Value), time.Zone is null ? time.Offset : null, time.Zone)
                    : Wrong(a, "date and time");
            default:
                return a.Integer(0, out var year) && a.Integer(1, out var month) && a.Integer(2, out var dayOfMonth) && TimeOfParts(a, 3) is FeelTime t
                    ? TemporalText.TryDate(year, month, dayOfMonth, out var made)
                        ? new FeelDateTime(made.ToDateTime(t.Value), t.Offset)
                        : a.Fail($"no date {year}-{month}-{dayOfMonth} exists.")
                    : FeelNull.Instance;
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
        if (DateOf(a.Scalar(0)) is not { } from || DateOf(a.Scalar(1)) is not { } to)
        {
            return Wrong(a, "two dates");
        }

        var months = ((to.Year - from.Year) * 12) + to.Month - from.Month;
        var short1 = months > 0 && to.Day < from.Day;
        var short2 = months < 0 && to.Day > from.Day;
        return new FeelYearMonthDuration(months - (short1 ? 1 : 0) + (short2 ? 1 : 0));
    }

    public static FeelValue Number(Arguments a)
    {
        if (a.Scalar(0) is FeelNumber number && a.Count == 1)
        {
            return number;
        }

        if (!a.String(0, out var text))
        {
            return FeelNull.Instance;
        }

        var grouping = a[1] is FeelString g ? g.Value : "";
        var point = a[2] is FeelString p ? p.Value : ".";
        if ((a[1] is not FeelNull && grouping is not (" " or "," or ".")) || point is not ("," or ".") || grouping == point)
        {
            return a.Fail("expected ' ', ',' or '.' as grouping separator, and another one of ',' and '.' as decimal separator.");
        }

        var plain = grouping.Length == 0 ? text : text.Replace(grouping, "", StringComparison.Ordinal);
        plain = point == "." ? plain : plain.Contains('.', StringComparison.Ordinal) ? "" : plain.Replace(',', '.');
        const NumberStyles style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        return decimal.TryParse(plain, style, CultureInfo.InvariantCulture, out var value)
            ? FeelNumber.Of(value)
            : a.Fail($"{LiteralText.Quote(text)} is no number.");
    }

    public static FeelValue String(Arguments a) => a[0] is FeelNull or FeelString ? a[0] : a.Text(a[0].Text);

    /// <summary>A range out of its text; only literals may be its ends, since data are never evaluated.</summary>
    public static FeelValue Range(Arguments a) =>
        a.String(0, out var text)
            ? RangeText.TryParse(text, out var range) ? range : a.Fail($"{LiteralText.Quote(text)} is no range such as [1..10].")
            : FeelNull.Instance;

    public static FeelValue FromJson(Arguments a)
    {
        if (!a.String(0, out var text) || !a.Run.Pay(text.Length / 4))
        {
            return FeelNull.Instance;
        }

        try
        {
            return FeelJson.Parse(text);
        }
        catch (FeelJsonException e)
        {
            return a.Fail(e.Message);
        }
    }

    public static FeelValue ToJson(Arguments a) => a.Text(FeelJson.ToJson(a[0]));

    public static DateOnly? DateOf(FeelValue value) => value switch
    {
        FeelDate d => d.Value,
        FeelDateTime d => DateOnly.FromDateTime(d.Local),
        FeelString s when FeelDate.TryParse(s.Value, out var d) => d.Value,
        _ => null,
    };

    static FeelValue TimeOfParts(Arguments a, int first)
    {
        if (!a.Integer(first, out var hour) || !a.Integer(first + 1, out var minute) || !a.Number(first + 2, out var second))
        {
            return FeelNull.Instance;
        }

        if (hour is < 0 or > 23 || minute is < 0 or > 59 || second is < 0 or >= 60)
        {
            return a.Fail($"no time {hour}:{minute}:{second} exists.");
        }

        var time = new TimeOnly(hour, minute).Add(new TimeSpan((long)(second * TimeSpan.TicksPerSecond)));
        return a[first + 3] switch
        {
            FeelNull => new FeelTime(time),
            FeelDayTimeDuration { Value.TotalHours: > -18 and < 18 } offset => new FeelTime(time, offset.Value),
            _ => Wrong(a, "offset of less than 18 hours"),
        };
    }

    static FeelNull Wrong(Arguments a, string expected) =>
        a.Run.Warn(FeelWarningKind.InvalidType, a.Site, $"Expected {expected}, but found {string.Join(", ", a.Values.Select(v => v.TypeName))}.");
}
