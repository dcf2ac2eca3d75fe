namespace Bpm.Engine;

/// <summary>Changes what a task says of itself, whose it is and who may take it: all of it or nothing.</summary>
public sealed record UpdateUserTask(long TaskKey, UserTaskChange Change) : UserTaskCommand(TaskKey);

/// <summary>What shall be different. Null leaves a thing as it is; an empty text takes it away.</summary>
public sealed record UserTaskChange
{
    public string? Name { get; init; }
    public string? Description { get; init; }
    public string? Assignee { get; init; }
    public string? Owner { get; init; }
    public DelegationState? Delegation { get; init; }
    public int? Priority { get; init; }
    public UserTaskDates? Dates { get; init; }

    /// <summary>In the place of all candidates that there are.</summary>
    public EquatableArray<string>? CandidateUsers { get; init; }
    public EquatableArray<string>? CandidateGroups { get; init; }

    public EquatableArray<string> AddedUsers { get; init; }
    public EquatableArray<string> AddedGroups { get; init; }
    public EquatableArray<string> RemovedUsers { get; init; }
    public EquatableArray<string> RemovedGroups { get; init; }
}

/// <summary>Both dates of a task; null is none.</summary>
public sealed record UserTaskDates(DateTimeOffset? Due, DateTimeOffset? FollowUp);
