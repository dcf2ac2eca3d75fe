using Bpm.Model;

namespace Bpm.Engine;

public sealed record UserTaskCreated(
    long Key, string Name, string? Assignee, EquatableArray<string> CandidateUsers, EquatableArray<string> CandidateGroups,
    DateTimeOffset? DueDate, DateTimeOffset? FollowUpDate, int Priority, DateTimeOffset At) : HistoryEvent;

public sealed record UserTaskClaimed(long Key, string UserId) : HistoryEvent;

public sealed record UserTaskReleased(long Key) : HistoryEvent;

public sealed record UserTaskAssigned(long Key, string? UserId, string? Reason) : HistoryEvent;

/// <summary>The owner has lent the task to another, who gives it back.</summary>
public sealed record UserTaskDelegated(long Key, string OwnerId, string UserId, string? Reason) : HistoryEvent;

/// <summary>The task has come back to its owner.</summary>
public sealed record UserTaskResolved(long Key, string OwnerId, string? Reason) : HistoryEvent
{
    /// <summary>Whether variables have come back with it: they count, not what was begun before.</summary>
    public bool HasAnswers { get; init; }
}

/// <summary>Something of the task is different now. What is null stayed as it was; an empty text took it away.</summary>
public sealed record UserTaskUpdated(long Key) : HistoryEvent
{
    public string? Name { get; init; }
    public string? Description { get; init; }
    public string? Owner { get; init; }
    public DelegationState? Delegation { get; init; }
    public int? Priority { get; init; }
    public EquatableArray<string> AddedUsers { get; init; }
    public EquatableArray<string> AddedGroups { get; init; }
    public EquatableArray<string> RemovedUsers { get; init; }
    public EquatableArray<string> RemovedGroups { get; init; }
}

public sealed record UserTaskCompleted(long Key) : HistoryEvent;

public sealed record UserTaskCancelled(long Key) : HistoryEvent;

public sealed record UserTaskCommented(long Key, string Text) : HistoryEvent;

public sealed record UserTaskRescheduled(long Key, DateTimeOffset? DueDate, DateTimeOffset? FollowUpDate, string? Reason) : HistoryEvent;

/// <summary>
/// The task went to a recipient. <see cref="FromUser"/> had it before; <see cref="Step"/> is the policy's step, null when a person asked.
/// </summary>
public sealed record UserTaskEscalated(
    long Key, long EscalationKey, int? Step, EscalationAction Action, EscalationTargetKind RecipientKind, string RecipientId,
    string? FromUser, string? Reason, int Priority, DateTimeOffset At) : HistoryEvent;

/// <summary>The escalation needs its recipient no more.</summary>
public sealed record UserTaskEscalationClosed(long Key, long EscalationKey, EscalationOutcome Outcome, string? Reason) : HistoryEvent;

/// <summary>How an escalation was closed.</summary>
public enum EscalationOutcome { TakenOver, HandedOn, PushedBack, DeadlineExtended, TaskCompleted, TaskCancelled }
