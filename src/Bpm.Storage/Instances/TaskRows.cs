using Bpm.Engine;

namespace Bpm.Storage;

/// <summary>A step's rows of user tasks, their candidates and their escalations.</summary>
sealed class TaskRows(StepCommit step, Func<long, string> elementId)
{
    readonly Dictionary<long, Row> _tasks = [];
    readonly Dictionary<long, EscalationRow> _escalations = [];

    public void Create(UserTaskCreated e)
    {
        var row = Of(e.Key);
        (row.Created, row.Assignee) = (e, e.Assignee);
    }

    public void Assign(long key, string? userId)
    {
        var row = Of(key);
        (row.IsReassigned, row.Assignee) = (true, userId);
    }

    /// <summary>The answers that came back with the task count, not what was begun before.</summary>
    public void Resolve(UserTaskResolved e)
    {
        Assign(e.Key, e.OwnerId);
        Of(e.Key).HasAnswers |= e.HasAnswers;
    }

    /// <summary>What follows is done in the name of who wished it, not of the listener's worker.</summary>
    public void Grant(UserTaskChangeGranted e) => (Of(e.Key).IsGranted, Of(e.Key).Actor) = (true, e.Actor);

    public void Move(UserTaskRescheduled e) => (Of(e.Key).HasOtherCandidates, Of(e.Key).Moved) = (true, e);

    public void Update(UserTaskUpdated e) => (Of(e.Key).HasOtherCandidates, Of(e.Key).Priority) = (true, e.Priority ?? Of(e.Key).Priority);

    public void Escalate(UserTaskEscalated e)
    {
        Of(e.Key).HasOtherCandidates = true;
        EscalationOf(e.EscalationKey).Opened = e;
    }

    public void CloseEscalation(UserTaskEscalationClosed e)
    {
        Of(e.Key);
        EscalationOf(e.EscalationKey).Closed = e;
    }

    public void End(long key, string state) => Of(key).EndState = state;

    public void AddTo(List<RowChange> rows)
    {
        foreach (var (key, row) in _tasks)
        {
            if (step.Instance.UserTasks.TryGetValue(key, out var open))
            {
                AddOpen(rows, row, open);
            }
            else
            {
                AddEnded(rows, key, row);
            }
        }

        foreach (var (key, row) in _escalations)
        {
            AddEscalation(rows, key, row);
        }
    }

    void AddOpen(List<RowChange> rows, Row row, OpenUserTask task)
    {
        if (row.Created is not null)
        {
            rows.Add(Insert(task.Key, task.Name, "open", task.Assignee, task.CreatedAt, task.DueDate, task.FollowUpDate, task.Priority, task.Escalations.Count));
        }
        else
        {
            rows.Add(StepStatements.UpdateTask.With(
                task.Name, task.Assignee, task.DueDate, task.FollowUpDate, task.Priority, task.Escalations.Count,
                task.Owner, task.Delegation == DelegationState.None ? null : StoredName.Of(task.Delegation), task.Description, task.Key));
        }

        if (row.HasAnswers)
        {
            rows.Add(StepStatements.DeleteDrafts.With(task.Key));
        }

        if (row.Created is null && row.HasOtherCandidates)
        {
            rows.Add(StepStatements.DeleteCandidates.With(task.Key));
        }

        if (row.Created is not null || row.HasOtherCandidates)
        {
            AddCandidates(rows, task, "user", task.CandidateUsers);
            AddCandidates(rows, task, "group", task.CandidateGroups);
        }
    }

    void AddEnded(List<RowChange> rows, long key, Row row)
    {
        if (row.Created is { } e)
        {
            rows.Add(Insert(key, e.Name, row.EndState!, row.Assignee, e.At, e.DueDate, e.FollowUpDate, e.Priority, 0));
            return;
        }

        if (row.IsReassigned)
        {
            rows.Add(StepStatements.AssignTask.With(row.Assignee, key));
        }

        // What a listener corrects as it lets the task be completed.
        if (row.Moved is { } moved)
        {
            rows.Add(StepStatements.MoveTask.With(moved.DueDate, moved.FollowUpDate, key));
        }

        if (row.Priority is { } priority)
        {
            rows.Add(StepStatements.RankTask.With(priority, key));
        }

        rows.Add(StepStatements.EndTask.With(row.EndState, step.Command.At, row.IsGranted ? row.Actor : step.Command.Actor, key));
        rows.Add(StepStatements.DeleteCandidates.With(key));
        rows.Add(StepStatements.DeleteDrafts.With(key));
    }

    RowChange Insert(
        long key, string name, string state, string? assignee, DateTimeOffset createdAt, DateTimeOffset? dueAt, DateTimeOffset? followUpAt,
        int priority, int escalations)
    {
        var instance = step.Instance;
        var hasEnded = state != "open";
        return StepStatements.InsertTask.With(
            key, instance.Key, step.DefinitionKey, step.ProcessId, elementId(key), name, instance.BusinessKey, state, assignee,
            createdAt, dueAt, followUpAt, priority, escalations, hasEnded ? step.Command.At : default(DateTimeOffset?), hasEnded ? step.Command.Actor : null);
    }

    static void AddCandidates(List<RowChange> rows, OpenUserTask task, string kind, EquatableArray<string> ids)
    {
        var due = task.DueDate?.ToUnixTimeMilliseconds() ?? long.MaxValue;
        for (var i = 0; i < ids.Count; i++)
        {
            // The model may name a candidate twice; the table has it once.
            if (!ids.AsSpan()[..i].Contains(ids[i]))
            {
                rows.Add(StepStatements.InsertCandidate.With(kind, ids[i], due, task.Key));
            }
        }
    }

    void AddEscalation(List<RowChange> rows, long key, EscalationRow row)
    {
        var command = step.Command;
        if (row.Opened is { } e)
        {
            rows.Add(StepStatements.InsertEscalation.With(
                key, e.Key, step.Instance.Key, e.Step, StoredName.Of(e.Action), StoredName.Of(e.RecipientKind), e.RecipientId,
                e.FromUser, command.Actor, e.Reason, e.At));
        }

        if (row.Closed is { } closed)
        {
            rows.Add(StepStatements.CloseEscalation.With(command.At, command.Actor, StoredName.Of(closed.Outcome), key));
        }
    }

    Row Of(long key) => _tasks.TryGetValue(key, out var row) ? row : _tasks[key] = new();

    EscalationRow EscalationOf(long key) => _escalations.TryGetValue(key, out var row) ? row : _escalations[key] = new();

    sealed class Row
    {
        public UserTaskCreated? Created { get; set; }
        public bool IsReassigned { get; set; }
        public string? Assignee { get; set; }
        public bool HasOtherCandidates { get; set; }
        public bool HasAnswers { get; set; }
        public string? EndState { get; set; }
        public bool IsGranted { get; set; }
        public UserTaskRescheduled? Moved { get; set; }
        public int? Priority { get; set; }
        public string? Actor { get; set; }
    }

    sealed class EscalationRow
    {
        public UserTaskEscalated? Opened { get; set; }
        public UserTaskEscalationClosed? Closed { get; set; }
    }
}
