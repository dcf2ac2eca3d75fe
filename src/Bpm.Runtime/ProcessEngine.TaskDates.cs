using Bpm.Engine;

namespace Bpm.Runtime;

/// <summary>Moving a task's dates.</summary>
public sealed partial class ProcessEngine
{
    /// <summary>
    /// Moves the due and the follow-up date; null removes one. Whoever oversees the task may move both, its assignee the
    /// follow-up date only: a deadline is a promise to others.
    /// </summary>
    /// <param name="dates">Makes the new dates of those that the task has.</param>
    public Task<Reply> Reschedule(Actor actor, long taskKey, Func<TaskDates, TaskDates> dates, CancellationToken ct = default) =>
        OnTask(actor, taskKey, async (task, _, stop) =>
        {
            var (due, followUp) = dates(new(task.DueDate, task.FollowUpDate));
            if (due == task.DueDate && followUp == task.FollowUpDate) return Decision.Nothing;
            var mayMove = (due == task.DueDate && task.Assignee == actor.UserId) || await _rights.Oversees(actor, task, stop);
            return mayMove
                ? new RescheduleUserTask(taskKey, due, followUp) { At = Now, Actor = actor.Id }
                : NotYours(task, "move the dates of", "Only a manager of its people or an operator can.");
        }, ct);
}

public sealed record TaskDates(DateTimeOffset? Due, DateTimeOffset? FollowUp);
