using System.Collections.Immutable;
using Bpm.Feel;

namespace Bpm.Model;

/// <summary>Work for a person (BPMN 2.0.2, 10.3.3 UserTask) with its assignment, dates, form and escalation policy.</summary>
public sealed record UserTask : Activity
{
    public FeelExpression? Assignee { get; init; }

    /// <summary>Comma separated text or a list of user ids.</summary>
    public FeelExpression? CandidateUsers { get; init; }

    /// <summary>Comma separated text or a list of group ids.</summary>
    public FeelExpression? CandidateGroups { get; init; }

    /// <summary>Date, ISO 8601 text, or an ISO 8601 duration counted from the task's creation.</summary>
    public FeelExpression? DueDate { get; init; }

    /// <summary>As <see cref="DueDate"/>: before it the task is not yet of interest.</summary>
    public FeelExpression? FollowUpDate { get; init; }

    /// <summary>0 to 100, 50 when absent.</summary>
    public FeelExpression? Priority { get; init; }
    public Form? Form { get; init; }

    /// <summary>This task's own steps, or the process's default policy when it has none of its own.</summary>
    public ImmutableArray<EscalationStep> EscalationPolicy { get; init; } = [];
}
