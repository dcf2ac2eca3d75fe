using Bpm.Engine;

namespace Bpm.Runtime;

/// <summary>
/// Lending a task and getting it back. Handing over gives a task away for good; delegating asks another to do the work of it,
/// and the owner, to whom it comes back, completes it.
/// </summary>
public sealed partial class ProcessEngine
{
    /// <summary>Asks another person to work on the task and to give it back. Who has it may, and whoever oversees it.</summary>
    /// <param name="reason">What is wished.</param>
    public Task<Reply> Delegate(Actor actor, long taskKey, string userId, string? reason = null, CancellationToken ct = default) =>
        OnTask(actor, taskKey, async (task, _, stop) =>
        {
            if (task.Assignee != actor.UserId && !await _rights.Oversees(actor, task, stop))
                return NotYours(task, "delegate", "Only its assignee or a manager of its people can.");
            return await _people.Exists(userId, stop)
                ? new DelegateUserTask(taskKey, userId, Said(reason)) { At = Now, Actor = actor.Id }
                : Invalid($"Expected the id of a user, but there is no user {userId}.");
        }, ct);

    /// <summary>Gives a delegated task back to its owner, with what was found out; the owner may as well take it back.</summary>
    public Task<Reply> GiveBack(Actor actor, long taskKey, VariableSet variables, string? reason = null, CancellationToken ct = default) =>
        OnTask(actor, taskKey, async (task, _, stop) =>
            task.Assignee == actor.UserId || task.Owner == actor.UserId || await _rights.Oversees(actor, task, stop)
                ? new ResolveUserTask(taskKey, variables, Said(reason)) { At = Now, Actor = actor.Id }
                : NotYours(task, "give back", "Only its assignee, its owner or a manager of its people can."), ct);

    static string? Said(string? reason) => string.IsNullOrWhiteSpace(reason) ? null : reason.Trim();
}
