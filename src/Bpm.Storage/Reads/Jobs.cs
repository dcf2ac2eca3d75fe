using Dapper;

namespace Bpm.Storage;

/// <summary>What waits to be done: work for workers, timers, continuations, deadlines.</summary>
public sealed class Jobs(Database database)
{
    const string Columns = """
        SELECT j.job_key, j.instance_key, j.definition_key, d.process_id, j.element_instance_key, j.element_id, j.kind, j.type, j.due_at,
               j.retries, j.priority, j.lock_owner, j.locked_until, j.created_at, j.attempts, j.last_error, j.repeats_left, j.repeat_every,
               i.business_key, j.suspended AS is_suspended
        """;

    // A timer that starts instances has no instance.
    const string From = """

        FROM job j
        JOIN process_definition d ON d.definition_key = j.definition_key
        LEFT JOIN process_instance i ON i.instance_key = j.instance_key
        """;

    public async Task<IReadOnlyList<WaitingJob>> List(JobQuery query, Slice slice, CancellationToken cancellation)
    {
        await using var connection = await database.Open(cancellation);
        return await connection.List<WaitingJob>(
            Columns + From + Where(query) + OrderBy(query) + " " + database.Sql(Slice.Slot), Parameters(query, slice), cancellation);
    }

    public async Task<int> Count(JobQuery query, CancellationToken cancellation)
    {
        await using var connection = await database.Open(cancellation);
        return await connection.Count("SELECT COUNT(*)" + From + Where(query), Parameters(query, Slice.All), cancellation);
    }

    public async Task<WaitingJob?> Find(long jobKey, CancellationToken cancellation)
    {
        await using var connection = await database.Open(cancellation);
        return await connection.First<WaitingJob>(Columns + From + "\nWHERE j.job_key = @jobKey", new { jobKey }, cancellation);
    }

    /// <summary>The topics of the jobs, each once, by name.</summary>
    public async Task<IReadOnlyList<string>> Topics(JobQuery query, CancellationToken cancellation)
    {
        await using var connection = await database.Open(cancellation);
        return await connection.List<string>("SELECT DISTINCT j.type" + From + Where(query) + "\nORDER BY j.type", Parameters(query, Slice.All), cancellation);
    }

    static string Where(JobQuery q) => Filter.Where(
        (q.JobKey is not null, "j.job_key = @JobKey"),
        (q.InstanceKey is not null, "j.instance_key = @InstanceKey"),
        (q.DefinitionKey is not null, "j.definition_key = @DefinitionKey"),
        (q.DefinitionKeys is not null, "j.definition_key IN @DefinitionKeys"),
        (q.ProcessId is not null, "d.process_id = @ProcessId"),
        (q.ElementId is not null, "j.element_id = @ElementId"),
        (q.Kinds is not null, "j.kind IN @Kinds"),
        (q.Type is not null, "j.type = @Type"),
        (q.LockOwner is not null, "j.lock_owner = @LockOwner"),
        (q.IsLocked == true, "j.locked_until > @Now"),
        (q.IsLocked == false, "j.locked_until <= @Now"),
        (q.HasRetriesLeft == true, "j.retries > 0"),
        (q.HasRetriesLeft == false, "j.retries <= 0"),
        (q.IsSuspended == true, "j.suspended = 1"),
        (q.IsSuspended == false, "j.suspended = 0"),
        (q.OnlyFailed, "j.last_error IS NOT NULL"),
        (q.DueBefore is not null, "j.due_at <= @DueBefore"),
        (q.DueAfter is not null, "j.due_at > @DueAfter"),
        (q.JobKeys is not null, "j.job_key IN @JobKeys"),
        (q.InstanceKeys is not null, "j.instance_key IN @InstanceKeys"),
        (q.ProcessIds is not null, "d.process_id IN @ProcessIds"),
        (q.ProcessNameLike is not null, "d.name LIKE @ProcessNameLike"),
        (q.ElementIds is not null, "j.element_id IN @ElementIds"),
        (q.ElementInstanceKey is not null, "j.element_instance_key = @ElementInstanceKey"),
        (q.LockedBefore is not null, "j.locked_until < @LockedBefore AND j.lock_owner IS NOT NULL"),
        (q.LockedAfter is not null, "j.locked_until > @LockedAfter AND j.lock_owner IS NOT NULL"),
        (q.MinPriority is not null, "j.priority >= @MinPriority"),
        (q.MaxPriority is not null, "j.priority <= @MaxPriority"),
        (q.Error is not null, "j.last_error = @Error"),
        (q.FailedElementId is not null, "j.last_error IS NOT NULL AND j.element_id = @FailedElementId"),
        (q.CreatedBefore is not null, "j.created_at < @CreatedBefore"),
        (q.CreatedAfter is not null, "j.created_at > @CreatedAfter"),
        (q.Variables.Count > 0, ValueConditions.Of(q.Variables, "j.instance_key", "v")));

