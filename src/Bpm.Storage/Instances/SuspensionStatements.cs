using Bpm.Engine;

namespace Bpm.Storage;

/// <summary>
/// The rows that show that an instance is suspended: its own, those of its tasks, and those of its jobs, which nobody claims
/// then. What others have sent to it waits in their rows of the outbox (<see cref="Outbox.Park"/>).
/// </summary>
static class SuspensionStatements
{
    static readonly Statement Forget = new(
        "UPDATE process_instance SET suspended_at = NULL, suspended_by = NULL, suspended_reason = NULL WHERE instance_key = @key AND suspended_at IS NOT NULL");

    static readonly Statement Note = new(
        "UPDATE process_instance SET suspended_at = @at, suspended_by = @by, suspended_reason = @reason WHERE instance_key = @key");

    // What the instance has sent belongs to those who get it.
    static readonly Statement Jobs = new(
        "UPDATE job SET suspended = @suspended WHERE job_key > @instance AND job_key <= @last AND payload IS NULL");

    static readonly Statement Tasks = new("UPDATE user_task SET suspended = @suspended WHERE instance_key = @instance AND state = 'open'");

    static readonly Statement Wake = new("UPDATE job SET suspended = 0, waits_for = NULL WHERE waits_for = @instance");

    public static void Suspend(List<RowChange> rows, long instance, ProcessInstanceSuspended e)
    {
        rows.Add(Note.With(e.At, e.By, e.Reason, instance));
        rows.Add(Jobs.With(1, instance, KeyRange.LastOf(instance)));
        rows.Add(Tasks.With(1, instance));
    }

    /// <summary>Who has sent it something while it was suspended learns that nobody is left.</summary>
    public static void Cancel(List<RowChange> rows, long instance)
    {
        rows.Add(Forget.With(instance));
        rows.Add(Wake.With(instance));
    }

    public static void Activate(List<RowChange> rows, StepCommit step)
    {
        var instance = step.Instance.Key;
        rows.Add(Forget.With(instance));
        rows.Add(Jobs.With(0, instance, KeyRange.LastOf(instance)));
        rows.Add(Tasks.With(0, instance));
        rows.Add(Wake.With(instance));
        // Messages that were published meanwhile have passed it by and wait.
        foreach (var open in step.Instance.Subscriptions.Values.Where(s => s.Kind == SubscriptionKind.Message))
        {
            var at = step.Command.At;
            var opened = new SubscriptionOpened(open.Key, open.ElementKey, open.ElementId, open.Kind, open.Name, open.CorrelationKey, open.Definition, at);
            rows.Add(MessageStatements.LookForMessages.With(
                open.Key, instance, step.DefinitionKey, open.ElementKey, open.ElementId, at, Job.DefaultRetries, at,
                HistoryJson.Write([opened], instance, at), open.Name, open.CorrelationKey, step.Instance.BusinessKey, step.ProcessId));
        }
    }
}
