using System.Collections.Immutable;

namespace Bpm.Model;

/// <summary>
/// Attempts of a job and the waits between them (<c>camunda:failedJobRetryTimeCycle</c>, <c>zeebe:taskDefinition retries</c>).
/// The last wait serves for all further attempts.
/// </summary>
public sealed record RetryPolicy(int Attempts, ImmutableArray<TimeSpan> Waits);
