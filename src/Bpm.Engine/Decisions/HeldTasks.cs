using Bpm.Model;

namespace Bpm.Engine;

/// <summary>
/// Wishes that the listeners of a task decide about (Camunda 8: assigning, updating, completing). They are asked one
/// after the other, each by a job. One that denies ends it, and the task is as it was; corrections are kept until the last
/// has agreed, and are then part of what is done.
/// </summary>
static class HeldTasks
{
    /// <summary>Whether the task has listeners that decide about the wish. What would change nothing is nobody's affair.</summary>
    public static bool Asks(Execution execution, OpenUserTask task, UserTaskCommand command) =>
        command switch
        {
            ClaimUserTask claim => claim.UserId != task.Assignee,
            AssignUserTask assign => assign.UserId != task.Assignee,
            ReleaseUserTask => task.Assignee is not null,
            _ => true,
        }
        && MomentOf(command) is { } moment && execution.NodeOf(execution.Instance.Elements[task.Key]).Listeners.Any(l => l.Event == moment);

    /// <summary>Keeps the wish and asks the listeners. Always null: it is not refused yet.</summary>
    public static Rejection? Hold(Execution execution, ElementInstance element, UserTaskCommand wish)
    {
        execution.Emit(new UserTaskChangeHeld(element.Key, wish));
        GoOn(execution, element, 0);
        return null;
    }

    /// <summary>The listeners from a place on are asked; when there is none, what was wished is done.</summary>
    public static void GoOn(Execution execution, ElementInstance element, int from)
    {
        if (execution.Instance.HeldChanges.GetValueOrDefault(element.Key) is not { Wish: { } wish, Corrections: var corrections }) return;
        if (!Listeners.TryCall(execution, element, from, MomentOf(wish)!.Value)) return;
        execution.Emit(new UserTaskChangeGranted(element.Key, wish.Actor));
        // Somebody's deadline may have come in between: what cannot be done any more is denied as well.
        var refused = Carry(execution, element.Key, wish, corrections);
        if (refused is not null) execution.Emit(new UserTaskChangeDenied(element.Key, WishOf(wish), refused.Message));
        UnassignedTasks.Report(execution, element, wish, refused?.Message);
        UnassignedTasks.Close(execution, element.Key);
    }

    static Rejection? Carry(Execution execution, long taskKey, UserTaskCommand wish, TaskCorrection corrections)
    {
        if (WishOf(wish) == HeldWish.Complete) return Correct(execution, taskKey, corrections) ?? UserTaskDecisions.Do(execution, execution.Instance.UserTasks[taskKey], wish);
        // What is given or pushed back comes back first, with its answers, whoever is to have it then.
        if (WishOf(wish) == HeldWish.Assign && corrections.Assignee is { } other && wish is not (ResolveUserTask or PushBackUserTask))
        {
            wish = other.Length == 0 ? new ReleaseUserTask(taskKey) { At = wish.At, Actor = wish.Actor }
                : wish is ClaimUserTask claim && claim.UserId == other ? claim
                : wish is DelegateUserTask lend ? lend with { UserId = other }
                : new AssignUserTask(taskKey, other) { At = wish.At, Actor = wish.Actor };
            corrections = corrections with { Assignee = null };
        }
        return UserTaskDecisions.Do(execution, execution.Instance.UserTasks[taskKey], wish) ?? Correct(execution, taskKey, corrections, keepsOwner: wish is ResolveUserTask);
    }

    /// <param name="keepsOwner">Another than the owner has it from now on, but whose it is stays as it is.</param>
    static Rejection? Correct(Execution execution, long taskKey, TaskCorrection corrections, bool keepsOwner = false)
    {
        if (corrections == TaskCorrection.None) return null;
        var task = execution.Instance.UserTasks[taskKey];
        var change = corrections.ToChange(task);
        if (keepsOwner) change = change with { Owner = task.Owner, Delegation = task.Delegation };
        return TaskUpdateDecisions.Update(execution, task, new UpdateUserTask(taskKey, change) { At = execution.At, Actor = execution.Actor });
    }

