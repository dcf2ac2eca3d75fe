using Bpm.Engine;

namespace Bpm.Runtime;

/// <summary>Changing variables from a task.</summary>
public sealed partial class ProcessEngine
{
    /// <summary>
    /// Sets variables that a task sees, and takes others away. Its assignee may, who could as well complete it with them, and
    /// whoever oversees it.
    /// </summary>
    /// <param name="removed">Names; one that is not there is no mistake.</param>
    /// <param name="isLocal">In the task's own scope; else each where the task sees it, and new ones in the instance.</param>
    public Task<Reply> ChangeTaskVariables(
        Actor actor, long taskKey, VariableSet variables, IReadOnlyList<string> removed, bool isLocal, CancellationToken ct = default) =>
        OnTask(actor, taskKey, async (task, _, stop) =>
            task.Assignee == actor.UserId || await _rights.Oversees(actor, task, stop)
                ? new SetVariables(taskKey, variables) { Removed = [.. removed], WhereSeen = !isLocal, At = Now, Actor = actor.Id }
                : NotYours(task, "change the variables of", "Only its assignee or a manager can."), ct);
}
