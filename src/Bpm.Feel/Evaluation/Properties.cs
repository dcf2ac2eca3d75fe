using System.Diagnostics.CodeAnalysis;

namespace Bpm.Feel.Evaluation;

/// <summary>The properties that values other than contexts have (DMN 1.5, 10.3.2.15).</summary>
static class Properties
{
    public static bool TryGet(FeelValue value, string name, [MaybeNullWhen(false)] out FeelValue property)
    {
        property = value switch
        {
            FeelDate d => OfDate(d.DayNumber, name),
            FeelDateTime d => OfDate(d.DayNumber, name) ?? OfClock(d.Nanoseconds, d.Offset, d.Zone, name),
            FeelTime t => OfClock(t.Nanoseconds, t.Offset, t.Zone, name),
            FeelDayTimeDuration d => OfDuration(d.Nanoseconds, name),
            FeelYearMonthDuration d => OfDuration(d.TotalMonths, name),
            FeelRange r => OfRange(r, name),
            _ => null,
        };
        return property is not null;
    }

    static FeelNumber? OfDate(long day, string name) => name switch
    {
        "year" => FeelNumber.Of(Calendar.DateOf(day).Year),
        "month" => FeelNumber.Of(Calendar.DateOf(day).Month),
        "day" => FeelNumber.Of(Calendar.DateOf(day).Day),
        "weekday" => FeelNumber.Of(Calendar.Weekday(day)),
        _ => null,
    };

    static FeelValue? OfClock(long clock, TimeSpan? offset, string? zone, string name) => name switch
    {
        "hour" => FeelNumber.Of(clock / Calendar.NanosecondsPerHour),
        "minute" => FeelNumber.Of(clock / Calendar.NanosecondsPerMinute % 60),
        "second" => FeelNumber.Of(clock / Calendar.NanosecondsPerSecond % 60),
        "time offset" => offset is { } o ? new FeelDayTimeDuration(o) : FeelNull.Instance,
        "timezone" => zone is not null ? new FeelString(zone) : FeelNull.Instance,
        _ => null,
    };

    static FeelValue? OfDuration(Int128 nanoseconds, string name) => name switch
    {
        "days" => FeelNumber.Of((long)(nanoseconds / Calendar.NanosecondsPerDay)),
        "hours" => FeelNumber.Of((long)(nanoseconds % Calendar.NanosecondsPerDay) / Calendar.NanosecondsPerHour),
        "minutes" => FeelNumber.Of((long)(nanoseconds % Calendar.NanosecondsPerHour) / Calendar.NanosecondsPerMinute),
        "seconds" => FeelNumber.Of(FeelNumber.Normalized((long)(nanoseconds % Calendar.NanosecondsPerMinute) / (decimal)Calendar.NanosecondsPerSecond)),
        "years" or "months" => FeelNull.Instance,
        _ => null,
    };

    static FeelValue? OfDuration(long months, string name) => name switch
    {
        "years" => FeelNumber.Of(months / 12),
        "months" => FeelNumber.Of(months % 12),
        "days" or "hours" or "minutes" or "seconds" => FeelNull.Instance,
        _ => null,
    };

    static FeelValue? OfRange(FeelRange range, string name) => name switch
    {
        "start" => range.Low,
        "end" => range.High,
        "start included" => FeelBoolean.Of(range.LowIncluded),
        "end included" => FeelBoolean.Of(range.HighIncluded),
        _ => null,
    };
}
