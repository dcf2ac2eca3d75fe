namespace Bpm.Engine;

/// <summary>What a listener corrects of a user task; what is null stays as it is.</summary>
public sealed record TaskCorrection
{
    public static TaskCorrection None { get; } = new();

    /// <summary>Who is to have the task; empty for nobody.</summary>
    public string? Assignee { get; init; }

    public NewInstant? DueDate { get; init; }
    public NewInstant? FollowUpDate { get; init; }
    public EquatableArray<string>? CandidateUsers { get; init; }
    public EquatableArray<string>? CandidateGroups { get; init; }
    public int? Priority { get; init; }

    /// <summary>These, and then others, which win.</summary>
    public TaskCorrection With(TaskCorrection later) => new()
    {
        Assignee = later.Assignee ?? Assignee,
        DueDate = later.DueDate ?? DueDate,
        FollowUpDate = later.FollowUpDate ?? FollowUpDate,
        CandidateUsers = later.CandidateUsers ?? CandidateUsers,
        CandidateGroups = later.CandidateGroups ?? CandidateGroups,
        Priority = later.Priority ?? Priority,
    };

    /// <summary>Who is to have the task, if it was to be another.</summary>
    public string? AssigneeInsteadOf(string? other) => Assignee is null ? other : TaskChanges.OrNone(Assignee);

    /// <summary>The same for a task as it is.</summary>
    public UserTaskChange ToChange(OpenUserTask task) => new()
    {
        Assignee = Assignee,
        Priority = Priority,
        CandidateUsers = CandidateUsers,
        CandidateGroups = CandidateGroups,
        Dates = DueDate is null && FollowUpDate is null
            ? null
            : new(DueDate is { } due ? due.To : task.DueDate, FollowUpDate is { } followUp ? followUp.To : task.FollowUpDate),
    };
}

/// <summary>A new instant, or none any more.</summary>
public readonly record struct NewInstant(DateTimeOffset? To);
