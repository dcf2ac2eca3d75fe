namespace Bpm.Engine;

/// <summary>A command on one job.</summary>
public abstract record JobCommand(long JobKey) : Command;

/// <summary>A worker or connector has done the job.</summary>
public sealed record CompleteJob(long JobKey, VariableSet Variables) : JobCommand(JobKey);

/// <summary>An attempt failed; with no retries left the job becomes an incident. A null <see cref="RetryAt"/> means at once.</summary>
public sealed record FailJob(long JobKey, string Message, int RetriesLeft, DateTimeOffset? RetryAt = null) : JobCommand(JobKey);

/// <summary>A worker reports a BPMN error that the model may catch.</summary>
public sealed record ThrowJobError(long JobKey, string Code, string? Message, VariableSet Variables) : JobCommand(JobKey);

/// <summary>Carries out a due job of the engine's own: a timer fires, a continuation goes on.</summary>
public sealed record ExecuteJob(long JobKey) : JobCommand(JobKey);
