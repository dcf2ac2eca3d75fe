using Bpm.Model;

namespace Bpm.Engine;

/// <summary>Changing a task by hand. What it says already is no change, and a change of nothing is no event.</summary>
static class TaskUpdateDecisions
{
    public static Rejection? Update(Execution execution, OpenUserTask task, UpdateUserTask command)
    {
        var change = command.Change;
        if (Refusal(execution, task, command) is { } wrong) return wrong;
        var before = execution.Events.Count;
        if (change.Dates is { } dates && dates != new UserTaskDates(task.DueDate, task.FollowUpDate)
            && UserTaskDecisions.Move(execution, task, dates, null) is { } refused) return refused;

        var assignee = change.Assignee is null ? task.Assignee : TaskChanges.OrNone(change.Assignee);
        if (assignee != task.Assignee)
        {
            execution.Emit(new UserTaskAssigned(task.Key, assignee, null));
            UserTaskDecisions.CloseEscalations(execution, task, assignee == command.Actor ? EscalationOutcome.TakenOver : EscalationOutcome.HandedOn, null);
        }

        var present = execution.Instance.UserTasks[task.Key];
        var updated = Difference(present, change);
        if (updated != new UserTaskUpdated(task.Key)) execution.Emit(updated);
        if (execution.Events.Count == before) return null;
        if (assignee == task.Assignee) UserTaskDecisions.Tell(execution, task, ListenerEvent.Update);
        else UserTaskDecisions.Tell(execution, task, ListenerEvent.Update, ListenerEvent.Assignment);
        return null;
    }

    public static Rejection? Refusal(Execution execution, OpenUserTask task, UpdateUserTask command) =>
        Wrong(task, command.Change) is { } wrong ? new(RejectionKind.Invalid, wrong)
        : command.Change.Dates is { } dates ? UserTaskDecisions.Immovable(execution, task, dates.Due, out _)
        : null;

    static string? Wrong(OpenUserTask task, UserTaskChange change)
    {
        if (change.Priority is < 0 or > UserTaskDecisions.HighestPriority)
            return $"Expected a priority from 0 to {UserTaskDecisions.HighestPriority}, but found {change.Priority}.";
        if (change.Name is not null && string.IsNullOrWhiteSpace(change.Name))
            return $"Expected a name for '{task.Name}', but it is empty.";
        var isOthers = change.Assignee is not null && TaskChanges.OrNone(change.Assignee) != task.Assignee;
        var owner = change.Owner is { } wanted ? TaskChanges.OrNone(wanted) : isOthers && task.Delegation != DelegationState.None ? null : task.Owner;
        var delegation = change.Delegation ?? (isOthers ? DelegationState.None : task.Delegation);
        return delegation == DelegationState.Pending && owner is null
            ? $"Expected an owner of '{task.Name}', because it is delegated and has to come back to somebody, but there is none."
            : null;
    }

    static UserTaskUpdated Difference(OpenUserTask task, UserTaskChange change) => new(task.Key)
    {
        Name = change.Name == task.Name ? null : change.Name,
        Description = change.Description == (task.Description ?? "") ? null : change.Description,
        Owner = change.Owner == (task.Owner ?? "") ? null : change.Owner,
        Delegation = change.Delegation == task.Delegation ? null : change.Delegation,
        Priority = change.Priority == task.Priority ? null : change.Priority,
        AddedUsers = Added(task.CandidateUsers, change.CandidateUsers, change.AddedUsers),
        AddedGroups = Added(task.CandidateGroups, change.CandidateGroups, change.AddedGroups),
        RemovedUsers = Removed(task.CandidateUsers, change.CandidateUsers, change.RemovedUsers),
        RemovedGroups = Removed(task.CandidateGroups, change.CandidateGroups, change.RemovedGroups),
    };

    static EquatableArray<string> Added(EquatableArray<string> present, EquatableArray<string>? all, EquatableArray<string> more) =>
        [.. (all ?? []).Concat(more).Distinct().Except(present)];

    static EquatableArray<string> Removed(EquatableArray<string> present, EquatableArray<string>? all, EquatableArray<string> fewer) =>
        [.. present.Where(id => fewer.Contains(id) || (all is { } kept && !kept.Contains(id))).Distinct()];
}
