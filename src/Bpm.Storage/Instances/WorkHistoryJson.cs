using System.Text.Json;
using Bpm.Engine;
using static Bpm.Storage.HistoryJson;

namespace Bpm.Storage;

/// <summary>The stored form of the events of jobs and user tasks.</summary>
static class WorkHistoryJson
{
    public static void Write(Utf8JsonWriter w, HistoryEvent happened, long origin, DateTimeOffset at)
    {
        switch (happened)
        {
            case JobCreated e: WriteCreated(w, e, origin, at); break;
            case JobCompleted e: Start(w, "JobCompleted", e.Key - origin); break;
            case JobCancelled e: Start(w, "JobCancelled", e.Key - origin); break;
            case JobFailed e:
                Start(w, "JobFailed", e.Key - origin);
                w.WriteString("message", e.Message);
                w.WriteNumber("retries", e.RetriesLeft);
                w.Instant("due", e.RetryAt);
                break;
            case JobRetriesSet e: Start(w, "JobRetriesSet", e.Key - origin); w.WriteNumber("retries", e.Retries); break;
            case JobRescheduled e:
                Start(w, "JobRescheduled", e.Key - origin);
                w.Instant("due", e.DueAt);
                w.WriteNumber("retries", e.Retries);
                w.WriteNumber("repeats", e.RepeatsLeft);
                if (e.KeepsPlan) w.WriteBoolean("keeps", true);
                break;
            case UserTaskCreated e: WriteCreated(w, e, origin, at); break;
            case UserTaskClaimed e: Start(w, "UserTaskClaimed", e.Key - origin); w.WriteString("user", e.UserId); break;
            case UserTaskReleased e: Start(w, "UserTaskReleased", e.Key - origin); break;
            case UserTaskAssigned e:
                Start(w, "UserTaskAssigned", e.Key - origin);
                w.Text("user", e.UserId);
                w.Text("reason", e.Reason);
                break;
            case UserTaskDelegated e:
                Start(w, "UserTaskDelegated", e.Key - origin);
                w.WriteString("owner", e.OwnerId);
                w.WriteString("user", e.UserId);
                w.Text("reason", e.Reason);
                break;
            case UserTaskResolved e:
                Start(w, "UserTaskResolved", e.Key - origin);
                w.WriteString("owner", e.OwnerId);
                w.Text("reason", e.Reason);
                if (e.HasAnswers) w.WriteBoolean("answers", true);
                break;
            case UserTaskUpdated e: WriteUpdated(w, e, origin); break;
            case UserTaskChangeHeld e: Start(w, "UserTaskChangeHeld", e.Key - origin); TaskWishJson.Write(w, e.Wish, origin); break;
            case UserTaskCorrected e: Start(w, "UserTaskCorrected", e.Key - origin); TaskWishJson.Write(w, e.Correction); break;
            case UserTaskChangeGranted e: Start(w, "UserTaskChangeGranted", e.Key - origin); w.Text("from", e.Actor); break;
            case UserTaskChangeDenied e:
                Start(w, "UserTaskChangeDenied", e.Key - origin);
                w.WriteString("action", StoredName.Of(e.Wish));
                w.Text("reason", e.Reason);
                break;
            case UserTaskCompleted e: Start(w, "UserTaskCompleted", e.Key - origin); break;
            case UserTaskCancelled e: Start(w, "UserTaskCancelled", e.Key - origin); break;
            case UserTaskCommented e: Start(w, "UserTaskCommented", e.Key - origin); w.WriteString("text", e.Text); break;
            case UserTaskCommentChanged e:
                Start(w, "UserTaskCommentChanged", e.Key - origin);
                w.WriteNumber("comment", e.Comment);
                w.WriteString("text", e.Text);
                break;
            case UserTaskCommentRemoved e: Start(w, "UserTaskCommentRemoved", e.Key - origin); w.WriteNumber("comment", e.Comment); break;
            case AttachmentAdded e: WriteAttached(w, e, origin, at); break;
            case AttachmentRemoved e:
                Start(w, "AttachmentRemoved", e.Key - origin);
                w.WriteNumber("attachment", e.AttachmentKey - origin);
                w.WriteString("name", e.Name);
                break;
            case UserTaskRescheduled e:
                Start(w, "UserTaskRescheduled", e.Key - origin);
                w.Instant("due", e.DueDate);
                w.Instant("followUp", e.FollowUpDate);
                w.Text("reason", e.Reason);
                break;
            case UserTaskEscalated e: WriteEscalated(w, e, origin, at); break;
            case UserTaskEscalationClosed e:
                Start(w, "UserTaskEscalationClosed", e.Key - origin);
                w.WriteNumber("escalation", e.EscalationKey - origin);
                w.WriteString("action", StoredName.Of(e.Outcome));
                w.Text("reason", e.Reason);
                break;
            default: EventHistoryJson.Write(w, happened, origin, at); break;
        }
    }

