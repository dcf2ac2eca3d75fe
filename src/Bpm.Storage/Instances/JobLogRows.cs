using Bpm.Engine;

namespace Bpm.Storage;

/// <summary>
/// A step's rows of the job log: one for each job that was made, failed or ended, be it made and gone in the same step. What
/// a job is stands in the row of its creation, so that the others are small.
/// </summary>
sealed class JobLogRows(StepCommit step)
{
    readonly List<RowChange> _rows = [];

    public void Create(JobCreated e) => _rows.Add(StepStatements.InsertCreatedJobLog.With(
        step.Command.At, e.Key, e.ElementKey, e.ElementId, StoredName.Of(e.Kind), e.Type, e.DueAt, e.Priority, e.Retries));

    public void Fail(JobFailed e) => Add("failed", e.Key, e.RetriesLeft, e.Message);

    public void End(long key, bool isDone) => Add(isDone ? "done" : "cancelled", key, null, null);

    public void AddTo(List<RowChange> rows) => rows.AddRange(_rows);

    void Add(string kind, long key, int? retriesLeft, string? error) =>
        _rows.Add(StepStatements.InsertJobLog.With(step.Command.At, kind, key, retriesLeft, step.Lock?.JobKey == key ? step.Lock.Owner : null, error));
}
