using Bpm.Model;

namespace Bpm.Runtime;

/// <summary>
/// When a failed attempt is tried again: after the waits of the element's own policy, else after a wait that doubles with
/// every attempt, from ten seconds up to an hour. Of the latter up to a fifth is left out, a share that follows from the job
/// and the attempt: jobs that failed together do not come back together, and a job that is asked twice says the same.
/// </summary>
static class Backoff
{
    static readonly TimeSpan First = TimeSpan.FromSeconds(10);
    static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    const double LargestShare = 0.2;

    /// <param name="failed">How many attempts have failed, this one included.</param>
    public static TimeSpan After(long jobKey, int failed, RetryPolicy? policy)
    {
        if (policy is { Waits: { IsDefaultOrEmpty: false } waits }) return waits[Math.Clamp(failed - 1, 0, waits.Length - 1)];
        var wait = First * Math.Pow(2, Math.Clamp(failed - 1, 0, 30));
        return (wait < Longest ? wait : Longest) * (1 - LargestShare * Share((ulong)jobKey, (ulong)failed));
    }

    /// <summary>From 0 to below 1, spread evenly however close the keys are (the finalizer of SplitMix64).</summary>
    static double Share(ulong jobKey, ulong failed)
    {
        var bits = unchecked((jobKey + failed * 0x9E3779B97F4A7C15) * 0xBF58476D1CE4E5B9);
        bits = unchecked((bits ^ (bits >> 27)) * 0x94D049BB133111EB);
        return ((bits ^ (bits >> 31)) >> 11) * (1.0 / (1UL << 53));
    }
}
