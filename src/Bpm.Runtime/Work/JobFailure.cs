namespace Bpm.Runtime;

/// <summary>Why an attempt failed. Left out: one retry is used up, and the wait is that of the element's retry policy.</summary>
public sealed record JobFailure(string Message, int? RetriesLeft = null, TimeSpan? RetryAfter = null);
