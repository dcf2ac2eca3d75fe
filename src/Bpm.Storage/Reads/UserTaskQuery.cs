namespace Bpm.Storage;

/// <summary>Which user tasks; what is null or false does not restrict.</summary>
public sealed record UserTaskQuery
{
    /// <summary>Null for open and ended ones.</summary>
    public bool? IsOpen { get; init; } = true;
    public long? TaskKey { get; init; }
    public string? Assignee { get; init; }
    public string? AssigneeLike { get; init; }
    public bool Assigned { get; init; }
    public bool Unassigned { get; init; }

    /// <summary>Tasks that this user may take, for himself or through one of <see cref="CandidateGroups"/>.</summary>
    public string? CandidateUser { get; init; }
    public IReadOnlyCollection<string>? CandidateGroups { get; init; }

    /// <summary>Whether tasks of candidates are meant that somebody has already.</summary>
    public bool IncludeAssigned { get; init; } = true;
    public long? InstanceKey { get; init; }
    public IReadOnlyCollection<long>? InstanceKeys { get; init; }
    public string? BusinessKey { get; init; }
    public string? BusinessKeyLike { get; init; }
    public IReadOnlyCollection<string>? ProcessIds { get; init; }
    public long? DefinitionKey { get; init; }
    public IReadOnlyCollection<string>? ElementIds { get; init; }
    public string? Name { get; init; }
    public string? NameLike { get; init; }
    public int? Priority { get; init; }
    public int? MinPriority { get; init; }
    public int? MaxPriority { get; init; }
    public DateTimeOffset? DueBefore { get; init; }
    public DateTimeOffset? DueAfter { get; init; }
    public DateTimeOffset? FollowUpBefore { get; init; }
    public DateTimeOffset? FollowUpAfter { get; init; }
    public DateTimeOffset? CreatedBefore { get; init; }
    public DateTimeOffset? CreatedAfter { get; init; }
    public IReadOnlyCollection<long>? TaskKeys { get; init; }
    public IReadOnlyCollection<string>? Assignees { get; init; }
    public IReadOnlyCollection<string>? NotAssignees { get; init; }

    /// <summary>Tasks that this user has, or is a candidate for himself.</summary>
    public string? InvolvedUser { get; init; }
    public bool? HasCandidateGroups { get; init; }
    public bool? HasCandidateUsers { get; init; }
    public IReadOnlyCollection<string>? BusinessKeys { get; init; }
    public string? ProcessName { get; init; }
    public string? ProcessNameLike { get; init; }
    public string? ElementIdLike { get; init; }
    public IReadOnlyCollection<string>? NotElementIds { get; init; }
    public string? NotName { get; init; }
    public string? NotNameLike { get; init; }
    public DateTimeOffset? DueAt { get; init; }
    public bool? HasDueDate { get; init; }
    public DateTimeOffset? FollowUpAt { get; init; }

    /// <summary>Tasks that are followed up before, or without such a date.</summary>
    public DateTimeOffset? FollowUpBeforeOrNone { get; init; }
    public DateTimeOffset? CreatedAt { get; init; }
    public DateTimeOffset? EndedBefore { get; init; }
    public DateTimeOffset? EndedAfter { get; init; }
    public bool? IsCancelled { get; init; }
    public bool? IsSuspended { get; init; }
    public bool? InstanceIsOpen { get; init; }

    /// <summary>What variables of the instance, and of the task itself, have to be.</summary>
    public IReadOnlyList<ValueCondition> InstanceVariables { get; init; } = [];
    public IReadOnlyList<ValueCondition> TaskVariables { get; init; } = [];
    public string? Owner { get; init; }
    public string? OwnerLike { get; init; }

    /// <summary><c>pending</c> or <c>resolved</c>.</summary>
    public string? Delegation { get; init; }
    public IReadOnlyList<UserTaskOrder> Order { get; init; } = [];

    /// <summary>Of each of these, one thing at least has to be so; their own order and alternatives mean nothing.</summary>
    public IReadOnlyList<UserTaskQuery> AnyOf { get; init; } = [];
}

public enum UserTaskSort { Created, Due, FollowUp, Priority, Name, Assignee, Instance, Ended, Element, Key }

public sealed record UserTaskOrder(UserTaskSort By, bool Descending = false);

/// <summary>A user task, open or ended (state <c>open</c>, <c>completed</c>, <c>cancelled</c>).</summary>
public record UserTaskRow
{
    public required long TaskKey { get; init; }
    public required long InstanceKey { get; init; }
    public required long DefinitionKey { get; init; }
    public required string ProcessId { get; init; }
    public required string ElementId { get; init; }
    public required string Name { get; init; }
    public string? BusinessKey { get; init; }
    public required string State { get; init; }
    public string? Assignee { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? DueAt { get; init; }
    public DateTimeOffset? FollowUpAt { get; init; }
    public required int Priority { get; init; }
    public required int Escalations { get; init; }
    public DateTimeOffset? EndedAt { get; init; }
    public string? EndedBy { get; init; }

    public string? Owner { get; init; }

    /// <summary><c>pending</c>, <c>resolved</c>, or null.</summary>
    public string? Delegation { get; init; }

    /// <summary>In the place of what the model says.</summary>
    public string? Description { get; init; }

    /// <summary>Whether the task's instance is suspended: nobody can complete it then.</summary>
    public required bool IsSuspended { get; init; }

    public bool IsOpen => State == "open";

    /// <summary>Lent by its owner to who has it.</summary>
    public bool IsDelegated => Delegation == "pending";
}
