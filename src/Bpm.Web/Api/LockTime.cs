namespace Bpm.Web.Api;

/// <summary>How long work may be locked or put off: longer than a year is a mistake, and far longer no instant.</summary>
static class LockTime
{
    static readonly long Longest = (long)TimeSpan.FromDays(366).TotalMilliseconds;

    /// <summary>What is wrong with a number of milliseconds; null when nothing is.</summary>
    public static string? Problem(string name, long milliseconds) => milliseconds < 0 || milliseconds > Longest
        ? $"Expected {name} of 0 ms to a year ({Longest} ms), but found {milliseconds}."
        : null;
}
