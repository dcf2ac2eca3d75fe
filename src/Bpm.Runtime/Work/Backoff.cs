using Bpm.Model;

namespace Bpm.Runtime;

/// <summary>
/// When a failed attempt is tried again: after the waits of the element's own policy, else after a wait that doubles with
/// every attempt, from ten seconds up to an hour.
/// </summary>
static class Backoff
{
    static readonly TimeSpan First = TimeSpan.FromSeconds(10);
    static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    /// <param name="failed">How many attempts have failed, this one included.</param>
    public static TimeSpan After(int failed, RetryPolicy? policy)
    {
        if (policy is { Waits: { IsDefaultOrEmpty: false } waits }) return waits[Math.Clamp(failed - 1, 0, waits.Length - 1)];
        var wait = First * Math.Pow(2, Math.Clamp(failed - 1, 0, 30));
        return wait < Longest ? wait : Longest;
    }
}
