using Bpm.Engine;

namespace Bpm.Storage;

/// <summary>
/// One command's result, to be stored as a whole: the instance after the events, and the events.
/// </summary>
/// <param name="ExpectedVersion">The version that the command was run on; 0 for a new instance.</param>
/// <param name="Lock">The lock under which the command was run; when another has it by now, nothing is stored.</param>
/// <param name="ElementKey">The element that the command concerned, for the audit; a user task's is known without.</param>
/// <param name="NextFiring">
/// For the start of an instance by a timer, whose job belongs to no instance: its next firing, or null to delete it with the start.
/// </param>
sealed record StepCommit(
    ProcessInstance Instance, long DefinitionKey, string ProcessId, long ExpectedVersion, Command Command,
    IReadOnlyList<HistoryEvent> Events, JobLock? Lock = null, long? ElementKey = null, NextFiring? NextFiring = null)
{
    /// <summary>The new instance is stored only while its definition is deployed: another node may have deleted that.</summary>
    public bool IfDeployed { get; init; }

    /// <summary>What the new instance wants for itself.</summary>
    public InstanceClaim? Claim { get; init; }

    /// <summary>What was set for jobs to come of this version.</summary>
    public IReadOnlyList<JobRule> JobRules { get; init; } = [];

    /// <summary>The request that is carried out by this step, which is noted with it.</summary>
    public RequestClaim? Request { get; init; }
}

/// <summary>Who works on a job.</summary>
/// <param name="Attempt">
/// The attempt that the claim counted: the same owner may have claimed the job again since. Null where only the owner is known.
/// </param>
sealed record JobLock(long JobKey, string Owner, int? Attempt = null)
{
    /// <summary>Set where the step delivers what the row says.</summary>
    public Delivery? Delivery { get; init; }
}

/// <summary>When a start timer fires again, and how often after that (-1: without end).</summary>
sealed record NextFiring(DateTimeOffset DueAt, int RepeatsLeft);

enum CommitResult
{
    Committed,

    /// <summary>The instance has moved on: load it and run the command again.</summary>
    VersionConflict,

    /// <summary>The definition of the new instance was deleted.</summary>
    DefinitionGone,

    /// <summary>The job is done or another works on it: the command is void.</summary>
    LockLost,

    /// <summary>The process has had the message already, or the message waits no more.</summary>
    MessageTaken,

    /// <summary>Another open instance has what the new one wants for itself.</summary>
    ClaimTaken,

    /// <summary>Another attempt at the same request has taken it over.</summary>
    RequestTaken,
}
