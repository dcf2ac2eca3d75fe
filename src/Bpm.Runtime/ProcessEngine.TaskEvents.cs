using Bpm.Engine;

namespace Bpm.Runtime;

/// <summary>What people report from a task instead of finishing it.</summary>
public sealed partial class ProcessEngine
{
    /// <summary>Leaves a task with a BPMN error, which the model may catch; its assignee may, and who could take it.</summary>
    public Task<Reply> ThrowTaskError(Actor actor, long taskKey, string code, string? message, VariableSet variables, CancellationToken ct = default) =>
        FromTask(actor, taskKey, new ThrowTaskError(taskKey, code, message, variables) { At = Now, Actor = actor.Id }, ct);

    /// <summary>Throws a BPMN escalation from a task, which stays open unless the model ends it.</summary>
    public Task<Reply> ThrowTaskEscalation(Actor actor, long taskKey, string code, VariableSet variables, CancellationToken ct = default) =>
        FromTask(actor, taskKey, new ThrowTaskEscalation(taskKey, code, variables) { At = Now, Actor = actor.Id }, ct);

    Task<Reply> FromTask(Actor actor, long taskKey, UserTaskCommand command, CancellationToken ct) =>
        OnTask(actor, taskKey, async (task, _, stop) =>
            task.Assignee is { } holder && holder != actor.UserId ? await HeldBy(task, holder, stop)
            : task.Assignee is not null || await _rights.MayClaim(actor, task, stop) ? command
            : NotYours(task, "leave", "Ask its manager to assign it to you."), ct);
}
