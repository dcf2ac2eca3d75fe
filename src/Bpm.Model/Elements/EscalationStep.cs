using Bpm.Feel;

namespace Bpm.Model;

/// <summary>
/// One step of a user task's escalation policy, read from the extension properties <c>escalate-after</c>,
/// <c>escalate-to</c>, <c>escalate-action</c>, <c>escalate-code</c> (and <c>escalate-after-2</c> … for further steps),
/// on the task or, as the default for all its tasks, on the process.
/// </summary>
public sealed record EscalationStep
{
    /// <summary>1, 2, 3 … in the order of the chain.</summary>
    public required int Number { get; init; }

    /// <summary>What <see cref="After"/> is counted from.</summary>
    public required EscalationClock Clock { get; init; }

    /// <summary>ISO 8601 duration after the clock's start; negative durations are allowed with <see cref="EscalationClock.DueDate"/>.</summary>
    public required FeelExpression After { get; init; }
    public required EscalationTarget Target { get; init; }
    public required EscalationAction Action { get; init; }

    /// <summary>Code thrown by <see cref="EscalationAction.ThrowEscalation"/>.</summary>
    public string? Code { get; init; }
}

/// <summary>What an escalation step's delay is counted from.</summary>
public enum EscalationClock { Created, DueDate }

public enum EscalationTargetKind { Manager, Group, User }

/// <summary>Whom a step escalates to; <see cref="Id"/> is null for the manager.</summary>
public sealed record EscalationTarget(EscalationTargetKind Kind, string? Id);

public enum EscalationAction { Notify, AddCandidates, Reassign, RaisePriority, ThrowEscalation }
