using Bpm.Engine;

namespace Bpm.Runtime;

/// <summary>Changing a task that is open already.</summary>
public sealed partial class ProcessEngine
{
    /// <summary>
    /// Changes what the task says of itself, whose it is and who may take it: all of it or nothing. Whoever oversees the task
    /// may; its assignee may move the follow-up date. Candidates are taken as they are, as those of the model are.
    /// </summary>
    public Task<Reply> UpdateTask(Actor actor, long taskKey, UserTaskChange change, CancellationToken ct = default) =>
        OnTask(actor, taskKey, async (task, _, stop) =>
        {
            if (!(task.Assignee == actor.UserId && OnlyFollowsUp(task, change)) && !await _rights.Oversees(actor, task, stop))
                return NotYours(task, "change", "Only a manager of its people or an operator can.");
            foreach (var user in (string?[])[change.Assignee == task.Assignee ? null : change.Assignee, change.Owner == task.Owner ? null : change.Owner])
                if (!string.IsNullOrEmpty(user) && !await _people.Exists(user, stop)) return Invalid($"Expected the id of a user, but there is no user {user}.");
            return new UpdateUserTask(taskKey, change with { Name = change.Name?.Trim() }) { At = Now, Actor = actor.Id };
        }, ct);

    static bool OnlyFollowsUp(OpenUserTask task, UserTaskChange change) =>
        (change.Dates is not { } dates || dates.Due == task.DueDate)
        && change with { Dates = null } is var rest
        && Same(rest.Name, task.Name) && Same(rest.Description, task.Description) && Same(rest.Assignee, task.Assignee) && Same(rest.Owner, task.Owner)
        && (rest.Delegation ?? task.Delegation) == task.Delegation && (rest.Priority ?? task.Priority) == task.Priority
        && rest with { Name = null, Description = null, Assignee = null, Owner = null, Delegation = null, Priority = null } == new UserTaskChange();

    static bool Same(string? wanted, string? present) => wanted is null || wanted == (present ?? "");
}
