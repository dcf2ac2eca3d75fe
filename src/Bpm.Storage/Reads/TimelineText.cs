using System.Globalization;
using Bpm.Engine;
using Bpm.Feel;
using Bpm.Model;

namespace Bpm.Storage;

/// <summary>History events in words; inner steps that mean nothing to people give no entry.</summary>
static partial class TimelineText
{
    public static IEnumerable<TimelineEntry> Entries(AuditRow step, IReadOnlyDictionary<long, TimelinePlace> places)
    {
        // Comments and the like carry no instant of their own: all of a command happens at its instant.
        var events = step.Events;
        var timers = step.Action == nameof(ExecuteJob) && events.OfType<JobCompleted>().Any();
        var deed = Deed(step, events);
        if (deed is { } done) yield return Entry(step, done.Line, places);
        var by = step;
        foreach (var happened in events)
        {
            // The worker of the last listener did not do what its answer has let happen.
            if (happened is UserTaskChangeGranted granted) by = step with { Actor = granted.Actor };
            if (happened != deed?.Event && (Sent(step, happened) ?? Describe(happened, timers)) is { } line) yield return Entry(by, line, places);
        }
    }

    static TimelineEntry Entry(AuditRow step, Line line, IReadOnlyDictionary<long, TimelinePlace> places)
    {
        var place = line.Element is { } key ? places.GetValueOrDefault(key) : null;
        TimelinePlace? item = null;
        for (var around = place; around is not null; around = places.GetValueOrDefault(around.ScopeKey))
            if (around.LoopCounter is not null) item = around;
        return new(
            step.InstanceVersion ?? 0, step.At, step.Actor, line.Kind, line.What, line.Element, line.ElementId ?? place?.ElementId,
            line.Subject, line.Text, item?.ScopeKey, item?.LoopCounter + 1)
        {
            Comment = line.Comment,
        };
    }

    readonly record struct Line(TimelineKind Kind, string What, long? Element = null, string? Subject = null, string? Text = null, string? ElementId = null)
    {
        public long? Comment { get; init; }
    }

    static Line? Describe(HistoryEvent happened, bool byTimer) => happened switch
    {
        ProcessInstanceStarted e => new(TimelineKind.InstanceStarted, "started the process", Subject: e.BusinessKey),
        ProcessInstanceCompleted => new(TimelineKind.InstanceEnded, "completed the process"),
        ProcessInstanceCancelled e => new(TimelineKind.InstanceEnded, "cancelled the process", Text: e.Reason),
        ProcessInstanceSuspended e => new(TimelineKind.Suspended, "suspended the process", Text: e.Reason),
        ProcessInstanceActivated e => new(TimelineKind.Resumed, "resumed the process", Text: e.Reason),
        ProcessInstanceModified e => new(TimelineKind.Modified, "moved tokens: " + string.Join(", ", e.Instructions), Text: string.IsNullOrWhiteSpace(e.Annotation) ? null : e.Annotation),
        VariableAssigned e => new(TimelineKind.VariableSet, "set " + e.Name, Inside(e.ScopeKey), e.Name, Shortened(e.Value)),
        VariableRemoved e => new(TimelineKind.VariableSet, "removed " + e.Name, Inside(e.ScopeKey), e.Name),
        // A loop tells how many items it has; what it is as a whole says nothing more.
        ElementActivated { Role: ElementRole.Loop } => null,
        ElementActivated { Role: ElementRole.Undo } e => new(TimelineKind.CompensationTriggered, "began to undo what was done", e.Key),
        ElementActivated e => new(byTimer ? TimelineKind.TimerFired : TimelineKind.ElementEntered, "reached", e.Key),
        ElementCompleted e => new(TimelineKind.ElementLeft, "completed", e.Key),
        ElementTerminated e => new(TimelineKind.ElementLeft, "interrupted", e.Key),
        JobFailed e => new(TimelineKind.JobFailed, Attempts(e.RetriesLeft), Text: e.Message),
        IncidentRaised e => new(TimelineKind.IncidentRaised, "raised an incident", e.ElementKey, Text: e.Message),
        IncidentResolved => new(TimelineKind.IncidentResolved, "resolved an incident"),
        DecisionEvaluated e => new(
            TimelineKind.DecisionEvaluated, string.Create(CultureInfo.InvariantCulture, $"decided by {e.Name ?? e.DecisionId}, version {e.Version}"),
            e.ElementKey, e.DecisionId, Shortened(e.Value)),
        _ => Task(happened) ?? Event(happened),
    };

