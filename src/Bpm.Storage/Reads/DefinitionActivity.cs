namespace Bpm.Storage;

/// <summary>Where the running instances of one version of a process are, and where they are stopped.</summary>
public sealed class DefinitionActivity(Database database)
{
    const string Active = """
        SELECT e.element_id, COUNT(*) AS active, 0 AS incidents
        FROM process_instance i
        JOIN process_definition d ON d.definition_key = @definitionKey AND d.process_id = i.process_id
        JOIN element_instance e ON e.element_instance_key > i.instance_key AND e.element_instance_key <= i.instance_key + 1048575
        WHERE i.state = 'active' AND i.definition_key = @definitionKey AND e.ended_at IS NULL AND (e.role IS NULL OR e.role <> 'loop')
        GROUP BY e.element_id
        """;

    const string Stopped = """
        SELECT n.element_id, 0 AS active, COUNT(*) AS incidents
        FROM incident n
        WHERE n.resolved_at IS NULL AND n.definition_key = @definitionKey
        GROUP BY n.element_id
        """;

    // Counts what has ended as well; a loop as a whole is none of its times.
    const string Ended = """
        SELECT e.element_id, SUM(CASE WHEN e.ended_at IS NULL THEN 1 ELSE 0 END) AS active,
               SUM(CASE WHEN e.ended_at IS NULL THEN 0 ELSE 1 END) AS finished, SUM(CASE WHEN e.outcome = 'terminated' THEN 1 ELSE 0 END) AS cancelled
        FROM process_instance i
        JOIN process_definition d ON d.definition_key = @definitionKey AND d.process_id = i.process_id
        JOIN element_instance e ON e.element_instance_key > i.instance_key AND e.element_instance_key <= i.instance_key + 1048575
        WHERE i.definition_key = @definitionKey AND (e.role IS NULL OR e.role <> 'loop')
        GROUP BY e.element_id
        ORDER BY e.element_id
        """;

    /// <summary>What has happened at each element, over all instances of the version that there are and were.</summary>
    public async Task<IReadOnlyList<ElementPast>> Past(long definitionKey, CancellationToken cancellation)
    {
        await using var connection = await database.Open(cancellation);
        return await connection.List<ElementPast>(Ended, new { definitionKey }, cancellation);
    }

    public async Task<IReadOnlyList<ElementActivity>> Of(long definitionKey, CancellationToken cancellation)
    {
        await using var connection = await database.Open(cancellation);
        var rows = await connection.List<ElementActivity>(Active, new { definitionKey }, cancellation);
        var stopped = await connection.List<ElementActivity>(Stopped, new { definitionKey }, cancellation);
        return [.. rows.Concat(stopped).GroupBy(r => r.ElementId, (id, same) =>
            same.Aggregate((a, b) => a with { Active = a.Active + b.Active, Incidents = a.Incidents + b.Incidents })).OrderBy(r => r.ElementId, StringComparer.Ordinal)];
    }
}

/// <summary>How many tokens wait at an element, and how many incidents are open there, over all instances of the version.</summary>
public sealed record ElementActivity
{
    public required string ElementId { get; init; }
    public required int Active { get; init; }
    public required int Incidents { get; init; }
}

/// <summary>How often an element is active, has ended, and of that was cancelled.</summary>
public sealed record ElementPast
{
    public required string ElementId { get; init; }
    public required int Active { get; init; }
    public required int Finished { get; init; }
    public required int Cancelled { get; init; }
}
