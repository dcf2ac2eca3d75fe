namespace Bpm.Engine;

/// <summary>A job that an instance waits for. Who holds its lock is the work table's affair, not the instance's.</summary>
public sealed record Job(
    long Key, long ElementKey, string ElementId, JobKind Kind, string? Type, DateTimeOffset? DueAt, int Retries,
    int RepeatsLeft, string? RepeatEvery, int? Step)
{
    /// <summary>Attempts of a job whose element says nothing (both Camunda dialects: 3).</summary>
    public const int DefaultRetries = 3;

    /// <summary>When a cycle was to fire that is tried again now: its next firing is counted from there, not from the attempt. Null when that is <see cref="DueAt"/>.</summary>
    public DateTimeOffset? PlannedAt { get; init; }
}

public enum JobKind
{
    /// <summary>The engine goes on where it paused (<c>asyncBefore</c>, <c>asyncAfter</c>, a spent step budget).</summary>
    Continuation,

    /// <summary>Work for a connector or an external worker.</summary>
    External,

    /// <summary>A timer event.</summary>
    Timer,

    /// <summary>A step of a user task's escalation policy.</summary>
    Deadline,
}