    static string OrderBy(JobQuery q) => Ordering.Of([new(q.Sort, q.Descending), .. q.Then], Column, "j.job_key");

    static string Column(JobSort sort) => sort switch
    {
        JobSort.DueAt => "j.due_at",
        JobSort.Priority => "j.priority",
        JobSort.Retries => "j.retries",
        JobSort.InstanceKey => "j.instance_key",
        JobSort.CreatedAt => "j.created_at",
        JobSort.LockedUntil => "j.locked_until",
        JobSort.DefinitionKey => "j.definition_key",
        JobSort.ProcessId => "d.process_id",
        _ => "j.job_key",
    };

    static DynamicParameters Parameters(JobQuery q, Slice slice)
    {
        var parameters = new DynamicParameters(new
        {
            q.JobKey, q.InstanceKey, q.DefinitionKey, q.DefinitionKeys, q.ProcessId, q.ElementId, q.Kinds, q.Type, q.LockOwner, q.Now, q.DueBefore, q.DueAfter,
            q.JobKeys, q.InstanceKeys, q.ProcessIds, q.ProcessNameLike, q.ElementIds, q.ElementInstanceKey, q.LockedBefore, q.LockedAfter, q.MinPriority,
            q.MaxPriority, q.Error, q.FailedElementId, q.CreatedBefore, q.CreatedAfter, slice.Skip, slice.Take,
        });
        ValueConditions.Add(parameters, q.Variables, "v");
        return parameters;
    }
}

/// <summary>Which jobs; what is null or false does not restrict. <see cref="Now"/> says which locks still hold.</summary>
public sealed record JobQuery
{
    public long? JobKey { get; init; }
    public long? InstanceKey { get; init; }
    public long? DefinitionKey { get; init; }
    public IReadOnlyCollection<long>? DefinitionKeys { get; init; }
    public string? ProcessId { get; init; }
    public string? ElementId { get; init; }
    public IReadOnlyCollection<string>? Kinds { get; init; }
    public string? Type { get; init; }
    public string? LockOwner { get; init; }
    public bool? IsLocked { get; init; }
    public bool? HasRetriesLeft { get; init; }
    public bool OnlyFailed { get; init; }
    public bool? IsSuspended { get; init; }
    public DateTimeOffset? Now { get; init; }
    public DateTimeOffset? DueBefore { get; init; }
    public DateTimeOffset? DueAfter { get; init; }
    public IReadOnlyCollection<long>? JobKeys { get; init; }
    public IReadOnlyCollection<long>? InstanceKeys { get; init; }
    public IReadOnlyCollection<string>? ProcessIds { get; init; }
    public string? ProcessNameLike { get; init; }
    public IReadOnlyCollection<string>? ElementIds { get; init; }
    public long? ElementInstanceKey { get; init; }
    public DateTimeOffset? LockedBefore { get; init; }
    public DateTimeOffset? LockedAfter { get; init; }
    public int? MinPriority { get; init; }
    public int? MaxPriority { get; init; }
    public string? Error { get; init; }
    public string? FailedElementId { get; init; }
    public DateTimeOffset? CreatedBefore { get; init; }
    public DateTimeOffset? CreatedAfter { get; init; }

    /// <summary>What the instance's own variables have to be.</summary>
    public IReadOnlyList<ValueCondition> Variables { get; init; } = [];
    public JobSort Sort { get; init; }
    public bool Descending { get; init; }

    /// <summary>What decides among those that are equal in <see cref="Sort"/>.</summary>
    public IReadOnlyList<SortedBy<JobSort>> Then { get; init; } = [];
}

public enum JobSort { Key, DueAt, Priority, Retries, InstanceKey, CreatedAt, LockedUntil, DefinitionKey, ProcessId }

public sealed record WaitingJob
{
    public const string Continuation = "continuation";
    public const string External = "external";
    public const string Timer = "timer";
    public const string Deadline = "deadline";

    /// <summary>What an instance has sent and what is not delivered yet.</summary>
    public static IReadOnlyList<string> Sent { get; } = ["message", "signal", "call", "cancelCall", "answer", "buffered"];

    public required long JobKey { get; init; }

    /// <summary>0 for a timer that starts instances.</summary>
    public required long InstanceKey { get; init; }
    public required long DefinitionKey { get; init; }
    public required string ProcessId { get; init; }
    public required long ElementInstanceKey { get; init; }
    public required string ElementId { get; init; }
    public required string Kind { get; init; }
    public string? Type { get; init; }
    public required DateTimeOffset DueAt { get; init; }
    public required int Retries { get; init; }
    public required int Priority { get; init; }
    public string? LockOwner { get; init; }
    public required DateTimeOffset LockedUntil { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required int Attempts { get; init; }
    public string? LastError { get; init; }
    public required int RepeatsLeft { get; init; }
    public string? RepeatEvery { get; init; }
    public string? BusinessKey { get; init; }

    /// <summary>Whether it waits until it, or its instance, is activated.</summary>
    public required bool IsSuspended { get; init; }
}
