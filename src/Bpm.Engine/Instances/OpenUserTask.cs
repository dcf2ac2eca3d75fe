using Bpm.Model;

namespace Bpm.Engine;

/// <summary>A user task that waits for its person.</summary>
public sealed record OpenUserTask(
    long Key, string Name, string? Assignee, EquatableArray<string> CandidateUsers, EquatableArray<string> CandidateGroups,
    DateTimeOffset CreatedAt, DateTimeOffset? DueDate, DateTimeOffset? FollowUpDate, int Priority,
    EquatableArray<OpenEscalation> Escalations)
{
    /// <summary>Whose it is while another works on it, or in name.</summary>
    public string? Owner { get; init; }

    public DelegationState Delegation { get; init; }

    /// <summary>In the place of what the model says; null when nobody changed it.</summary>
    public string? Description { get; init; }

    /// <summary>Given to others, or back to the candidates, for good: nobody lends it any more.</summary>
    public OpenUserTask GivenTo(string? userId) => Delegation == DelegationState.None
        ? this with { Assignee = userId }
        : this with { Assignee = userId, Owner = null, Delegation = DelegationState.None };
}

/// <summary>An escalation of a task that its recipient has not acted on yet.</summary>
public sealed record OpenEscalation(long Key, EscalationAction Action, EscalationTargetKind RecipientKind, string RecipientId, string? FromUser);
