namespace Bpm.Storage;

/// <summary>What became of jobs: their creation, each failed attempt, their end. What happened last has the largest key.</summary>
public sealed class JobLog(Database database)
{
    const string Columns = """
        SELECT l.log_key, l.at, l.kind, l.job_key, COALESCE(l.retries, c.retries) AS retries, l.worker, l.error,
               c.element_instance_key, c.element_id, c.job_kind, c.type, c.due_at, c.priority,
               i.instance_key, i.definition_key, i.process_id, i.root_instance_key, d.deployment_key
        """;

    // A job's key lies behind its instance's, within a span of 1048576 keys.
    const string From = """

        FROM job_log l
        JOIN job_log c ON c.job_key = l.job_key AND c.kind = 'created'
        JOIN process_instance i ON i.instance_key = l.job_key - l.job_key % 1048576
        JOIN process_definition d ON d.definition_key = i.definition_key
        """;

    public async Task<IReadOnlyList<JobLogRow>> List(JobLogQuery query, Slice slice, CancellationToken cancellation)
    {
        await using var connection = await database.Open(cancellation);
        return await connection.List<JobLogRow>(
            Columns + From + Where(query) + Ordering.Of(query.Order, Column, "l.log_key") + " " + database.Sql(Slice.Slot), Parameters(query, slice), cancellation);
    }

    public async Task<int> Count(JobLogQuery query, CancellationToken cancellation)
    {
        await using var connection = await database.Open(cancellation);
        return await connection.Count("SELECT COUNT(*)" + From + Where(query), Parameters(query, Slice.All), cancellation);
    }

    static string Where(JobLogQuery q) => Filter.Where(
        (q.IsExternal == true, "c.job_kind = 'external'"),
        (q.IsExternal == false, "c.job_kind <> 'external'"),
        (q.LogKey is not null, "l.log_key = @LogKey"),
        (q.JobKey is not null, "l.job_key = @JobKey"),
        (q.InstanceKey is not null, "l.job_key > @InstanceKey AND l.job_key <= @LastKey"),
        // Spelled out, so that the partial index on failures serves.
        (q.Kinds is ["failed"], "l.kind = 'failed'"),
        (q.Kinds is not (null or ["failed"]), "l.kind IN @Kinds"),
        (q.ElementInstanceKeys is not null, "c.element_instance_key IN @ElementInstanceKeys"),
        (q.ElementIds is not null, "c.element_id IN @ElementIds"),
        (q.FailedElementIds is not null, "l.kind = 'failed' AND c.element_id IN @FailedElementIds"),
        (q.JobKind is not null, "c.job_kind = @JobKind"),
        (q.Type is not null, "c.type = @Type"),
        (q.Worker is not null, "l.worker = @Worker"),
        (q.Error is not null, "l.error = @Error"),
        (q.MinPriority is not null, "c.priority >= @MinPriority"),
        (q.MaxPriority is not null, "c.priority <= @MaxPriority"),
        (q.DefinitionKey is not null, "i.definition_key = @DefinitionKey"),
        (q.ProcessId is not null, "i.process_id = @ProcessId"),
        (q.DeploymentKey is not null, "d.deployment_key = @DeploymentKey"));

    static string Column(JobLogSort sort) => sort switch
    {
        JobLogSort.At => "l.at",
        JobLogSort.Job => "l.job_key",
        JobLogSort.DueAt => "c.due_at",
        JobLogSort.Retries => "COALESCE(l.retries, c.retries)",
        JobLogSort.Priority => "c.priority",
        JobLogSort.ElementId => "c.element_id",
        JobLogSort.ElementInstance => "c.element_instance_key",
        JobLogSort.Instance => "i.instance_key",
        JobLogSort.DefinitionKey => "i.definition_key",
        JobLogSort.ProcessId => "i.process_id",
        JobLogSort.Deployment => "d.deployment_key",
        JobLogSort.Type => "c.type",
        JobLogSort.Worker => "l.worker",
        _ => "l.log_key",
    };

    static object Parameters(JobLogQuery q, Slice slice) => new
    {
        q.LogKey, q.JobKey, q.InstanceKey, LastKey = KeyRange.LastOf(q.InstanceKey ?? 0), q.Kinds, q.ElementInstanceKeys, q.ElementIds, q.FailedElementIds,
        q.JobKind, q.Type, q.Worker, q.Error, q.MinPriority, q.MaxPriority, q.DefinitionKey, q.ProcessId, q.DeploymentKey, slice.Skip, slice.Take,
    };
}

/// <summary>Which entries; what is null does not restrict.</summary>
public sealed record JobLogQuery
{
    /// <summary>Work for programs outside, or alarms of the engine.</summary>
    public bool? IsExternal { get; init; }
    public long? LogKey { get; init; }
    public long? JobKey { get; init; }
    public long? InstanceKey { get; init; }

    /// <summary>Of <see cref="JobLogRow.Kind"/>.</summary>
    public IReadOnlyList<string>? Kinds { get; init; }
    public IReadOnlyCollection<long>? ElementInstanceKeys { get; init; }
    public IReadOnlyCollection<string>? ElementIds { get; init; }
    public IReadOnlyCollection<string>? FailedElementIds { get; init; }
    public string? JobKind { get; init; }
    public string? Type { get; init; }
    public string? Worker { get; init; }
    public string? Error { get; init; }
    public int? MinPriority { get; init; }
    public int? MaxPriority { get; init; }
    public long? DefinitionKey { get; init; }
    public string? ProcessId { get; init; }
    public long? DeploymentKey { get; init; }
    public IReadOnlyList<SortedBy<JobLogSort>> Order { get; init; } = [];
}

public enum JobLogSort { Key, At, Job, DueAt, Retries, Priority, ElementId, ElementInstance, Instance, DefinitionKey, ProcessId, Deployment, Type, Worker }

/// <summary>Something that became of a job.</summary>
public sealed record JobLogRow
{
    public const string Created = "created";
    public const string Failed = "failed";
    public const string Done = "done";
    public const string Cancelled = "cancelled";

    public required long LogKey { get; init; }
    public required DateTimeOffset At { get; init; }

    /// <summary>created, failed, done or cancelled.</summary>
    public required string Kind { get; init; }
    public required long JobKey { get; init; }
    public required int Retries { get; init; }

    /// <summary>Who had the job then.</summary>
    public string? Worker { get; init; }
    public string? Error { get; init; }
    public required long ElementInstanceKey { get; init; }
    public required string ElementId { get; init; }

    /// <summary>As <see cref="WaitingJob.Kind"/>.</summary>
    public required string JobKind { get; init; }
    public string? Type { get; init; }
    public DateTimeOffset? DueAt { get; init; }
    public required int Priority { get; init; }
    public required long InstanceKey { get; init; }
    public required long DefinitionKey { get; init; }
    public required string ProcessId { get; init; }
    public long? RootInstanceKey { get; init; }
    public required long DeploymentKey { get; init; }
}
