namespace Bpm.Engine;

/// <summary>A command on one job.</summary>
public abstract record JobCommand(long JobKey) : Command
{
    /// <summary>
    /// Says what a connector of the engine's own has done. It was begun before the instance was suspended, and is kept though
    /// it is: or it would be done once more.
    /// </summary>
    public bool HasHappened { get; init; }
}

/// <summary>A worker or connector has done the job.</summary>
public sealed record CompleteJob(long JobKey, VariableSet Variables) : JobCommand(JobKey)
{
    /// <summary>What a task's listener says beyond the variables.</summary>
    public ListenerVerdict? Verdict { get; init; }
}

/// <summary>A task's listener refuses what is wished for its task, or agrees and corrects it.</summary>
public sealed record ListenerVerdict(bool IsDenied, string? Reason, TaskCorrection Corrections);

/// <summary>An attempt failed; with no retries left the job becomes an incident. A null <see cref="RetryAt"/> means at once.</summary>
public sealed record FailJob(long JobKey, string Message, int RetriesLeft, DateTimeOffset? RetryAt = null) : JobCommand(JobKey);

/// <summary>Gives a job more or fewer attempts, whoever works on it; an operator's affair.</summary>
public sealed record SetJobRetries(long JobKey, int Retries) : JobCommand(JobKey);

/// <summary>A worker reports a BPMN error that the model may catch.</summary>
public sealed record ThrowJobError(long JobKey, string Code, string? Message, VariableSet Variables) : JobCommand(JobKey);

/// <summary>
/// Moves the instant at which a timer, a continuation or a deadline is due. Without <see cref="Due"/> the timer's expression is evaluated once more,
/// as if it began to wait at <see cref="From"/>.
/// </summary>
/// <param name="MovesCycle">Whether the firings after it move along; else they stay where they were planned.</param>
public sealed record PlanJob(long JobKey, DateTimeOffset? Due, DateTimeOffset? From = null, bool MovesCycle = false) : JobCommand(JobKey);

/// <summary>Carries out a due job of the engine's own: a timer fires, a continuation goes on.</summary>
public sealed record ExecuteJob(long JobKey) : JobCommand(JobKey);
