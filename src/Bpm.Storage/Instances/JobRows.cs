using Bpm.Engine;

namespace Bpm.Storage;

/// <summary>A step's rows of jobs, and the guard of the lock that the step was run under.</summary>
sealed class JobRows(StepCommit step)
{
    readonly Dictionary<long, Row> _jobs = [];
    readonly Dictionary<long, int> _retries = [];

    public void Create(JobCreated e) => _jobs[e.Key] = new() { Created = e };

    public void Change(long key, string? error = null)
    {
        if (!_jobs.TryGetValue(key, out var row))
        {
            _jobs[key] = row = new();
        }

        row.Error = error;
    }

    public void SetRetries(JobRetriesSet e) => _retries[e.Key] = e.Retries;

    /// <summary>Adds the rows, and returns apart from them the one that only counts while the lock holds.</summary>
    public RowChange? AddTo(List<RowChange> rows)
    {
        RowChange? guard = step.Lock is { } held && !_jobs.ContainsKey(held.JobKey) ? Untouched(held) : null;
        foreach (var (key, row) in _jobs)
        {
            if (step.Lock?.JobKey == key)
            {
                guard = Locked(step.Lock, row);
            }
            else if (row.Created is not null)
            {
                AddCreated(rows, row);
            }
            else
            {
                rows.Add(step.Instance.Jobs.TryGetValue(key, out var job)
                    ? StepStatements.UpdateJob.With(DueAt(job), job.Retries, job.RepeatsLeft, row.Error, key)
                    : StepStatements.DeleteJob.With(key));
            }
        }

        // What is written anew has them already.
        foreach (var (key, retries) in _retries)
        {
            if (!_jobs.ContainsKey(key))
            {
                rows.Add(StepStatements.SetRetries.With(retries, key));
            }
        }

        return guard;
    }

    void AddCreated(List<RowChange> rows, Row row)
    {
        var e = row.Created!;
        if (step.Instance.Jobs.TryGetValue(e.Key, out var job))
        {
            var kind = StoredName.Of(e.Kind);
            var rule = step.JobRules.FirstOrDefault(r => r.ElementId == e.ElementId && r.Kind == kind);
            var isSuspended = step.Instance.Suspension is not null || rule is { IsSuspended: true };
            rows.Add(StepStatements.InsertJob.With(
                e.Key, step.Instance.Key, step.DefinitionKey, e.ElementKey, e.ElementId, kind, e.Type,
                DueAt(job), job.Retries, rule?.Priority ?? e.Priority, e.At, row.Error, job.RepeatsLeft, e.RepeatEvery, isSuspended ? 1 : 0));
        }
    }

    RowChange Locked(JobLock held, Row row) =>
        step.Instance.Jobs.TryGetValue(held.JobKey, out var job)
            ? StepStatements.UpdateLockedJob.With(DueAt(job), job.Retries, job.RepeatsLeft, row.Error, held.JobKey, held.Owner, held.Attempt)
            : StepStatements.DeleteLockedJob.With(held.JobKey, held.Owner, held.Attempt);

    RowChange Untouched(JobLock held) =>
        held.Delivery is { Progress: { } progress } ? StepStatements.NoteProgress.With(progress, held.JobKey, held.Owner, held.Attempt)
        : held.Delivery is null && step.Command is not StartProcessInstance ? StepStatements.HoldLock.With(held.Owner, held.JobKey, held.Attempt)
        : step.NextFiring is { } next
            ? StepStatements.UpdateLockedJob.With(next.DueAt, 1, next.RepeatsLeft, default(string), held.JobKey, held.Owner, held.Attempt)
        : StepStatements.DeleteLockedJob.With(held.JobKey, held.Owner, held.Attempt);

    // Without an instant a job is due as soon as it is there.
    DateTimeOffset DueAt(Job job) => job.DueAt ?? step.Command.At;

    sealed class Row
    {
        public JobCreated? Created { get; init; }
        public string? Error { get; set; }
    }
}
