namespace Bpm.Engine;

/// <summary>
/// A job was created: work for a worker, or an alarm for the engine. <see cref="ElementId"/> is the element that acts
/// when it is carried out: the element itself, or the boundary event of the element at <see cref="ElementKey"/>.
/// </summary>
/// <param name="DueAt">Not before this instant; null means at once.</param>
/// <param name="RepeatsLeft">Further firings of a timer cycle; -1 means without end.</param>
/// <param name="RepeatEvery">ISO 8601 interval of a timer cycle.</param>
/// <param name="Step">Step of the escalation policy, for deadlines.</param>
public sealed record JobCreated(
    long Key, long ElementKey, string ElementId, JobKind Kind, string? Type, DateTimeOffset? DueAt, int Retries, int Priority,
    int RepeatsLeft, string? RepeatEvery, int? Step, DateTimeOffset At) : HistoryEvent;

public sealed record JobCompleted(long Key) : HistoryEvent;

public sealed record JobCancelled(long Key) : HistoryEvent;

/// <summary>An attempt failed and <see cref="RetriesLeft"/> remain.</summary>
public sealed record JobFailed(long Key, string Message, int RetriesLeft, DateTimeOffset? RetryAt) : HistoryEvent;

/// <summary>The job has another number of attempts, and is otherwise as it was: who works on it goes on.</summary>
public sealed record JobRetriesSet(long Key, int Retries) : HistoryEvent;

/// <summary>The job got a new due instant: the next firing of a cycle, a moved deadline, new retries after an incident.</summary>
public sealed record JobRescheduled(long Key, DateTimeOffset? DueAt, int Retries, int RepeatsLeft) : HistoryEvent
{
    /// <summary>Only this firing of a cycle moves: those after it are counted from when it was planned.</summary>
    public bool KeepsPlan { get; init; }
}
