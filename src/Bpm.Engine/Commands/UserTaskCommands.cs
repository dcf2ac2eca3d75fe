using Bpm.Model;

namespace Bpm.Engine;

/// <summary>A command on one user task; the key is that of its element instance.</summary>
public abstract record UserTaskCommand(long TaskKey) : Command;

/// <summary>Takes the task; refused when another has it.</summary>
public sealed record ClaimUserTask(long TaskKey, string UserId) : UserTaskCommand(TaskKey);

/// <summary>Gives the task back to its candidates.</summary>
public sealed record ReleaseUserTask(long TaskKey) : UserTaskCommand(TaskKey);

/// <summary>Gives the task to a person, whoever has it now; null takes it from everyone.</summary>
public sealed record AssignUserTask(long TaskKey, string? UserId, string? Reason = null) : UserTaskCommand(TaskKey);

/// <summary>Finishes the task with the result of its form.</summary>
public sealed record CompleteUserTask(long TaskKey, VariableSet Variables) : UserTaskCommand(TaskKey);

/// <summary>The person leaves the task with a BPMN error that the model catches.</summary>
public sealed record ThrowTaskError(long TaskKey, string Code, string? Message, VariableSet Variables) : UserTaskCommand(TaskKey);

/// <summary>The person throws a BPMN escalation that the model catches; the task stays open unless the catch interrupts it.</summary>
public sealed record ThrowTaskEscalation(long TaskKey, string Code, VariableSet Variables) : UserTaskCommand(TaskKey);

/// <summary>Adds a remark to the task's timeline.</summary>
public sealed record CommentOnUserTask(long TaskKey, string Text) : UserTaskCommand(TaskKey);

/// <summary>Moves the due and follow-up dates; deadlines counted from the due date move with it.</summary>
public sealed record RescheduleUserTask(long TaskKey, DateTimeOffset? DueDate, DateTimeOffset? FollowUpDate, string? Reason = null) : UserTaskCommand(TaskKey);

/// <summary>
/// Escalates the task to a recipient. The shell resolves who the manager is and fills in <see cref="Recipient"/>;
/// <see cref="DeadlineJobKey"/> and <see cref="Step"/> are set when a deadline of the policy caused it.
/// </summary>
public sealed record EscalateUserTask(
    long TaskKey, EscalationAction Action, EscalationRecipient Recipient, string? Reason,
    int? Step = null, long? DeadlineJobKey = null, string? Code = null) : UserTaskCommand(TaskKey);

/// <summary>The recipient of an escalation sends the task back to who had it before, with a reason.</summary>
public sealed record PushBackUserTask(long TaskKey, string? Reason) : UserTaskCommand(TaskKey);

/// <summary>A person or a group that an escalation goes to.</summary>
public sealed record EscalationRecipient(EscalationTargetKind Kind, string Id);
