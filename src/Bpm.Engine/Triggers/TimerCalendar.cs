using System.Globalization;
using Bpm.Feel;
using Bpm.Model;

namespace Bpm.Engine;

/// <summary>
/// Which clock a timer goes by: the property <c>time-zone</c> of its event, else of the process, else UTC; and what numbers mean
/// as days of the week in a cron text. A cycle that does not follow UTC says so in the text of its interval, which its job keeps.
/// </summary>
public sealed record TimerCalendar(TimeZoneInfo Zone, CronDays Days)
{
    const string Property = "time-zone";
    const string Time = "HH':'mm':'ss'.'fff";
    const string Cron = "cron";

    public static TimerCalendar Utc { get; } = new(TimeZoneInfo.Utc, CronDays.SundayIsZero);

    /// <summary>The calendar of an event's timers; null when the model names a zone that is none.</summary>
    public static TimerCalendar? Of(ProcessDefinition process, FlowNode node)
    {
        var days = process.Dialect == Dialect.Camunda7 ? CronDays.SundayIsOne : CronDays.SundayIsZero;
        if (ZoneName(process, node) is not { } name) return new(TimeZoneInfo.Utc, days);
        return TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) ? new(zone, days) : null;
    }

    public static string? ZoneName(ProcessDefinition process, FlowNode node) =>
        (node.Properties.GetValueOrDefault(Property) ?? process.Properties.GetValueOrDefault(Property))?.Trim();

    bool IsUtc => Zone == TimeZoneInfo.Utc;

    internal bool TrySchedule(string text, DateTimeOffset from, out TimerSchedule schedule)
    {
        schedule = default!;
        if (CronCycle.TryParse(text, Days, out var cron))
        {
            if (cron.Next(from, Zone) is not { } first) return false;
            schedule = new TimerSchedule(first, -1, $"{Cron}{(Days == CronDays.SundayIsOne ? 7 : 8)} {Zone.Id} {text}");
            return true;
        }
        if (!IsoCycle.TryParse(text, out var cycle)) return false;
        var start = cycle.Start;
        if (start is not null && text.Split('/')[1] is var written && LocalText(written) is { } wall) start = LocalTime.ToInstant(wall, Zone);
        var interval = !IsUtc && IsOfCalendar(cycle.IntervalText)
            ? $"{cycle.IntervalText} {TimeZoneInfo.ConvertTime(start ?? from, Zone).ToString(Time, CultureInfo.InvariantCulture)} {Zone.Id}"
            : cycle.IntervalText;
        if (Next(start ?? from, interval) is not { } next) return false;
        schedule = new TimerSchedule(start ?? next, cycle.Repetitions - 1 ?? -1, interval);
        return true;
    }

    /// <summary>A date, or the end of a duration; days, months and years are the zone's.</summary>
    internal bool TryResolve(FeelValue value, DateTimeOffset from, out DateTimeOffset due)
    {
        if (IsUtc) return Instants.TryResolve(value, from, out due);
        switch (value)
        {
            case FeelDateTime { Instant: null } local: due = LocalTime.ToInstant(local.Local, Zone); return true;
            case FeelDate date: due = LocalTime.ToInstant(date.Value.ToDateTime(TimeOnly.MinValue), Zone); return true;
            case FeelString text when LocalText(text.Value.Trim()) is { } wall: due = LocalTime.ToInstant(wall, Zone); return true;
            case FeelString text when IsOfCalendar(text.Value.Trim()) && IsoDuration.TryParse(text.Value.Trim(), out var span): return TryAdd(from, span, null, Zone, out due);
            default: return Instants.TryResolve(value, from, out due);
        }
    }

    /// <summary>The next firing of a cycle after one; null when the calendar has no such instant.</summary>
    internal static DateTimeOffset? Next(DateTimeOffset last, string interval)
    {
        if (interval.StartsWith(Cron, StringComparison.Ordinal) && interval.Split(' ', 3) is [var kind, var zoneOfCron, var text])
            return CronCycle.TryParse(text, kind == Cron + "7" ? CronDays.SundayIsOne : CronDays.SundayIsZero, out var cron)
                ? cron.Next(last, TimeZoneInfo.FindSystemTimeZoneById(zoneOfCron))
                : throw new InvalidOperationException($"Expected a cron text, but a job repeats at '{text}'.");
        var (written, time, zone) = interval.Split(' ') is [var every, var at, var name] ? (every, at, name) : (interval, null, null);
        if (!IsoDuration.TryParse(written, out var span)) throw new InvalidOperationException($"Expected an ISO 8601 duration, but a job repeats every '{interval}'.");
        if (zone is null) return span.TryAddTo(last, out var plain) ? plain : null;
        var clock = TimeOnly.ParseExact(time!, Time, CultureInfo.InvariantCulture);
        return TryAdd(last, span, clock, TimeZoneInfo.FindSystemTimeZoneById(zone), out var next) ? next : null;
    }

    /// <param name="clock">What the clock is to show; a time that a day lacks has moved the firing before, and is meant again.</param>
    static bool TryAdd(DateTimeOffset from, IsoDuration span, TimeOnly? clock, TimeZoneInfo zone, out DateTimeOffset later)
    {
        var wall = TimeZoneInfo.ConvertTime(from, zone).DateTime;
        if (clock is { } time) wall = wall.Date + time.ToTimeSpan();
        later = default;
        if (!span.TryAddTo(new DateTimeOffset(wall, TimeSpan.Zero), out var moved)) return false;
        later = LocalTime.ToInstant(moved.DateTime, zone);
        return true;
    }

    /// <summary>Whole days and longer: as long as the zone's calendar makes them.</summary>
    static bool IsOfCalendar(string interval) => interval.StartsWith('P') && !interval.Contains('T', StringComparison.Ordinal);

    /// <summary>A date and time that names no offset.</summary>
    static DateTime? LocalText(string text) =>
        DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var time) && time.Kind == DateTimeKind.Unspecified ? time : null;
}
