using Bpm.Engine;
using Bpm.Model;

namespace Bpm.Runtime;

/// <summary>Escalating a task, by a person or by a deadline, and what its recipient does then.</summary>
public sealed partial class ProcessEngine
{
    static readonly EscalationTarget ToManager = new(EscalationTargetKind.Manager, null);

    /// <summary>Asks the manager for help: the manager becomes a candidate and finds the task among the escalations.</summary>
    public Task<Reply> Escalate(Actor actor, long taskKey, string reason, CancellationToken ct = default) =>
        EscalateTo(actor, taskKey, ToManager, EscalationAction.AddCandidates, reason, ct);

    /// <summary>
    /// Escalates a task to the manager, a group or a user; a reason is required. The recipient may act on the task, so
    /// only who oversees it may choose one: for everybody else it is the manager.
    /// </summary>
    public Task<Reply> EscalateTo(Actor actor, long taskKey, EscalationTarget target, EscalationAction action, string reason, CancellationToken ct = default) =>
        OnTask(actor, taskKey, async (task, instance, stop) =>
        {
            if (string.IsNullOrWhiteSpace(reason)) return Invalid("Expected a reason, but it is empty. Write what the recipient should know.");
            var oversees = await _rights.Oversees(actor, task, stop);
            if (action == EscalationAction.Reassign && !oversees && task.Assignee != actor.UserId)
                return NotYours(task, "reassign", "Only its assignee or a manager can.");
            if (!oversees && !await _rights.TakesPart(actor, task, instance.StartedBy, stop))
                return NotYours(task, "escalate", "Only people who take part in it can.");
            if (!oversees && target.Kind != EscalationTargetKind.Manager)
                return NotYours(task, "choose who receives the escalation of", "Escalate it to the manager, who can pass it on.");
            if (await Unknown(target, stop) is { } unknown) return unknown;
            var recipient = await _recipients.Resolve(target, task, instance.StartedBy, stop);
            if (recipient is { Kind: EscalationTargetKind.User, Id: var id } && id == actor.UserId)
                return Invalid($"'{task.Name}' would escalate to you. Take it over, or hand it to someone.");
            if (!oversees && recipient.Kind == EscalationTargetKind.Group && actor.Groups.Contains(recipient.Id))
                return NotYours(task, "escalate", $"It would come to your own group {recipient.Id}. Ask another member of the group or an operator to assign it.");
            return new EscalateUserTask(taskKey, action, recipient, reason.Trim()) { At = Now, Actor = actor.Id };
        }, ct);

    /// <summary>The recipient of an escalation takes the task, also from the person who has it.</summary>
    public Task<Reply> TakeOver(Actor actor, long taskKey, CancellationToken ct = default) =>
        OnEscalation(actor, taskKey, "take over", _ =>
            new AssignUserTask(taskKey, actor.UserId, "Taken over") { At = Now, Actor = actor.Id }, ct);

    /// <summary>The recipient of an escalation gives the task to a person.</summary>
    public async Task<Reply> HandTo(Actor actor, long taskKey, string userId, string? reason, CancellationToken ct = default) =>
        await _people.Exists(userId, ct)
            ? await OnEscalation(actor, taskKey, "hand on", _ => new AssignUserTask(taskKey, userId, reason) { At = Now, Actor = actor.Id }, ct)
            : new Reply(Invalid($"Expected the id of a user, but there is no user {userId}."));

    /// <summary>The recipient of an escalation sends the task back to who had it before; a reason is required.</summary>
    public async Task<Reply> PushBack(Actor actor, long taskKey, string reason, CancellationToken ct = default) =>
        string.IsNullOrWhiteSpace(reason)
            ? new Reply(Invalid("Expected a reason, but it is empty. Write what should be done now."))
            : await OnEscalation(actor, taskKey, "push back", _ => new PushBackUserTask(taskKey, reason.Trim()) { At = Now, Actor = actor.Id }, ct);

    /// <summary>Gives a task more time: the due date moves, and with it the escalation steps that count from it.</summary>
    public Task<Reply> ExtendDeadline(Actor actor, long taskKey, DateTimeOffset due, string? reason, CancellationToken ct = default) =>
        OnEscalation(actor, taskKey, "extend the deadline of", task => due <= Now
            ? Invalid($"Expected a deadline in the future, but {due:yyyy-MM-dd HH:mm} is past.")
            : new RescheduleUserTask(taskKey, Milliseconds(due), task.FollowUpDate, reason) { At = Now, Actor = actor.Id }, ct);

    /// <summary>A deadline of the task's escalation policy has passed.</summary>
    internal Task<Reply> EscalateAtDeadline(long jobKey, Storage.JobLock? held, CancellationToken ct) =>
        Execute(jobKey, async (instance, definition, stop) =>
        {
            if (!instance.Jobs.TryGetValue(jobKey, out var job) || !instance.UserTasks.TryGetValue(job.ElementKey, out var task))
                return NoJob(jobKey);
            var step = ((UserTask)definition.Nodes[job.ElementId]).EscalationPolicy.First(s => s.Number == job.Step);
            var recipient = await _recipients.Resolve(step.Target, task, instance.StartedBy, stop);
            return new EscalateUserTask(task.Key, step.Action, recipient, ReasonOf(step, task), step.Number, jobKey, step.Code) { At = Now };
        }, held, ct);

    static string ReasonOf(EscalationStep step, OpenUserTask task) => step.Clock == EscalationClock.DueDate && task.DueDate is { } due
        ? $"Not completed by {due:yyyy-MM-dd HH:mm} UTC (step {step.Number})"
        : $"Open since {task.CreatedAt:yyyy-MM-dd HH:mm} UTC (step {step.Number})";

    Task<Reply> OnEscalation(Actor actor, long taskKey, string wish, Func<OpenUserTask, Decision> decide, CancellationToken ct) =>
        OnTask(actor, taskKey, async (task, _, stop) =>
            TaskRights.IsRecipient(actor, task) || await _rights.Oversees(actor, task, stop)
                ? decide(task)
                : NotYours(task, wish, "Only who received its escalation, its manager or an operator can."), ct);

    async ValueTask<Rejection?> Unknown(EscalationTarget target, CancellationToken ct) => target switch
    {
        { Kind: EscalationTargetKind.User, Id: var id } when id is null || !await _people.Exists(id, ct) =>
            Invalid($"Expected the id of a user to escalate to, but there is no user {id}."),
        { Kind: EscalationTargetKind.Group, Id: var id } when id is null || !await _people.GroupExists(id, ct) =>
            Invalid($"Expected the id of a group to escalate to, but there is no group {id}."),
        _ => null,
    };

    static DateTimeOffset Milliseconds(DateTimeOffset instant) => DateTimeOffset.FromUnixTimeMilliseconds(instant.ToUnixTimeMilliseconds());
}
