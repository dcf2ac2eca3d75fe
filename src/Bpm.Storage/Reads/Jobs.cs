namespace Bpm.Storage;

/// <summary>What waits to be done: work for workers, timers, continuations, deadlines.</summary>
public sealed class Jobs(Database database)
{
    const string Columns = """
        SELECT j.job_key, j.instance_key, j.definition_key, d.process_id, j.element_instance_key, j.element_id, j.kind, j.type, j.due_at,
               j.retries, j.priority, j.lock_owner, j.locked_until, j.created_at, j.attempts, j.last_error, j.repeats_left, j.repeat_every,
               i.business_key
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

    static string Where(JobQuery q) => Filter.Where(
        (q.JobKey is not null, "j.job_key = @JobKey"),
        (q.InstanceKey is not null, "j.instance_key = @InstanceKey"),
        (q.DefinitionKey is not null, "j.definition_key = @DefinitionKey"),
        (q.ProcessId is not null, "d.process_id = @ProcessId"),
        (q.ElementId is not null, "j.element_id = @ElementId"),
        (q.Kinds is not null, "j.kind IN @Kinds"),
        (q.Type is not null, "j.type = @Type"),
        (q.LockOwner is not null, "j.lock_owner = @LockOwner"),
        (q.IsLocked == true, "j.locked_until > @Now"),
        (q.IsLocked == false, "j.locked_until <= @Now"),
        (q.HasRetriesLeft == true, "j.retries > 0"),
        (q.HasRetriesLeft == false, "j.retries <= 0"),
        (q.OnlyFailed, "j.last_error IS NOT NULL"),
        (q.DueBefore is not null, "j.due_at <= @DueBefore"),
        (q.DueAfter is not null, "j.due_at > @DueAfter"));

    static string OrderBy(JobQuery q)
    {
        var direction = q.Descending ? " DESC" : "";
        var column = q.Sort switch
        {
            JobSort.DueAt => "j.due_at",
            JobSort.Priority => "j.priority",
            JobSort.Retries => "j.retries",
            JobSort.InstanceKey => "j.instance_key",
            JobSort.CreatedAt => "j.created_at",
            JobSort.LockedUntil => "j.locked_until",
            _ => null,
        };
        return "\nORDER BY " + (column is null ? "" : column + direction + ", ") + "j.job_key" + direction;
    }

    static object Parameters(JobQuery q, Slice slice) => new
    {
        q.JobKey, q.InstanceKey, q.DefinitionKey, q.ProcessId, q.ElementId, q.Kinds, q.Type, q.LockOwner, q.Now, q.DueBefore, q.DueAfter,
        slice.Skip, slice.Take,
    };
}

/// <summary>Which jobs; what is null or false does not restrict. <see cref="Now"/> says which locks still hold.</summary>
public sealed record JobQuery
{
    public long? JobKey { get; init; }
    public long? InstanceKey { get; init; }
    public long? DefinitionKey { get; init; }
    public string? ProcessId { get; init; }
    public string? ElementId { get; init; }
    public IReadOnlyCollection<string>? Kinds { get; init; }
    public string? Type { get; init; }
    public string? LockOwner { get; init; }
    public bool? IsLocked { get; init; }
    public bool? HasRetriesLeft { get; init; }
    public bool OnlyFailed { get; init; }
    public DateTimeOffset? Now { get; init; }
    public DateTimeOffset? DueBefore { get; init; }
    public DateTimeOffset? DueAfter { get; init; }
    public JobSort Sort { get; init; }
    public bool Descending { get; init; }
}

public enum JobSort { Key, DueAt, Priority, Retries, InstanceKey, CreatedAt, LockedUntil }

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
}
