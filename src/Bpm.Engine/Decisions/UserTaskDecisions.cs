using System.Diagnostics;
using Bpm.Model;

namespace Bpm.Engine;

/// <summary>Commands on user tasks. Who may send them is decided by the shell; here is what they mean.</summary>
static class UserTaskDecisions
{
    const int RaisedBy = 25;
    public const int HighestPriority = 100;

    public static Rejection? Decide(Execution execution, UserTaskCommand command)
    {
        if (command is EditComments edit) return TaskPaperDecisions.Edit(execution, edit);
        if (!execution.Instance.UserTasks.TryGetValue(command.TaskKey, out var task))
            return new(RejectionKind.NotFound, $"Expected an open task, but {command.TaskKey} was completed or cancelled before.");
        if (command is not (CommentOnUserTask or AttachToUserTask or RemoveAttachment or EscalateUserTask) && execution.Instance.HeldChanges.TryGetValue(task.Key, out var held)) return HeldTasks.Busy(task, held);
        if (HeldTasks.Asks(execution, task, command)) return Refusal(execution, task, command) ?? HeldTasks.Hold(execution, execution.Instance.Elements[task.Key], command);
        if (Do(execution, task, command) is { } refused) return refused;
        UnassignedTasks.Close(execution, task.Key);
        return null;
    }

    /// <summary>Does what is wished, or refuses it before anything has happened.</summary>
    public static Rejection? Do(Execution execution, OpenUserTask task, UserTaskCommand command)
    {
        switch (command)
        {
            case ClaimUserTask claim: return Claim(execution, task, claim);
            case ReleaseUserTask:
                if (task.Assignee is null) return null;
                execution.Emit(new UserTaskReleased(task.Key));
                Tell(execution, task, ListenerEvent.Update, ListenerEvent.Assignment);
                return null;
            case AssignUserTask assign: return Assign(execution, task, assign);
            case CompleteUserTask complete: return Complete(execution, task, complete);
            case ThrowTaskError error: return ThrowError(execution, task, error);
            case ThrowTaskEscalation escalation:
                if (EscalationTrigger.Interrupts(execution, execution.Instance.Elements[task.Key], escalation.Code) && DelegationDecisions.MayNotEnd(task) is { } lent) return lent;
                EscalationTrigger.Throw(execution, execution.Instance.Elements[task.Key], escalation.Code, escalation.Variables);
                return null;
            case CommentOnUserTask comment:
                execution.Emit(new UserTaskCommented(task.Key, comment.Text));
                return null;
            case RescheduleUserTask reschedule: return Reschedule(execution, task, reschedule);
            case EscalateUserTask escalate: return Escalate(execution, task, escalate);
            case DelegateUserTask lend: return DelegationDecisions.Delegate(execution, task, lend);
            case ResolveUserTask resolve: return DelegationDecisions.Resolve(execution, task, resolve);
            case AttachToUserTask attach: return TaskPaperDecisions.Attach(execution, task, attach.Attachment);
            case RemoveAttachment remove: return TaskPaperDecisions.Remove(execution, remove);
            case UpdateUserTask update: return TaskUpdateDecisions.Update(execution, task, update);
            case PushBackUserTask pushBack: return PushBack(execution, task, pushBack);
            default: throw new UnreachableException($"No decision for {command.GetType().Name}.");
        }
    }

    /// <summary>Why it cannot be, known without asking anybody.</summary>
    static Rejection? Refusal(Execution execution, OpenUserTask task, UserTaskCommand command) => command switch
    {
        ClaimUserTask => Taken(task),
        CompleteUserTask => DelegationDecisions.MayNotEnd(task),
        RescheduleUserTask reschedule => Immovable(execution, task, reschedule.DueDate, out _),
        DelegateUserTask lend => DelegationDecisions.Refusal(task, lend),
        ResolveUserTask => DelegationDecisions.NotLent(task),
        UpdateUserTask update => TaskUpdateDecisions.Refusal(execution, task, update),
        PushBackUserTask => NotEscalated(task),
        _ => null,
    };

    static Rejection? Taken(OpenUserTask task) =>
        task.Assignee is { } other ? new(RejectionKind.Conflict, $"Expected task '{task.Name}' to be free, but {other} has claimed it.") : null;

    static Rejection? Claim(Execution execution, OpenUserTask task, ClaimUserTask command)
    {
        if (task.Assignee == command.UserId) return null;
        if (Taken(task) is { } taken) return taken;
        execution.Emit(new UserTaskClaimed(task.Key, command.UserId));
        Tell(execution, task, ListenerEvent.Update, ListenerEvent.Assignment);
        CloseEscalations(execution, task, EscalationOutcome.TakenOver, null, o => o.RecipientKind == EscalationTargetKind.User && o.RecipientId == command.UserId);
        return null;
    }

    static Rejection? Assign(Execution execution, OpenUserTask task, AssignUserTask command)
    {
        if (task.Assignee != command.UserId)
        {
            var comesBack = task.Delegation == DelegationState.Pending && command.UserId == task.Owner;
            execution.Emit(comesBack ? new UserTaskResolved(task.Key, task.Owner!, command.Reason) : new UserTaskAssigned(task.Key, command.UserId, command.Reason));
            Tell(execution, task, ListenerEvent.Update, ListenerEvent.Assignment);
        }
        CloseEscalations(execution, task, command.UserId == command.Actor ? EscalationOutcome.TakenOver : EscalationOutcome.HandedOn, command.Reason);
        return null;
    }

