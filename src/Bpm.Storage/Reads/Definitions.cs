using Bpm.Model;

namespace Bpm.Storage;

/// <summary>Deployed processes with their versions and what runs of them.</summary>
public sealed class Definitions(Database database)
{
    const string Columns = """
        SELECT d.definition_key, d.process_id, d.version, d.version_tag, d.name, d.deployment_key, d.resource_key, d.is_latest,
               d.is_startable, d.history_days, r.name AS resource_name, p.deployed_at, p.deployed_by,
               d.suspended_at, d.suspended_by, d.suspended_reason
        """;

    const string From = """

        FROM process_definition d
        JOIN resource r ON r.resource_key = d.resource_key
        JOIN deployment p ON p.deployment_key = d.deployment_key
        """;

    const string OpenOfProcess = """
        , (SELECT COUNT(*) FROM process_instance i WHERE i.process_id = d.process_id AND i.state = 'active') AS open_instances,
          (SELECT COUNT(*) FROM process_instance i WHERE i.process_id = d.process_id AND i.state = 'active' AND i.incident_count > 0) AS instances_with_incident
        """;

    const string OpenOfVersion = """
        , (SELECT COUNT(*) FROM process_instance i
           WHERE i.process_id = d.process_id AND i.state = 'active' AND i.definition_key = d.definition_key) AS open_instances,
          (SELECT COUNT(*) FROM process_instance i
           WHERE i.process_id = d.process_id AND i.state = 'active' AND i.definition_key = d.definition_key AND i.incident_count > 0) AS instances_with_incident
        """;

    const string Content = """
        SELECT r.content FROM process_definition d JOIN resource r ON r.resource_key = d.resource_key WHERE d.definition_key = @definitionKey
        """;

    /// <summary>The latest version of every process, by name; the counts are over all its versions.</summary>
    public async Task<IReadOnlyList<DefinitionRow>> Latest(CancellationToken cancellation)
    {
        await using var connection = await database.Open(cancellation);
        return await connection.List<DefinitionRow>(
            Columns + OpenOfProcess + From + "\nWHERE d.is_latest = 1\nORDER BY COALESCE(d.name, d.process_id), d.process_id", null, cancellation);
    }

    /// <summary>All versions of a process, the newest first; the counts are of each version.</summary>
    public async Task<IReadOnlyList<DefinitionRow>> Versions(string processId, CancellationToken cancellation)
    {
        await using var connection = await database.Open(cancellation);
        return await connection.List<DefinitionRow>(
            Columns + OpenOfVersion + From + "\nWHERE d.process_id = @processId\nORDER BY d.version DESC", new { processId }, cancellation);
    }

    public async Task<DefinitionRow?> Find(long definitionKey, CancellationToken cancellation)
    {
        await using var connection = await database.Open(cancellation);
        return await connection.First<DefinitionRow>(Columns + From + "\nWHERE d.definition_key = @definitionKey", new { definitionKey }, cancellation);
    }

    public async Task<DefinitionRow?> FindLatest(string processId, CancellationToken cancellation)
    {
        await using var connection = await database.Open(cancellation);
        return await connection.First<DefinitionRow>(
            Columns + From + "\nWHERE d.process_id = @processId AND d.is_latest = 1", new { processId }, cancellation);
    }

    public async Task<IReadOnlyList<DefinitionRow>> List(DefinitionQuery query, Slice slice, CancellationToken cancellation)
    {
        await using var connection = await database.Open(cancellation);
        return await connection.List<DefinitionRow>(
            Columns + From + Where(query) + OrderBy(query) + " " + database.Sql(Slice.Slot), Parameters(query, slice), cancellation);
    }

    public async Task<int> Count(DefinitionQuery query, CancellationToken cancellation)
    {
        await using var connection = await database.Open(cancellation);
        return await connection.Count("SELECT COUNT(*)" + From + Where(query), Parameters(query, Slice.All), cancellation);
    }

    /// <summary>The BPMN file as it was uploaded; null for an unknown definition.</summary>
    public async Task<string?> Xml(long definitionKey, CancellationToken cancellation)
    {
        await using var connection = await database.Open(cancellation);
        var content = await connection.First<byte[]>(Content, new { definitionKey }, cancellation);
        return content is null ? null : BpmnReader.Text(content);
    }

    static string Where(DefinitionQuery q) => Filter.Where(
        (q.DefinitionKey is not null, "d.definition_key = @DefinitionKey"),
        (q.DefinitionKeys is not null, "d.definition_key IN @DefinitionKeys"),
        (q.ProcessId is not null, "d.process_id = @ProcessId"),
        (q.ProcessIdLike is not null, "d.process_id LIKE @ProcessIdLike"),
        (q.Name is not null, "d.name = @Name"),
        (q.NameLike is not null, "d.name LIKE @NameLike"),
        (q.DeploymentKey is not null, "d.deployment_key = @DeploymentKey"),
        (q.Version is not null, "d.version = @Version"),
        (q.VersionTag is not null, "d.version_tag = @VersionTag"),
        (q.OnlyLatest, "d.is_latest = 1"),
        (q.OnlyStartable, "d.is_startable = 1"),
        (q.IsStartable == false, "d.is_startable = 0"),
        (q.IsSuspended == true, "d.suspended_at IS NOT NULL"),
        (q.IsSuspended == false, "d.suspended_at IS NULL"),
        (q.ProcessIds is not null, "d.process_id IN @ProcessIds"),
        (q.ResourceName is not null, "r.name = @ResourceName"),
        (q.ResourceNameLike is not null, "r.name LIKE @ResourceNameLike"),
        (q.VersionTagLike is not null, "d.version_tag LIKE @VersionTagLike"),
        (q.WithoutVersionTag, "d.version_tag IS NULL"),
        (q.DeployedAfter is not null, "p.deployed_at > @DeployedAfter"),
        (q.DeployedAt is not null, "p.deployed_at = @DeployedAt"));

    static string OrderBy(DefinitionQuery q) => Ordering.Of<DefinitionSort>(
        q.Sort == DefinitionSort.ProcessId && q.Then.Count == 0
            ? [new(q.Sort, q.Descending), new(DefinitionSort.Version)]
            : [new(q.Sort, q.Descending), .. q.Then, new(DefinitionSort.Key)],
        Column, "d.definition_key");

    static string Column(DefinitionSort sort) => sort switch
    {
        DefinitionSort.Name => "d.name",
        DefinitionSort.Version => "d.version",
        DefinitionSort.ProcessId => "d.process_id",
        DefinitionSort.Deployment => "d.deployment_key",
        DefinitionSort.DeployedAt => "p.deployed_at",
        DefinitionSort.VersionTag => "d.version_tag",
        _ => "d.definition_key",
    };

    static object Parameters(DefinitionQuery q, Slice slice) => new
    {
        q.DefinitionKey, q.DefinitionKeys, q.ProcessId, q.ProcessIdLike, q.Name, q.NameLike, q.DeploymentKey, q.Version, q.VersionTag,
        q.ProcessIds, q.ResourceName, q.ResourceNameLike, q.VersionTagLike, q.DeployedAfter, q.DeployedAt, slice.Skip, slice.Take,
    };
}
