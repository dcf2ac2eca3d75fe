using Bpm.Engine;

namespace Bpm.Runtime;

/// <summary>A user task as its listeners see it: as it would be if they agree to what is wished.</summary>
/// <param name="Action">What is wished: <c>create</c>, <c>claim</c>, <c>assign</c>, <c>unassign</c>, <c>update</c>, <c>complete</c>.</param>
/// <param name="Changed">What would be different, named as in the API.</param>
public sealed record ListenedTask(
    long Key, string Action, string? Assignee, IReadOnlyList<string> CandidateUsers, IReadOnlyList<string> CandidateGroups,
    DateTimeOffset? DueDate, DateTimeOffset? FollowUpDate, int? Priority, IReadOnlyList<string> Changed)
{
    internal static ListenedTask Of(ProcessInstance instance, long taskKey)
    {
        var held = instance.HeldChanges.GetValueOrDefault(taskKey) ?? new(taskKey, null, TaskCorrection.None);
        var task = instance.UserTasks.GetValueOrDefault(taskKey);
        var update = (held.Wish as UpdateUserTask)?.Change ?? new();
        var reschedule = held.Wish as RescheduleUserTask;
        var (due, followUp) = reschedule is not null ? (reschedule.DueDate, reschedule.FollowUpDate)
            : update.Dates is { } dates ? (dates.Due, dates.FollowUp)
            : (task?.DueDate, task?.FollowUpDate);
        var seen = new ListenedTask(
            taskKey, ActionOf(held.Wish), held.Corrections.AssigneeInsteadOf(WishedFor(held.Wish, task?.Assignee)),
            [.. held.Corrections.CandidateUsers ?? update.CandidateUsers ?? task?.CandidateUsers ?? []],
            [.. held.Corrections.CandidateGroups ?? update.CandidateGroups ?? task?.CandidateGroups ?? []],
            held.Corrections.DueDate is { } newDue ? newDue.To : due, held.Corrections.FollowUpDate is { } newFollowUp ? newFollowUp.To : followUp,
            held.Corrections.Priority ?? update.Priority ?? task?.Priority, []);
        return task is null ? seen : seen with { Changed = [.. seen.Differences(task)] };
    }

    IEnumerable<string> Differences(OpenUserTask task)
    {
        if (Assignee != task.Assignee) yield return "assignee";
        if (!CandidateUsers.SequenceEqual(task.CandidateUsers)) yield return "candidateUsers";
        if (!CandidateGroups.SequenceEqual(task.CandidateGroups)) yield return "candidateGroups";
        if (DueDate != task.DueDate) yield return "dueDate";
        if (FollowUpDate != task.FollowUpDate) yield return "followUpDate";
        if (Priority != task.Priority) yield return "priority";
    }

    static string? WishedFor(UserTaskCommand? wish, string? present) => wish switch
    {
        ClaimUserTask claim => claim.UserId,
        AssignUserTask assign => assign.UserId,
        DelegateUserTask lend => lend.UserId,
        ReleaseUserTask => null,
        UpdateUserTask { Change.Assignee: { } assignee } => assignee.Length == 0 ? null : assignee,
        _ => present,
    };

    static string ActionOf(UserTaskCommand? wish) => wish switch
    {
        null => "create",
        ClaimUserTask => "claim",
        ReleaseUserTask => "unassign",
        UpdateUserTask or RescheduleUserTask => "update",
        CompleteUserTask => "complete",
        _ => "assign",
    };
}
