using Bpm.Feel.Numerics;

namespace Bpm.Feel.Evaluation;

/// <summary>
/// Adding, subtracting and scaling dates, times and durations (DMN 1.5, 10.3.2.13). Null where the language
/// defines no result, or the calendar has none.
/// </summary>
static class TemporalArithmetic
{
    public static FeelValue? Apply(ArithmeticOperator op, FeelValue a, FeelValue b) => op switch
    {
        ArithmeticOperator.Add => Add(a, b) ?? Add(b, a),
        ArithmeticOperator.Subtract => Subtract(a, b),
        ArithmeticOperator.Multiply => Multiply(a, b) ?? Multiply(b, a),
        ArithmeticOperator.Divide => Divide(a, b),
        _ => null,
    };

    static FeelValue? Add(FeelValue a, FeelValue b) => (a, b) switch
    {
        // A duration moves a date as if it stood at midnight: one second back is the day before.
        (FeelDate x, FeelDayTimeDuration y) => FeelDateTime.At(x.AtMidnight(utc: false).LocalNanoseconds + y.Nanoseconds, null)?.Date,
        (FeelDate x, FeelYearMonthDuration y) => Calendar.AddMonths(x.DayNumber, y.TotalMonths) is { } day ? new FeelDate(day) : null,
        (FeelDateTime x, FeelDayTimeDuration y) => Plus(x, y.Nanoseconds),
        (FeelDateTime x, FeelYearMonthDuration y) => Calendar.AddMonths(x.DayNumber, y.TotalMonths) is { } day
            ? new FeelDateTime(day, x.Nanoseconds, x.Zone is null ? x.Offset : null, x.Zone)
            : null,
        (FeelTime x, FeelDayTimeDuration y) => Plus(x, y.Nanoseconds),
        (FeelDayTimeDuration x, FeelDayTimeDuration y) => FeelDayTimeDuration.Of(x.Nanoseconds + y.Nanoseconds),
        (FeelYearMonthDuration x, FeelYearMonthDuration y) => FeelYearMonthDuration.Of((Int128)x.TotalMonths + y.TotalMonths),
        _ => null,
    };

    static FeelValue? Subtract(FeelValue a, FeelValue b) => (a, b) switch
    {
        (_, FeelDayTimeDuration y) => Add(a, new FeelDayTimeDuration(-y.Nanoseconds)),
        (_, FeelYearMonthDuration y) => Add(a, new FeelYearMonthDuration(-y.TotalMonths)),
        (FeelDate x, FeelDate y) => FeelDayTimeDuration.Of((Int128)(x.DayNumber - y.DayNumber) * Calendar.NanosecondsPerDay),
        (FeelDateTime x, FeelDateTime y) when x.Offset.HasValue == y.Offset.HasValue => FeelDayTimeDuration.Of(x.UtcNanoseconds - y.UtcNanoseconds),
        (FeelDate x, FeelDateTime { Offset: not null } y) => FeelDayTimeDuration.Of(x.AtMidnight(utc: true).UtcNanoseconds - y.UtcNanoseconds),
        (FeelDateTime { Offset: not null } x, FeelDate y) => FeelDayTimeDuration.Of(x.UtcNanoseconds - y.AtMidnight(utc: true).UtcNanoseconds),
        (FeelTime x, FeelTime y) when x.Offset.HasValue == y.Offset.HasValue => FeelDayTimeDuration.Of(x.Comparable - y.Comparable),
        _ => null,
    };

    static FeelValue? Multiply(FeelValue a, FeelValue b) => (a, b) switch
    {
        (FeelDayTimeDuration x, FeelNumber y) => Span(Exact.Multiply(Whole(x.Nanoseconds), y.Wide)),
        (FeelYearMonthDuration x, FeelNumber y) => Months(Exact.Multiply(Whole(x.TotalMonths), y.Wide)),
        _ => null,
    };

    static FeelValue? Divide(FeelValue a, FeelValue b) => (a, b) switch
    {
        (FeelDayTimeDuration x, FeelNumber y) => Span(Exact.Divide(Whole(x.Nanoseconds), y.Wide)),
        (FeelYearMonthDuration x, FeelNumber y) => Months(Exact.Divide(Whole(x.TotalMonths), y.Wide)),
        (FeelDayTimeDuration x, FeelDayTimeDuration y) => Number(Exact.Divide(Whole(x.Nanoseconds), Whole(y.Nanoseconds))),
        (FeelYearMonthDuration x, FeelYearMonthDuration y) => Number(Exact.Divide(Whole(x.TotalMonths), Whole(y.TotalMonths))),
        _ => null,
    };

    static FeelTime Plus(FeelTime time, Int128 nanoseconds)
    {
        var clock = (long)((time.Nanoseconds + nanoseconds) % Calendar.NanosecondsPerDay);
        return new FeelTime(clock < 0 ? clock + Calendar.NanosecondsPerDay : clock, time.Zone is null ? time.Offset : null, time.Zone);
    }

    /// <summary>In a named zone, time passes by the instant: the wall clock follows the zone's rules.</summary>
    static FeelDateTime? Plus(FeelDateTime at, Int128 nanoseconds)
    {
        return at.Zone is null
            ? FeelDateTime.At(at.LocalNanoseconds + nanoseconds, at.Offset)
            : InZone(at.UtcNanoseconds + nanoseconds, at.Zone);
    }

    /// <summary>What the clocks of a zone show at an instant; null outside of the calendar.</summary>
    public static FeelDateTime? InZone(Int128 utcNanoseconds, string id)
    {
        if (FeelDateTime.At(utcNanoseconds, TimeSpan.Zero) is not { } utc || !Zones.TryFind(id, out var zone))
        {
            return null;
        }

        var offset = zone.GetUtcOffset(DateTime.SpecifyKind(utc.Local, DateTimeKind.Utc));
        return FeelDateTime.At(utcNanoseconds + ((Int128)offset.Ticks * Calendar.NanosecondsPerTick), offset, id);
    }

    static Decimal34 Whole(Int128 number) => Decimal34.Rounded(number, 0)!;

    static FeelNumber? Number(Decimal34? number) => number is null ? null : FeelNumber.Of(number);

    static FeelDayTimeDuration? Span(Decimal34? nanoseconds) => Truncated(nanoseconds) is { } whole ? FeelDayTimeDuration.Of(whole) : null;

    static FeelYearMonthDuration? Months(Decimal34? months) => Truncated(months) is { } whole ? FeelYearMonthDuration.Of(whole) : null;

    static Int128? Truncated(Decimal34? number) =>
        number is not null && number.Magnitude < Decimal34.Digits && Exact.Round(number, 0, MidpointRounding.ToZero) is { } whole
            ? (Int128)(whole.Coefficient * Tens.Power(whole.Exponent))
            : null;
}
