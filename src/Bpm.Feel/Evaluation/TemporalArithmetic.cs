namespace Bpm.Feel.Evaluation;

/// <summary>Adding, subtracting and scaling dates, times and durations. Null where the language defines no result, or none in the calendar.</summary>
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
        (FeelDate x, FeelDayTimeDuration y) => Plus(x, y.Value),
        (FeelDate x, FeelYearMonthDuration y) => AddMonths(x.Value.ToDateTime(default), y.Months) is { } d ? new FeelDate(DateOnly.FromDateTime(d)) : null,
        (FeelDateTime x, FeelDayTimeDuration y) => Plus(x, y.Value),
        (FeelDateTime x, FeelYearMonthDuration y) => AddMonths(x.Local, y.Months) is { } d ? new FeelDateTime(d, x.Zone is null ? x.Offset : null, x.Zone) : null,
        (FeelTime x, FeelDayTimeDuration y) => new FeelTime(x.Value.Add(y.Value), x.Zone is null ? x.Offset : null, x.Zone),
        (FeelDayTimeDuration x, FeelDayTimeDuration y) => Span((Int128)x.Value.Ticks + y.Value.Ticks),
        (FeelYearMonthDuration x, FeelYearMonthDuration y) => Months((decimal)x.Months + y.Months),
        _ => null,
    };

    static FeelValue? Subtract(FeelValue a, FeelValue b) => (a, b) switch
    {
        (_, FeelDayTimeDuration y) when y.Value != TimeSpan.MinValue => Add(a, new FeelDayTimeDuration(-y.Value)),
        (_, FeelYearMonthDuration y) when y.Months != int.MinValue => Add(a, new FeelYearMonthDuration(-y.Months)),
        (FeelDate x, FeelDate y) => new FeelDayTimeDuration(TimeSpan.FromDays(x.Value.DayNumber - y.Value.DayNumber)),
        (FeelDateTime x, FeelDateTime y) when x.Offset.HasValue == y.Offset.HasValue => Span((Int128)x.UtcTicks - y.UtcTicks),
        (FeelDate x, FeelDateTime { Offset: not null } y) => Span((Int128)x.AtMidnight(utc: true).UtcTicks - y.UtcTicks),
        (FeelDateTime { Offset: not null } x, FeelDate y) => Span((Int128)x.UtcTicks - y.AtMidnight(utc: true).UtcTicks),
        (FeelTime x, FeelTime y) when x.Offset.HasValue == y.Offset.HasValue => Span((Int128)x.ComparableTicks - y.ComparableTicks),
        _ => null,
    };

    static FeelValue? Multiply(FeelValue a, FeelValue b) => (a, b) switch
    {
        (FeelDayTimeDuration x, FeelNumber y) => Numbers.TryApply(ArithmeticOperator.Multiply, x.Value.Ticks, y.Value, out var ticks) ? Span(ticks) : null,
        (FeelYearMonthDuration x, FeelNumber y) => Numbers.TryApply(ArithmeticOperator.Multiply, x.Months, y.Value, out var months) ? Months(months) : null,
        _ => null,
    };

    static FeelValue? Divide(FeelValue a, FeelValue b) => (a, b) switch
    {
        (FeelDayTimeDuration x, FeelNumber { Value: not 0 } y) => Numbers.TryApply(ArithmeticOperator.Divide, x.Value.Ticks, y.Value, out var ticks) ? Span(ticks) : null,
        (FeelYearMonthDuration x, FeelNumber { Value: not 0 } y) => Numbers.TryApply(ArithmeticOperator.Divide, x.Months, y.Value, out var months) ? Months(months) : null,
        (FeelDayTimeDuration x, FeelDayTimeDuration y) when y.Value != TimeSpan.Zero => FeelNumber.Of((decimal)x.Value.Ticks / y.Value.Ticks),
        (FeelYearMonthDuration x, FeelYearMonthDuration y) when y.Months != 0 => FeelNumber.Of((decimal)x.Months / y.Months),
        _ => null,
    };

    // A duration shorter than a day moves a date as if it stood at midnight: one second back is the day before.
    static FeelDate? Plus(FeelDate date, TimeSpan span)
    {
        var days = date.Value.DayNumber + (long)Math.Floor(span.TotalDays);
        return days >= 0 && days <= DateOnly.MaxValue.DayNumber ? new FeelDate(DateOnly.FromDayNumber((int)days)) : null;
    }

    /// <summary>In a named zone, time passes by the instant: the wall clock follows the zone's rules.</summary>
    static FeelDateTime? Plus(FeelDateTime at, TimeSpan span)
    {
        var inZone = at.Zone is not null && Zones.TryFind(at.Zone, out _);
        var ticks = (Int128)(inZone ? at.UtcTicks : at.Local.Ticks) + span.Ticks;
        if (ticks < DateTime.MinValue.Ticks || ticks > DateTime.MaxValue.Ticks)
        {
            return null;
        }

        var moved = new DateTime((long)ticks, DateTimeKind.Unspecified);
        if (!inZone)
        {
            return new FeelDateTime(moved, at.Offset);
        }

        _ = Zones.TryFind(at.Zone!, out var zone);
        var offset = zone.GetUtcOffset(DateTime.SpecifyKind(moved, DateTimeKind.Utc));
        var local = moved.Ticks + offset.Ticks;
        return FeelDateTime.IsRepresentable(local) ? new FeelDateTime(new DateTime(local), offset, at.Zone) : null;
    }

    static DateTime? AddMonths(DateTime local, int months)
    {
        var target = local.Year * 12L + local.Month - 1 + months;
        return target is >= 12 and < 120_000 ? local.AddMonths(months) : null;
    }

    static FeelDayTimeDuration? Span(Int128 ticks) =>
        ticks >= long.MinValue && ticks <= long.MaxValue ? new FeelDayTimeDuration(new TimeSpan((long)ticks)) : null;

    static FeelDayTimeDuration? Span(decimal ticks) =>
        ticks is >= long.MinValue and <= long.MaxValue ? new FeelDayTimeDuration(new TimeSpan((long)ticks)) : null;

    static FeelYearMonthDuration? Months(decimal months) =>
        months is >= int.MinValue and <= int.MaxValue ? new FeelYearMonthDuration((int)decimal.Truncate(months)) : null;
}
