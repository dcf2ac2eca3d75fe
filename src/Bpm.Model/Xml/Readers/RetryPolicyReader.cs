using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Bpm.Model;

/// <summary>How often a failed job is tried again: <c>R3/PT10M</c>, <c>PT10M,PT1H</c> (Camunda 7) or a number (Camunda 8).</summary>
static partial class RetryPolicyReader
{
    public static RetryPolicy? ReadTimeCycle(SourceText text, SourceElement element, ReadContext context)
    {
        if (Repetition().Match(text.Value) is { Success: true } cycle && int.TryParse(cycle.Groups[1].Value, CultureInfo.InvariantCulture, out var attempts)
            && attempts > 0 && Iso8601.FixedDuration(cycle.Groups[2].Value) is { } wait)
        {
            return new RetryPolicy(attempts, [wait]);
        }

        var waits = text.SplitByComma().Select(part => Iso8601.FixedDuration(part.Value)).ToList();
        if (waits.Count > 0 && waits.TrueForAll(w => w is not null))
        {
            return new RetryPolicy(waits.Count + 1, [.. waits.Select(w => w!.Value)]);
        }

        context.Diagnostics.Error("retry-cycle", text.Location, element.Id,
            $"Expected retries such as R3/PT10M or PT10M,PT1H, but found “{text.Value}”.",
            "Write R, the number of attempts, a slash and the wait between them; or a list of waits.");
        return null;
    }

    public static RetryPolicy? ReadCount(SourceText text, SourceElement element, ReadContext context)
    {
        var value = text.Value.Trim().TrimStart('=').Trim();
        if (int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var attempts) && attempts > 0)
        {
            return new RetryPolicy(attempts, ImmutableArray<TimeSpan>.Empty);
        }

        context.Diagnostics.Error("retry-count", text.Location, element.Id,
            $"Expected a number of attempts from 1 on, but found “{text.Value}”.", "Write a whole number such as 3.");
        return null;
    }

    [GeneratedRegex(@"^R(\d+)/([^/]+)$")]
    private static partial Regex Repetition();
}
