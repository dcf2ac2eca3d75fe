using System.Diagnostics.CodeAnalysis;

namespace Bpm.Feel.Evaluation;

/// <summary>The properties that values other than contexts have.</summary>
static class Properties
{
    public static bool TryGet(FeelValue value, string name, [MaybeNullWhen(false)] out FeelValue property)
    {
        property = value switch
        {
            FeelDate d => OfDate(d.Value, name),
            FeelDateTime d => OfDate(DateOnly.FromDateTime(d.Local), name) ?? OfClock(TimeOnly.FromDateTime(d.Local), d.Offset, d.Zone, name),
            FeelTime t => OfClock(t.Value, t.Offset, t.Zone, name),
            FeelDayTimeDuration d => OfDuration(d.Value, name),
            FeelYearMonthDuration d => OfDuration(d.Months, name),
            FeelRange r => OfRange(r, name),
            _ => null,
        };
        return property is not null;
    }

    static FeelNumber? OfDate(DateOnly date, string name) => name switch
    {
        "year" => FeelNumber.Of(date.Year),
        "month" => FeelNumber.Of(date.Month),
        "day" => FeelNumber.Of(date.Day),
        "weekday" => FeelNumber.Of(date.DayOfWeek == DayOfWeek.Sunday ? 7 : (int)date.DayOfWeek),
        _ => null,
    };

    static FeelValue? OfClock(TimeOnly time, TimeSpan? offset, string? zone, string name) => name switch
    {
        "hour" => FeelNumber.Of(time.Hour),
        "minute" => FeelNumber.Of(time.Minute),
        "second" => FeelNumber.Of(time.Second),
        "time offset" => offset is { } o ? new FeelDayTimeDuration(o) : FeelNull.Instance,
        "timezone" => zone is not null ? new FeelString(zone) : FeelNull.Instance,
        _ => null,
    };

    static FeelValue? OfDuration(TimeSpan span, string name) => name switch
    {
        "days" => FeelNumber.Of(span.Days),
        "hours" => FeelNumber.Of(span.Hours),
        "minutes" => FeelNumber.Of(span.Minutes),
        "seconds" => FeelNumber.Of(FeelNumber.Normalized((decimal)(span.Ticks % TimeSpan.TicksPerMinute) / TimeSpan.TicksPerSecond)),
        "years" or "months" => FeelNull.Instance,
        _ => null,
    };

    static FeelValue? OfDuration(int months, string name) => name switch
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
