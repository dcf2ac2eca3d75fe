using System.Globalization;
using System.Text.RegularExpressions;

namespace Bpm.Model;

/// <summary>The ISO 8601 texts that static timers and dates may use; stricter than what .NET would parse.</summary>
static partial class Iso8601
{
    // Any instant of the age we live in does: only what leaves the calendar is to be found.
    static readonly DateTimeOffset Today = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>A duration that leads from today to an instant of the calendar.</summary>
    public static bool IsDuration(string text) => IsoDuration.TryParse(text, out var duration) && duration.TryAddTo(Today, out _);

    /// <summary>A date, or a date and time with optional seconds and offset, that exists in the calendar.</summary>
    public static bool IsDateTime(string text) =>
        DateTimeText().IsMatch(text) && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out _);

    /// <summary><c>R[n]/duration</c> or <c>R[n]/start/duration</c>.</summary>
    public static bool IsCycle(string text) =>
        IsoCycle.TryParse(text, out var cycle) && cycle.Interval.TryAddTo(cycle.Start ?? Today, out _) && text.Split('/') switch { [_, var start, _] => IsDateTime(start), _ => true };

    public static bool IsCron(string text) =>
        text.StartsWith('@') || (text.Split(' ', StringSplitOptions.RemoveEmptyEntries) is { Length: >= 5 and <= 7 } fields && fields.All(f => CronField().IsMatch(f)));

    /// <summary>A duration without years and months, whose length depends on no calendar.</summary>
    public static TimeSpan? FixedDuration(string text) =>
        IsDuration(text) && IsoDuration.TryParse(text, out var duration) && duration.Months == 0 && duration.Time >= TimeSpan.Zero ? duration.Time : null;

    [GeneratedRegex(@"^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,7})?)?(Z|[+-]\d{2}:\d{2})?)?$")]
    private static partial Regex DateTimeText();

    [GeneratedRegex(@"^[0-9*?/,\-#A-Z]+$")]
    private static partial Regex CronField();
}
