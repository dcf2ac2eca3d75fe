using System.Globalization;

namespace Bpm.Model;

/// <summary>How a number means a day of the week.</summary>
public enum CronDays
{
    /// <summary>0 and 7 are Sunday, 1 is Monday: Unix, and Camunda 8.</summary>
    SundayIsZero,

    /// <summary>1 is Sunday, 7 is Saturday: Quartz, and Camunda 7.</summary>
    SundayIsOne,
}

/// <summary>
/// A cron text of six fields (second, minute, hour, day of month, month, day of week) or seven (Quartz adds the year, of which
/// only every one can be meant), or a name such as <c>@daily</c>. Fields are lists of values, names, ranges and steps; a day may be
/// <c>?</c>, a day of the month <c>L</c> (the last), a day of the week <c>FRI#2</c> (the second) or <c>FRIL</c> (the last). A
/// firing has to fit both days.
/// <para>
/// Fields say the time of a zone. Where a clock jumps over a time, an hour that is named fires as long after the jump as it would
/// have been after its start; where a clock shows a time twice, it fires the first time. With every hour meant, what the clock
/// jumps over is left out, and what it shows twice fires twice.
/// </para>
/// </summary>
public sealed class CronCycle
{
    static readonly TimeSpan Horizon = TimeSpan.FromDays(366 * 8 + 2);
    static readonly TimeSpan Transition = TimeSpan.FromHours(3);

    readonly CronField _seconds, _minutes, _hours, _months;
    readonly CronDayField _dayOfMonth, _dayOfWeek;

    CronCycle(CronField seconds, CronField minutes, CronField hours, CronDayField dayOfMonth, CronField months, CronDayField dayOfWeek) =>
        (_seconds, _minutes, _hours, _dayOfMonth, _months, _dayOfWeek) = (seconds, minutes, hours, dayOfMonth, months, dayOfWeek);

    public static bool TryParse(string? text, CronDays days, out CronCycle cycle)
    {
        cycle = null!;
        var fields = Meaning(text?.Trim() ?? "").ToUpperInvariant().Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (fields.Length is < 6 or > 7 || (fields.Length == 7 && fields[6] != "*")) return false;
        if (CronField.Parse(fields[0], 0, 59) is not { } seconds || CronField.Parse(fields[1], 0, 59) is not { } minutes
            || CronField.Parse(fields[2], 0, 23) is not { } hours || CronField.Parse(fields[4], 1, 12, CronField.Months) is not { } months
            || CronDayField.OfMonth(fields[3]) is not { } dayOfMonth || CronDayField.OfWeek(fields[5], days) is not { } dayOfWeek) return false;
        cycle = new(seconds, minutes, hours, dayOfMonth, months, dayOfWeek);
        return true;
    }

    static string Meaning(string text) => text.ToLowerInvariant() switch
    {
        "@yearly" or "@annually" => "0 0 0 1 1 ?",
        "@monthly" => "0 0 0 1 * ?",
        "@weekly" => "0 0 0 ? * SUN",
        "@daily" or "@midnight" => "0 0 0 * * ?",
        "@hourly" => "0 0 * * * ?",
        _ => text,
    };

    /// <summary>The first firing after an instant; null when there is none in the next eight years.</summary>
    public DateTimeOffset? Next(DateTimeOffset after, TimeZoneInfo zone)
    {
        var local = TimeZoneInfo.ConvertTime(after, zone).DateTime;
        if (local > DateTime.MaxValue - Horizon) return null;
        var end = local + Horizon;
        // Around a jump of the clock, wall time and instants are not in the same order.
        var jumps = zone.GetUtcOffset(after - Transition) != zone.GetUtcOffset(after + Transition);
        if (jumps && First(after, local - Transition, local + Transition, zone) is { } near) return near;
        for (var wall = NextWall(jumps ? local + Transition : local.AddTicks(1), end); wall is { } time; wall = NextWall(time.AddTicks(1), end))
            if (Earliest(time, zone, after) is { } instant) return instant;
        return null;
    }

    DateTimeOffset? First(DateTimeOffset after, DateTime from, DateTime to, TimeZoneInfo zone)
    {
        DateTimeOffset? first = null;
        for (var wall = NextWall(from, to); wall is { } time; wall = NextWall(time.AddTicks(1), to))
            if (Earliest(time, zone, after) is { } instant && (first is null || instant < first)) first = instant;
        return first;
    }

