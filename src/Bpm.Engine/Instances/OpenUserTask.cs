using Bpm.Model;

namespace Bpm.Engine;

/// <summary>A user task that waits for its person.</summary>
public sealed record OpenUserTask(
    long Key, string Name, string? Assignee, EquatableArray<string> CandidateUsers, EquatableArray<string> CandidateGroups,
    DateTimeOffset CreatedAt, DateTimeOffset? DueDate, DateTimeOffset? FollowUpDate, int Priority,
    EquatableArray<OpenEscalation> Escalations);

/// <summary>An escalation of a task that its recipient has not acted on yet.</summary>
public sealed record OpenEscalation(long Key, EscalationAction Action, EscalationTargetKind RecipientKind, string RecipientId, string? FromUser);