    /// <summary>What a listener's worker says beyond its variables; why it cannot be, or null. Changes nothing.</summary>
    public static Rejection? Check(Execution execution, Job job, ListenerVerdict verdict)
    {
        var moment = MomentOf(execution, job);
        var decides = moment == ListenerEvent.Creating
            || (moment is ListenerEvent.Assigning or ListenerEvent.Updating or ListenerEvent.Completing && execution.Instance.HeldChanges.ContainsKey(job.ElementKey));
        if (!decides)
            return new(RejectionKind.Invalid, $"Expected a job of a task's listener, but {job.Key} is none, so that it can neither deny nor correct anything.");
        if (verdict.IsDenied && moment == ListenerEvent.Creating)
            return new(RejectionKind.Invalid, $"Expected no denial, but job {job.Key} denies that its task is created, which nobody has asked for. Correct the task, or report a BPMN error.");
        if (verdict.IsDenied && verdict.Corrections != TaskCorrection.None)
            return new(RejectionKind.Invalid, $"Expected corrections or a denial, but job {job.Key} has both.");
        if (verdict.Corrections.Priority is < 0 or > UserTaskDecisions.HighestPriority)
            return new(RejectionKind.Invalid, $"Expected a priority from 0 to {UserTaskDecisions.HighestPriority}, but the correction is {verdict.Corrections.Priority}.");
        return execution.Instance.UserTasks.TryGetValue(job.ElementKey, out var task) && verdict.Corrections.DueDate is { } due
            ? UserTaskDecisions.Immovable(execution, task, due.To, out _)
            : null;
    }

    /// <summary>Keeps the corrections, or ends what was held; true when the listeners behind this one are not asked any more.</summary>
    public static bool Ends(Execution execution, ElementInstance element, ListenerVerdict verdict)
    {
        if (verdict.Corrections != TaskCorrection.None) execution.Emit(new UserTaskCorrected(element.Key, verdict.Corrections));
        if (!verdict.IsDenied) return false;
        var wish = execution.Instance.HeldChanges[element.Key].Wish!;
        execution.Emit(new UserTaskChangeDenied(element.Key, WishOf(wish), verdict.Reason));
        UnassignedTasks.Report(execution, element, wish, verdict.Reason);
        return true;
    }

    /// <summary>Why a task cannot be changed meanwhile.</summary>
    public static Rejection Busy(OpenUserTask task, HeldTaskChange held) => new(RejectionKind.Conflict,
        $"'{task.Name}' is being {Being(WishOf(held.Wish!))}: its listeners are asked whether it may be. Try again when they have answered.");

    static string Being(HeldWish wish) => wish switch
    {
        HeldWish.Complete => "completed",
        HeldWish.Update => "changed",
        _ => "assigned",
    };

    static ListenerEvent? MomentOf(Execution execution, Job job) =>
        Listeners.IsListener(job) && execution.Instance.Elements.TryGetValue(job.ElementKey, out var element)
            ? execution.NodeOf(element).Listeners[job.Step!.Value].Event
            : null;

    static ListenerEvent? MomentOf(UserTaskCommand command) => command switch
    {
        ClaimUserTask or ReleaseUserTask or AssignUserTask or DelegateUserTask or ResolveUserTask or PushBackUserTask => ListenerEvent.Assigning,
        RescheduleUserTask or UpdateUserTask => ListenerEvent.Updating,
        CompleteUserTask => ListenerEvent.Completing,
        _ => null,
    };

    static HeldWish WishOf(UserTaskCommand command) => MomentOf(command) switch
    {
        ListenerEvent.Completing => HeldWish.Complete,
        ListenerEvent.Updating => HeldWish.Update,
        _ => HeldWish.Assign,
    };
}
