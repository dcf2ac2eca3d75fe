namespace Bpm.Storage;

/// <summary>What stops instances until a person acts, and what stopped them once.</summary>
public sealed class Incidents(Database database)
{
    const string Columns = """
        SELECT n.incident_key, n.instance_key, n.definition_key, d.process_id, d.name AS process_name, n.element_instance_key, n.element_id,
               n.job_key, n.kind, n.message, n.created_at, n.resolved_at, n.resolved_by, i.business_key
        """;

    const string From = """

        FROM incident n
        JOIN process_definition d ON d.definition_key = n.definition_key
        JOIN process_instance i ON i.instance_key = n.instance_key
        """;

    public async Task<IReadOnlyList<IncidentRow>> List(IncidentQuery query, Slice slice, CancellationToken cancellation)
    {
        await using var connection = await database.Open(cancellation);
        return await connection.List<IncidentRow>(
            Columns + From + Where(query) + (query.Descending ? "\nORDER BY n.incident_key DESC " : "\nORDER BY n.incident_key ")
            + database.Sql(Slice.Slot), Parameters(query, slice), cancellation);
    }

    public async Task<int> Count(IncidentQuery query, CancellationToken cancellation)
    {
        await using var connection = await database.Open(cancellation);
        return await connection.Count("SELECT COUNT(*)" + From + Where(query), Parameters(query, Slice.All), cancellation);
    }

    public async Task<IncidentRow?> Find(long incidentKey, CancellationToken cancellation)
    {
        await using var connection = await database.Open(cancellation);
        return await connection.First<IncidentRow>(Columns + From + "\nWHERE n.incident_key = @incidentKey", new { incidentKey }, cancellation);
    }

    static string Where(IncidentQuery q) => Filter.Where(
        (q.OnlyOpen, "n.resolved_at IS NULL"),
        (q.IncidentKey is not null, "n.incident_key = @IncidentKey"),
        (q.InstanceKey is not null, "n.instance_key = @InstanceKey"),
        (q.DefinitionKey is not null, "n.definition_key = @DefinitionKey"),
        (q.ProcessId is not null, "d.process_id = @ProcessId"),
        (q.ElementId is not null, "n.element_id = @ElementId"),
        (q.JobKey is not null, "n.job_key = @JobKey"),
        (q.Kind is not null, "n.kind = @Kind"),
        (q.MessageLike is not null, "n.message LIKE @MessageLike"));

    static object Parameters(IncidentQuery q, Slice slice) => new
    {
        q.IncidentKey, q.InstanceKey, q.DefinitionKey, q.ProcessId, q.ElementId, q.JobKey, q.Kind, q.MessageLike, slice.Skip, slice.Take,
    };
}

/// <summary>Which incidents; what is null does not restrict.</summary>
public sealed record IncidentQuery
{
    public bool OnlyOpen { get; init; } = true;
    public long? IncidentKey { get; init; }
    public long? InstanceKey { get; init; }
    public long? DefinitionKey { get; init; }
    public string? ProcessId { get; init; }
    public string? ElementId { get; init; }
    public long? JobKey { get; init; }
    public string? Kind { get; init; }
    public string? MessageLike { get; init; }
    public bool Descending { get; init; }
}

public sealed record IncidentRow
{
    public required long IncidentKey { get; init; }
    public required long InstanceKey { get; init; }
    public required long DefinitionKey { get; init; }
    public required string ProcessId { get; init; }
    public string? ProcessName { get; init; }
    public string? BusinessKey { get; init; }
    public required long ElementInstanceKey { get; init; }
    public required string ElementId { get; init; }
    public long? JobKey { get; init; }
    public required string Kind { get; init; }
    public required string Message { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? ResolvedAt { get; init; }
    public string? ResolvedBy { get; init; }
}
