namespace Bpm.Storage;

/// <summary>What stops instances until a person acts, and what stopped them once.</summary>
public sealed class Incidents(Database database)
{
    const string Columns = """
        SELECT n.incident_key, n.instance_key, n.definition_key, d.process_id, d.name AS process_name, n.element_instance_key, n.element_id,
               n.job_key, n.kind, n.message, n.created_at, n.resolved_at, n.resolved_by, i.business_key,
               an.text AS annotation
        """;

    const string From = """

        FROM incident n
        JOIN process_definition d ON d.definition_key = n.definition_key
        JOIN process_instance i ON i.instance_key = n.instance_key
        LEFT JOIN annotation an ON an.subject = 'incident' AND an.subject_key = n.incident_key
        """;

    public async Task<IReadOnlyList<IncidentRow>> List(IncidentQuery query, Slice slice, CancellationToken cancellation)
    {
        await using var connection = await database.Open(cancellation);
        return await connection.List<IncidentRow>(
            Columns + From + Where(query) + OrderBy(query) + " " + database.Sql(Slice.Slot), Parameters(query, slice), cancellation);
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
        (q.MessageLike is not null, "n.message LIKE @MessageLike"),
        (q.Message is not null, "n.message = @Message"),
        (q.OnlyResolved, "n.resolved_at IS NOT NULL"),
        (q.ProcessIds is not null, "d.process_id IN @ProcessIds"),
        (q.ElementInstanceKey is not null, "n.element_instance_key = @ElementInstanceKey"),
        (q.Kinds is not null, "n.kind IN @Kinds"),
        (q.Before is not null, "n.created_at < @Before"),
        (q.After is not null, "n.created_at > @After"),
        (q.EndedBefore is not null, "n.resolved_at < @EndedBefore"),
        (q.EndedAfter is not null, "n.resolved_at > @EndedAfter"));

    static string OrderBy(IncidentQuery q) => Ordering.Of([new(q.Sort, q.Descending), .. q.Then], Column, "n.incident_key");

    static string Column(IncidentSort sort) => sort switch
    {
        IncidentSort.At => "n.created_at",
        IncidentSort.EndedAt => "n.resolved_at",
        IncidentSort.Kind => "n.kind",
        IncidentSort.Message => "n.message",
        IncidentSort.ElementId => "n.element_id",
        IncidentSort.ElementInstance => "n.element_instance_key",
        IncidentSort.InstanceKey => "n.instance_key",
        IncidentSort.DefinitionKey => "n.definition_key",
        IncidentSort.ProcessId => "d.process_id",
        _ => "n.incident_key",
    };

    static object Parameters(IncidentQuery q, Slice slice) => new
    {
        q.IncidentKey, q.InstanceKey, q.DefinitionKey, q.ProcessId, q.ElementId, q.JobKey, q.Kind, q.MessageLike, q.Message, q.ProcessIds,
        q.ElementInstanceKey, q.Kinds, q.Before, q.After, q.EndedBefore, q.EndedAfter, slice.Skip, slice.Take,
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
    public string? Message { get; init; }
    public bool OnlyResolved { get; init; }
    public IReadOnlyCollection<string>? ProcessIds { get; init; }
    public long? ElementInstanceKey { get; init; }
    public IReadOnlyCollection<string>? Kinds { get; init; }
    public DateTimeOffset? Before { get; init; }
    public DateTimeOffset? After { get; init; }
    public DateTimeOffset? EndedBefore { get; init; }
    public DateTimeOffset? EndedAfter { get; init; }
    public IncidentSort Sort { get; init; }
    public bool Descending { get; init; }

    /// <summary>What decides among those that are equal in <see cref="Sort"/>.</summary>
    public IReadOnlyList<SortedBy<IncidentSort>> Then { get; init; } = [];
}

public enum IncidentSort { Key, At, EndedAt, Kind, Message, ElementId, ElementInstance, InstanceKey, DefinitionKey, ProcessId }

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

    /// <summary>What operators have noted.</summary>
    public string? Annotation { get; init; }
}
