using System.Globalization;

namespace Bpm.Model;

/// <summary>An ISO 8601 repeating interval: <c>R3/PT10M</c>, <c>R/2026-01-01T00:00:00Z/P1D</c>.</summary>
/// <param name="Repetitions">How often it fires; null means without end.</param>
/// <param name="Start">First firing; null means one interval after the timer was set.</param>
/// <param name="IntervalText">The interval as it was written.</param>
public sealed record IsoCycle(int? Repetitions, DateTimeOffset? Start, IsoDuration Interval, string IntervalText)
{
    public static bool TryParse(string? text, out IsoCycle cycle)
    {
        cycle = null!;
        var parts = text?.Split('/') ?? [];
        if (parts.Length is < 2 or > 3 || !parts[0].StartsWith('R')) return false;

        int? repetitions = null;
        if (parts[0].Length > 1)
        {
            if (!int.TryParse(parts[0].AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var count) || count == 0) return false;
            repetitions = count;
        }
        DateTimeOffset? start = null;
        if (parts.Length == 3)
        {
            if (!DateTimeOffset.TryParse(parts[1], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant)) return false;
            start = instant;
        }
        if (!IsoDuration.TryParse(parts[^1], out var interval) || !interval.IsPositive) return false;
        cycle = new(repetitions, start, interval, parts[^1]);
        return true;
    }
}