    /// <summary>The first instant after another at which the zone's clock shows a time, as far as the cycle means it.</summary>
    DateTimeOffset? Earliest(DateTime wall, TimeZoneInfo zone, DateTimeOffset after)
    {
        if (_hours.IsEvery && zone.IsInvalidTime(wall)) return null;
        var first = LocalTime.ToInstant(wall, zone);
        if (first > after) return first;
        if (!_hours.IsEvery || !zone.IsAmbiguousTime(wall)) return null;
        var second = new DateTimeOffset(wall, zone.GetAmbiguousTimeOffsets(wall).Min());
        return second > after ? second : null;
    }

    /// <summary>The first time from one on that the fields fit.</summary>
    DateTime? NextWall(DateTime from, DateTime end)
    {
        var time = from.Ticks % TimeSpan.TicksPerSecond == 0 ? from : new DateTime(from.Ticks - (from.Ticks % TimeSpan.TicksPerSecond)).AddSeconds(1);
        while (time <= end)
        {
            if (!_months.Has(time.Month)) time = new DateTime(time.Year, time.Month, 1).AddMonths(1);
            else if (!_dayOfMonth.Has(time) || !_dayOfWeek.Has(time)) time = time.Date.AddDays(1);
            else if (!_hours.Has(time.Hour)) time = time.Date.AddHours(time.Hour + 1);
            else if (!_minutes.Has(time.Minute)) time = time.Date.AddHours(time.Hour).AddMinutes(time.Minute + 1);
            else if (!_seconds.Has(time.Second)) time = time.AddSeconds(1);
            else return time;
        }
        return null;
    }
}

/// <summary>A field of a cron text as the set of its values.</summary>
sealed record CronField(ulong Values, bool IsEvery)
{
    public static readonly string[] Months = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];

    public bool Has(int value) => (Values >> value & 1) == 1;

    /// <summary>Null when the text is none of its kind. Names count from the least value on.</summary>
    public static CronField? Parse(string text, int least, int most, string[]? names = null)
    {
        var values = 0UL;
        foreach (var part in text.Split(','))
        {
            var (range, step) = part.Split('/') is [var before, var after] ? (before, after) : (part, null);
            var every = 1;
            if (step is not null && (!TryNumber(step, out every) || every < 1)) return null;
            int first, last;
            if (range is "*") (first, last) = (least, most);
            else if (range.Split('-') is [var low, var high])
            {
                if (!TryValue(low, least, names, out first) || !TryValue(high, least, names, out last)) return null;
            }
            else if (TryValue(range, least, names, out first)) last = step is null ? first : most;
            else return null;
            if (first < least || last > most || first > last) return null;
            for (var value = first; value <= last; value += every) values |= 1UL << value;
        }
        return new(values, text is "*");
    }

    static bool TryValue(string text, int least, string[]? names, out int value)
    {
        var place = names is null ? -1 : Array.IndexOf(names, text);
        value = least + place;
        return place >= 0 || TryNumber(text, out value);
    }

    public static bool TryNumber(string text, out int number) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}

/// <summary>Days of a month or a week, which may also be counted from an end.</summary>
sealed record CronDayField(Func<DateTime, bool> Has)
{
    static readonly string[] Names = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];

    public static CronDayField? OfMonth(string text) => text switch
    {
        "?" or "*" => new(_ => true),
        "L" => new(day => day.Day == DateTime.DaysInMonth(day.Year, day.Month)),
        _ => CronField.Parse(text, 1, 31) is { } days ? new(day => days.Has(day.Day)) : null,
    };

    public static CronDayField? OfWeek(string text, CronDays days)
    {
        if (text is "?" or "*") return new(_ => true);
        if (text.Split('#') is [var named, var count])
            return Day(named, days) is { } weekday && CronField.TryNumber(count, out var number) && number is >= 1 and <= 5
                ? new(day => day.DayOfWeek == weekday && (day.Day - 1) / 7 == number - 1)
                : null;
        if (text.Length > 1 && text[^1] == 'L')
            return Day(text[..^1], days) is { } last ? new(day => day.DayOfWeek == last && day.Day > DateTime.DaysInMonth(day.Year, day.Month) - 7) : null;
        var (least, most) = days == CronDays.SundayIsOne ? (1, 7) : (0, 7);
        return CronField.Parse(text, least, most, Names) is { } set
            ? new(day => set.Has((int)day.DayOfWeek + least) || (least == 0 && day.DayOfWeek == DayOfWeek.Sunday && set.Has(7)))
            : null;
    }

    static DayOfWeek? Day(string text, CronDays days) =>
        Array.IndexOf(Names, text) is var place and >= 0 ? (DayOfWeek)place
        : !CronField.TryNumber(text, out var number) ? null
        : days == CronDays.SundayIsOne ? number is >= 1 and <= 7 ? (DayOfWeek)(number - 1) : null
        : number is >= 0 and <= 7 ? (DayOfWeek)(number % 7) : null;
}
