namespace Bpm.Storage;

/// <summary>Who did what when: rows of the audit trail, each one command.</summary>
public sealed class AuditTrail(Database database)
{
    const string Columns = """
        SELECT a.audit_key, a.at, a.actor, a.action, a.instance_key, a.element_instance_key, i.definition_key, i.process_id,
               COALESCE(i.root_instance_key, i.instance_key) AS root_instance_key, an.text AS annotation
        """;

    const string From = """

        FROM audit a
        LEFT JOIN process_instance i ON i.instance_key = a.instance_key
        LEFT JOIN annotation an ON an.subject = 'operation' AND an.subject_key = a.audit_key
        """;

    public async Task<IReadOnlyList<OperationRow>> List(OperationQuery query, Slice slice, CancellationToken cancellation)
    {
        await using var connection = await database.Open(cancellation);
        return await connection.List<OperationRow>(
            Columns + From + Where(query) + (query.Descending ? "\nORDER BY a.audit_key DESC " : "\nORDER BY a.audit_key ") + database.Sql(Slice.Slot),
            Parameters(query, slice), cancellation);
    }

    public async Task<int> Count(OperationQuery query, CancellationToken cancellation)
    {
        await using var connection = await database.Open(cancellation);
        return await connection.Count("SELECT COUNT(*)" + From + Where(query), Parameters(query, Slice.All), cancellation);
    }

    static string Where(OperationQuery q) => Filter.Where(
        (true, "a.actor IS NOT NULL"),
        (q.AuditKey is not null, "a.audit_key = @AuditKey"),
        (q.Actor is not null, "a.actor = @Actor"),
        (q.Actions is not null, "a.action IN @Actions"),
        (q.InstanceKey is not null, "a.instance_key = @InstanceKey"),
        (q.ElementInstanceKey is not null, "a.element_instance_key = @ElementInstanceKey"),
        (q.DefinitionKey is not null, "i.definition_key = @DefinitionKey"),
        (q.ProcessId is not null, "i.process_id = @ProcessId"),
        (q.After is not null, "a.at > @After"),
        (q.Before is not null, "a.at < @Before"));

    static object Parameters(OperationQuery q, Slice slice) => new
    {
        q.AuditKey, q.Actor, q.Actions, q.InstanceKey, q.ElementInstanceKey, q.DefinitionKey, q.ProcessId, q.After, q.Before, slice.Skip, slice.Take,
    };
}

/// <summary>Which operations of people and programs; what is null does not restrict.</summary>
public sealed record OperationQuery
{
    public long? AuditKey { get; init; }
    public string? Actor { get; init; }
    public IReadOnlyCollection<string>? Actions { get; init; }
    public long? InstanceKey { get; init; }
    public long? ElementInstanceKey { get; init; }
    public long? DefinitionKey { get; init; }
    public string? ProcessId { get; init; }
    public DateTimeOffset? After { get; init; }
    public DateTimeOffset? Before { get; init; }
    public bool Descending { get; init; }
}

public sealed record OperationRow
{
    public required long AuditKey { get; init; }
    public required DateTimeOffset At { get; init; }
    public required string Actor { get; init; }
    public required string Action { get; init; }
    public long? InstanceKey { get; init; }
    public long? ElementInstanceKey { get; init; }
    public long? DefinitionKey { get; init; }
    public string? ProcessId { get; init; }
    public long? RootInstanceKey { get; init; }

    /// <summary>What operators have noted.</summary>
    public string? Annotation { get; init; }
}