    static Rejection? Complete(Execution execution, OpenUserTask task, CompleteUserTask command)
    {
        if (DelegationDecisions.MayNotEnd(task) is { } lent) return lent;
        var element = execution.Instance.Elements[task.Key];
        CloseEscalations(execution, task, EscalationOutcome.TaskCompleted, null);
        execution.Emit(new UserTaskCompleted(task.Key));
        VariableMappings.AssignResult(execution, element, command.Variables);
        execution.Complete(element);
        return null;
    }

    static Rejection? ThrowError(Execution execution, OpenUserTask task, ThrowTaskError command)
    {
        if (DelegationDecisions.MayNotEnd(task) is { } lent) return lent;
        var element = execution.Instance.Elements[task.Key];
        VariableMappings.AssignResult(execution, element, command.Variables);
        if (ErrorTrigger.Throw(execution, element, command.Code, command.Message)) return null;
        execution.Emit(new ErrorThrown(element.Key, command.Code, command.Message, null));
        execution.RaiseIncident(element, IncidentKind.UncaughtError, ErrorTrigger.Uncaught(task.Name, command.Code));
        return null;
    }

    static Rejection? Reschedule(Execution execution, OpenUserTask task, RescheduleUserTask command)
    {
        if (Move(execution, task, new(command.DueDate, command.FollowUpDate), command.Reason) is { } refused) return refused;
        Tell(execution, task, ListenerEvent.Update);
        return null;
    }

    /// <summary>Moves the dates, and the deadlines with them; refuses before anything has happened.</summary>
    public static Rejection? Move(Execution execution, OpenUserTask task, UserTaskDates dates, string? reason)
    {
        var element = execution.Instance.Elements[task.Key];
        if (Immovable(execution, task, dates.Due, out var deadlines) is { } problem) return problem;
        execution.Emit(new UserTaskRescheduled(task.Key, dates.Due, dates.FollowUp, reason));
        if (deadlines is not null) EscalationPolicy.Move(execution, element, deadlines);
        if (dates.Due > execution.At) CloseEscalations(execution, task, EscalationOutcome.DeadlineExtended, reason);
        return null;
    }

    /// <summary>Why the due date cannot be another; and the deadlines that move with it.</summary>
    public static Rejection? Immovable(Execution execution, OpenUserTask task, DateTimeOffset? due, out List<Deadline>? deadlines)
    {
        deadlines = null;
        return due != task.DueDate && EscalationPolicy.PrepareMove(execution, execution.Instance.Elements[task.Key], due, out deadlines) is { } problem
            ? new(RejectionKind.Invalid, problem)
            : null;
    }

    static Rejection? Escalate(Execution execution, OpenUserTask task, EscalateUserTask command)
    {
        if (command.DeadlineJobKey is { } jobKey)
        {
            if (!execution.Instance.Jobs.ContainsKey(jobKey))
                return new(RejectionKind.NotFound, $"Expected an open deadline, but {jobKey} was carried out or cancelled before.");
            execution.Emit(new JobCompleted(jobKey));
        }
        var priority = command.Action == EscalationAction.RaisePriority ? Math.Min(HighestPriority, task.Priority + RaisedBy) : task.Priority;
        execution.Emit(new UserTaskEscalated(
            task.Key, execution.NextKey(), command.Step, command.Action, command.Recipient.Kind, command.Recipient.Id,
            task.Assignee, command.Reason, priority, command.At));
        if (command.Action == EscalationAction.ThrowEscalation)
            EscalationTrigger.Throw(execution, execution.Instance.Elements[task.Key], command.Code);
        return null;
    }

    static Rejection? PushBack(Execution execution, OpenUserTask task, PushBackUserTask command)
    {
        if (NotEscalated(task) is { } refused) return refused;
        var before = task.Escalations.Select(e => e.FromUser).FirstOrDefault(u => u is not null);
        if (task.Assignee != before) execution.Emit(new UserTaskAssigned(task.Key, before, command.Reason));
        CloseEscalations(execution, task, EscalationOutcome.PushedBack, command.Reason);
        return null;
    }

    static Rejection? NotEscalated(OpenUserTask task) => task.Escalations.Count > 0 ? null
        : new(RejectionKind.Invalid, $"Expected task '{task.Name}' to be escalated, but it is not, so there is nobody to push it back to.");

    /// <summary>Calls the listeners of each of these moments; the task does not wait for them.</summary>
    public static void Tell(Execution execution, OpenUserTask task, params ReadOnlySpan<ListenerEvent> moments)
    {
        foreach (var moment in moments) Listeners.TryCall(execution, execution.Instance.Elements[task.Key], 0, moment);
    }

    public static void CloseEscalations(
        Execution execution, OpenUserTask task, EscalationOutcome outcome, string? reason, Func<OpenEscalation, bool>? which = null)
    {
        foreach (var escalation in execution.Instance.UserTasks[task.Key].Escalations)
            if (which?.Invoke(escalation) ?? true)
                execution.Emit(new UserTaskEscalationClosed(task.Key, escalation.Key, outcome, reason));
    }
}