    static void WriteCreated(Utf8JsonWriter w, JobCreated e, long origin, DateTimeOffset at)
    {
        Start(w, "JobCreated", e.Key - origin);
        w.WriteNumber("element", e.ElementKey - origin);
        w.WriteString("id", e.ElementId);
        w.WriteString("kind", StoredName.Of(e.Kind));
        w.Text("type", e.Type);
        w.Instant("due", e.DueAt);
        w.WriteNumber("retries", e.Retries);
        w.WriteNumber("priority", e.Priority);
        w.WriteNumber("repeats", e.RepeatsLeft);
        w.Text("every", e.RepeatEvery);
        w.Number("step", e.Step);
        At(w, e.At, at);
    }

    static void WriteCreated(Utf8JsonWriter w, UserTaskCreated e, long origin, DateTimeOffset at)
    {
        Start(w, "UserTaskCreated", e.Key - origin);
        w.WriteString("name", e.Name);
        w.Text("user", e.Assignee);
        w.Texts("users", e.CandidateUsers);
        w.Texts("groups", e.CandidateGroups);
        w.Instant("due", e.DueDate);
        w.Instant("followUp", e.FollowUpDate);
        w.WriteNumber("priority", e.Priority);
        At(w, e.At, at);
    }

    static void WriteAttached(Utf8JsonWriter w, AttachmentAdded e, long origin, DateTimeOffset at)
    {
        Start(w, "AttachmentAdded", e.Key - origin);
        w.WriteNumber("attachment", e.AttachmentKey - origin);
        w.WriteString("name", e.Name);
        w.Text("text", e.Description);
        w.Text("type", e.ContentType);
        w.Text("url", e.Url);
        w.WriteNumber("size", e.Size);
        At(w, e.At, at);
    }

    static void WriteUpdated(Utf8JsonWriter w, UserTaskUpdated e, long origin)
    {
        Start(w, "UserTaskUpdated", e.Key - origin);
        w.Text("name", e.Name);
        w.Text("text", e.Description);
        w.Text("owner", e.Owner);
        w.Text("delegation", e.Delegation is { } delegation ? StoredName.Of(delegation) : null);
        w.Number("priority", e.Priority);
        w.Texts("users", e.AddedUsers);
        w.Texts("groups", e.AddedGroups);
        w.Texts("noUsers", e.RemovedUsers);
        w.Texts("noGroups", e.RemovedGroups);
    }

    static void WriteEscalated(Utf8JsonWriter w, UserTaskEscalated e, long origin, DateTimeOffset at)
    {
        Start(w, "UserTaskEscalated", e.Key - origin);
        w.WriteNumber("escalation", e.EscalationKey - origin);
        w.Number("step", e.Step);
        w.WriteString("action", StoredName.Of(e.Action));
        w.WriteString("kind", StoredName.Of(e.RecipientKind));
        w.WriteString("id", e.RecipientId);
        w.Text("from", e.FromUser);
        w.Text("reason", e.Reason);
        w.WriteNumber("priority", e.Priority);
        At(w, e.At, at);
    }
}
