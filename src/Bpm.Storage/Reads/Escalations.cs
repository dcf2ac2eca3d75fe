namespace Bpm.Storage;

/// <summary>What was escalated to someone: why, from whom, since when, and what became of it.</summary>
public sealed class Escalations(Database database)
{
    const string Columns = """
        SELECT e.escalation_key, e.task_key, e.instance_key, e.step, e.action, e.recipient_kind, e.recipient_id, e.from_user,
               e.escalated_by, e.reason, e.created_at, e.closed_at, e.closed_by, e.outcome,
               t.name AS task_name, t.element_id, t.state AS task_state, t.assignee, t.due_at, t.priority, t.created_at AS task_created_at,
               t.business_key, t.process_id, t.definition_key, d.name AS process_name
        FROM escalation e
        JOIN user_task t ON t.task_key = e.task_key
        JOIN process_definition d ON d.definition_key = t.definition_key
        """;

    internal const string OpenOfTask = Columns + """

        WHERE e.task_key = @taskKey AND e.closed_at IS NULL
        ORDER BY e.escalation_key
        """;

    const string OfTask = Columns + """

        WHERE e.task_key = @taskKey
        ORDER BY e.escalation_key
        """;

    // One question per recipient, each a range of the partial index on open escalations, as in the inbox.
    const string OpenTo = Columns + """

        WHERE e.closed_at IS NULL AND e.recipient_kind = @Kind AND e.recipient_id = @Id
        ORDER BY e.escalation_key 
        """;

    const string ClosedTo = Columns + """

        WHERE e.closed_at IS NOT NULL AND e.recipient_kind = @Kind AND e.recipient_id = @Id
        ORDER BY e.escalation_key DESC 
        """;

    /// <summary>Open escalations to the user or one of the groups, the longest waiting first.</summary>
    public async Task<IReadOnlyList<EscalationRow>> Open(string userId, IReadOnlyCollection<string> groups, CancellationToken cancellation) =>
        [.. (await To(OpenTo, userId, groups, cancellation)).OrderBy(e => e.CreatedAt).ThenBy(e => e.EscalationKey)];

    /// <summary>Closed ones with their outcome, the latest first.</summary>
    public async Task<IReadOnlyList<EscalationRow>> Closed(string userId, IReadOnlyCollection<string> groups, CancellationToken cancellation) =>
        [.. (await To(ClosedTo, userId, groups, cancellation)).OrderByDescending(e => e.ClosedAt).Take(Slice.Most)];

    /// <summary>All escalations of one task, the first first.</summary>
    public async Task<IReadOnlyList<EscalationRow>> ForTask(long taskKey, CancellationToken cancellation)
    {
        await using var connection = await database.Open(cancellation);
        return await connection.List<EscalationRow>(OfTask, new { taskKey }, cancellation);
    }

    async Task<IReadOnlyList<EscalationRow>> To(string sql, string userId, IReadOnlyCollection<string> groups, CancellationToken cancellation)
    {
        var rows = new List<EscalationRow>();
        await using var connection = await database.Open(cancellation);
        foreach (var recipient in Candidate.Of(userId, groups))
            rows.AddRange(await connection.List<EscalationRow>(
                sql + database.Sql(Slice.Slot), new { recipient.Kind, recipient.Id, Skip = 0, Take = Slice.Most }, cancellation));
        return rows;
    }
}

/// <summary>An escalation with the task it is about. <see cref="Step"/> is null when a person escalated.</summary>
public sealed record EscalationRow
{
    public required long EscalationKey { get; init; }
    public required long TaskKey { get; init; }
    public required long InstanceKey { get; init; }
    public int? Step { get; init; }
    public required string Action { get; init; }
    public required string RecipientKind { get; init; }
    public required string RecipientId { get; init; }

    /// <summary>Who had the task.</summary>
    public string? FromUser { get; init; }

    /// <summary>Who escalated; null for a deadline.</summary>
    public string? EscalatedBy { get; init; }
    public string? Reason { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? ClosedAt { get; init; }
    public string? ClosedBy { get; init; }
    public string? Outcome { get; init; }
    public required string TaskName { get; init; }
    public required string ElementId { get; init; }
    public required string TaskState { get; init; }
    public string? Assignee { get; init; }
    public DateTimeOffset? DueAt { get; init; }
    public required int Priority { get; init; }
    public required DateTimeOffset TaskCreatedAt { get; init; }
    public string? BusinessKey { get; init; }
    public required string ProcessId { get; init; }
    public required long DefinitionKey { get; init; }
    public string? ProcessName { get; init; }

    public bool IsOpen => ClosedAt is null;
}