    static Line? Task(HistoryEvent happened) => happened switch
    {
        UserTaskCreated e => new(TimelineKind.TaskCreated, "created the task", e.Key, e.Assignee),
        UserTaskClaimed e => new(TimelineKind.TaskClaimed, "claimed the task", e.Key, e.UserId),
        UserTaskReleased e => new(TimelineKind.TaskReleased, "released the task", e.Key),
        UserTaskAssigned e => new(TimelineKind.TaskAssigned, e.UserId is null ? "took the task from its assignee" : "assigned the task to " + e.UserId, e.Key, e.UserId, e.Reason),
        UserTaskDelegated e => new(TimelineKind.TaskDelegated, "delegated the task to " + e.UserId, e.Key, e.UserId, e.Reason),
        UserTaskResolved e => new(TimelineKind.TaskGivenBack, "gave the task back to " + e.OwnerId, e.Key, e.OwnerId, e.Reason),
        UserTaskUpdated e => new(TimelineKind.TaskChanged, Changed(e), e.Key, Text: string.IsNullOrEmpty(e.Description) ? null : e.Description),
        UserTaskChangeHeld e => new(TimelineKind.TaskChangeAsked, "wishes to " + Wished(e.Wish) + ", which its listeners decide about", e.Key),
        UserTaskChangeDenied e => new(TimelineKind.TaskChangeDenied, "refused to " + e.Wish switch { HeldWish.Complete => "complete", HeldWish.Update => "change", _ => "reassign" } + " the task", e.Key, Text: e.Reason),
        UserTaskCompleted e => new(TimelineKind.TaskCompleted, "completed the task", e.Key),
        UserTaskCancelled e => new(TimelineKind.TaskCancelled, "cancelled the task", e.Key),
        UserTaskCommented e => new(TimelineKind.Comment, "commented", e.Key, Text: e.Text),
        UserTaskCommentChanged e => new(TimelineKind.CommentChanged, "changed a comment", e.Key, Text: e.Text) { Comment = e.Comment },
        UserTaskCommentRemoved e => new(TimelineKind.CommentRemoved, "removed a comment", e.Key) { Comment = e.Comment },
        AttachmentAdded e => new(TimelineKind.Attached, $"attached “{e.Name}”", e.Key, Text: e.Description),
        AttachmentRemoved e => new(TimelineKind.AttachmentRemoved, $"removed the attachment “{e.Name}”", e.Key),
        UserTaskRescheduled e => new(TimelineKind.DatesChanged, Dates(e), e.Key, Text: e.Reason),
        UserTaskEscalated e => new(TimelineKind.Escalated, Escalated(e), e.Key, e.RecipientId, e.Reason),
        UserTaskEscalationClosed e => new(TimelineKind.EscalationClosed, Closed(e.Outcome), e.Key, Text: e.Reason),
        _ => null,
    };

    static string Escalated(UserTaskEscalated e)
    {
        var to = (e.RecipientKind == EscalationTargetKind.Group ? "group " : "") + e.RecipientId;
        var step = e.Step is { } number ? string.Create(CultureInfo.InvariantCulture, $" (step {number} of its policy)") : "";
        return e.Action switch
        {
            EscalationAction.Notify => "notified " + to,
            EscalationAction.AddCandidates => "offered the task to " + to,
            EscalationAction.Reassign => "escalated the task to " + to,
            EscalationAction.RaisePriority => string.Create(CultureInfo.InvariantCulture, $"raised the priority to {e.Priority} and told {to}"),
            _ => "threw an escalation and told " + to,
        } + step;
    }

    static string Changed(UserTaskUpdated e)
    {
        List<string> parts = [];
        if (e.Name is not null) parts.Add($"named the task “{e.Name}”");
        if (e.Priority is { } priority) parts.Add(string.Create(CultureInfo.InvariantCulture, $"set its priority to {priority}"));
        if (e.AddedUsers.Count + e.AddedGroups.Count > 0) parts.Add("offered it to " + People(e.AddedUsers, e.AddedGroups));
        if (e.RemovedUsers.Count + e.RemovedGroups.Count > 0) parts.Add("no longer offers it to " + People(e.RemovedUsers, e.RemovedGroups));
        if (e.Owner is not null) parts.Add(e.Owner.Length == 0 ? "took its owner away" : "made it the task of " + e.Owner);
        if (e.Delegation is { } delegation) parts.Add(delegation switch
        {
            DelegationState.Pending => "marked it as delegated",
            DelegationState.Resolved => "marked it as given back",
            _ => "ended its delegation",
        });
        if (e.Description is not null) parts.Add(e.Description.Length == 0 ? "took its description away" : "described it anew");
        return "changed the task: " + string.Join(", ", parts);
    }

    static string People(EquatableArray<string> users, EquatableArray<string> groups) => string.Join(", ", users.Concat(groups.Select(g => "group " + g)));

    static string Wished(UserTaskCommand wish) => wish switch
    {
        CompleteUserTask => "complete the task",
        UpdateUserTask or RescheduleUserTask => "change the task",
        ClaimUserTask => "claim the task",
        ReleaseUserTask => "release the task",
        AssignUserTask { UserId: { } userId } => "assign the task to " + userId,
        DelegateUserTask e => "delegate the task to " + e.UserId,
        _ => "give the task back",
    };

    static string Closed(EscalationOutcome outcome) => outcome switch
    {
        EscalationOutcome.TakenOver => "took the escalated task over",
        EscalationOutcome.HandedOn => "handed the escalated task on",
        EscalationOutcome.PushedBack => "pushed the escalated task back",
        EscalationOutcome.DeadlineExtended => "extended the deadline of the escalated task",
        EscalationOutcome.TaskCompleted => "closed the escalation by completing the task",
        _ => "closed the escalation as the task was cancelled",
    };

    static string Dates(UserTaskRescheduled e) =>
        e.DueDate is { } due ? string.Create(CultureInfo.InvariantCulture, $"moved the due date to {due.UtcDateTime:yyyy-MM-dd HH:mm} UTC") : "removed the due date";

    static string Attempts(int left) =>
        left > 0 ? string.Create(CultureInfo.InvariantCulture, $"failed, {left} attempts left") : "failed, no attempt left";

    // The instance's own scope is no element.
    static long? Inside(long scopeKey) => Engine.InstanceKey.Of(scopeKey) == scopeKey ? null : scopeKey;

    static string Shortened(FeelValue value) => value.Text is { Length: > 200 } text ? string.Concat(text.AsSpan(0, 199), "…") : value.Text;
}
