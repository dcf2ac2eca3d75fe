using Bpm.Engine;

namespace Bpm.Storage;

/// <summary>
/// A step's rows of what the instance waits for from outside, and of what it sends. What it sends are jobs that are due
/// at once and belong to nobody's state: they stay until they are delivered, though the sender may have ended by then.
/// </summary>
sealed class EventRows(StepCommit step, Func<long, string> elementId)
{
    readonly Dictionary<long, SubscriptionOpened> _opened = [];
    readonly List<long> _closed = [];
    readonly List<(long Key, long ElementKey, WorkKind Kind, HistoryEvent Sent)> _sent = [];

    public void Open(SubscriptionOpened e)
    {
        // A condition is asked inside its instance; nobody looks for it by name.
        if (e.Kind != SubscriptionKind.Condition)
        {
            _opened[e.Key] = e;
        }
    }

    public void Close(long key)
    {
        if (!_opened.Remove(key))
        {
            _closed.Add(key);
        }
    }

    public void Send(long key, long elementKey, WorkKind kind, HistoryEvent sent) => _sent.Add((key, elementKey, kind, sent));

    // Its key is free for a job: both come from the instance's one counter.
    RowChange LookForMessages(SubscriptionOpened e) => MessageStatements.LookForMessages.With(
        e.Key, step.Instance.Key, step.DefinitionKey, e.ElementKey, e.ElementId, step.Command.At, Job.DefaultRetries, step.Command.At,
        HistoryJson.Write([e], step.Instance.Key, step.Command.At), e.Name, e.CorrelationKey, step.Instance.BusinessKey, step.ProcessId);

    public void AddTo(List<RowChange> rows)
    {
        foreach (var key in _closed)
        {
            rows.Add(StepStatements.DeleteSubscription.With(key));
        }

        foreach (var e in _opened.Values)
        {
            rows.Add(StepStatements.InsertSubscription.With(
                e.Key, step.Instance.Key, e.ElementKey, e.ElementId, StoredName.Of(e.Kind), e.Name, e.CorrelationKey, e.At));
            if (e.Kind == SubscriptionKind.Message)
            {
                rows.Add(LookForMessages(e));
            }
        }

        foreach (var (key, elementKey, kind, sent) in _sent)
        {
            var at = step.Command.At;
            rows.Add(StepStatements.InsertOutbox.With(
                key, step.Instance.Key, step.DefinitionKey, elementKey, elementId(elementKey), StoredName.Of(kind), at, Job.DefaultRetries, at,
                HistoryJson.Write([sent], step.Instance.Key, at)));
        }
    }
}
