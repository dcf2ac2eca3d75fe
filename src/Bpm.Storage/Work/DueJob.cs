using System.Collections.Frozen;
using Bpm.Engine;

namespace Bpm.Storage;

/// <summary>A job as the work table knows it. A timer that starts instances has <see cref="InstanceKey"/> 0.</summary>
sealed record DueJob(
    long Key, long InstanceKey, long DefinitionKey, long ElementInstanceKey, string ElementId, WorkKind Kind, string? Type,
    DateTimeOffset DueAt, int Retries, int Priority, string? LockOwner, DateTimeOffset? LockedUntil, DateTimeOffset CreatedAt,
    int Attempts, string? LastError, int RepeatsLeft, string? RepeatEvery)
{
    /// <summary>What an outbox row sends, as it stands in the sender's history; else null.</summary>
    public HistoryEvent? Sent { get; init; }

    /// <summary>The last of several receivers that has had it.</summary>
    public long? Progress { get; init; }
}

/// <summary>
/// Which jobs someone works on: the engine's own (continuations, timers, deadlines), and work of the topics named.
/// </summary>
sealed record JobSelection(bool OwnJobs, IReadOnlyList<string> Topics)
{
    public static JobSelection Own { get; } = new(true, []);
}

/// <summary>A claim of up to <see cref="Max"/> due jobs for an owner, whose lock ends by itself at <see cref="LockUntil"/>.</summary>
sealed record JobClaim(DateTimeOffset Now, string Owner, DateTimeOffset LockUntil, int Max, JobSelection Jobs)
{
    /// <summary>By topic, until when its jobs are locked, where that is not <see cref="LockUntil"/>.</summary>
    public IReadOnlyDictionary<string, DateTimeOffset> LockUntilOf { get; init; } = FrozenDictionary<string, DateTimeOffset>.Empty;

    /// <summary>Which work of topics comes first.</summary>
    public WorkOrder Order { get; init; } = WorkOrder.Usual;

    /// <summary>By topic, what of it the owner takes; a topic that is not here is taken whole.</summary>
    public IReadOnlyDictionary<string, WorkRestriction> Only { get; init; } = FrozenDictionary<string, WorkRestriction>.Empty;

    /// <summary>Jobs that the owner works on still, though their locks may have run out: it does not compete with itself.</summary>
    public IReadOnlyCollection<long> Except { get; init; } = [];
}
