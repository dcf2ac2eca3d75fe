using System.Globalization;

namespace Bpm.Web.Shared;

/// <summary>How a span of time is told to people, in the same words as js/time.js, which takes over in the browser.</summary>
public static class Spans
{
    public static string Countdown(TimeSpan left)
    {
        var size = left.Duration();
        var sign = left < TimeSpan.Zero ? "-" : "";
        return size switch
        {
            { TotalDays: >= 1 } => $"{sign}{size.Days}d {size.Hours}h",
            { TotalHours: >= 1 } => $"{sign}{size.Hours}h {size.Minutes:00}m",
            { TotalMinutes: >= 1 } => $"{sign}{size.Minutes}m",
            _ => $"{sign}{size.Seconds}s",
        };
    }

    public static string State(TimeSpan left) => left switch
    {
        { Ticks: < 0 } => "overdue",
        { TotalMinutes: < 30 } => "urgent",
        { TotalHours: < 1 } => "soon",
        _ => "ok",
    };

    public static string Ago(DateTimeOffset at, DateTimeOffset now)
    {
        var size = (now - at).Duration();
        var (count, unit) = size switch
        {
            { TotalMinutes: < 1 } => (0, ""),
            { TotalHours: < 1 } => (size.Minutes, "min."),
            { TotalDays: < 1 } => (size.Hours, "hr."),
            { TotalDays: < 7 } => (size.Days, size.Days == 1 ? "day" : "days"),
            _ => (-1, ""),
        };
        return count switch
        {
            0 => "just now",
            < 0 => at.UtcDateTime.ToString("d MMM yyyy", CultureInfo.InvariantCulture),
            _ => at <= now ? $"{count} {unit} ago" : $"in {count} {unit}",
        };
    }

    /// <summary>The server does not know the person's time zone: until the browser speaks, the exact time is told in UTC.</summary>
    public static string Exact(DateTimeOffset at) => at.UtcDateTime.ToString("d MMMM yyyy HH:mm 'UTC'", CultureInfo.InvariantCulture);
}
