using Bpm.Model;

namespace Bpm.Storage;

/// <summary>Deployed decisions with their versions.</summary>
public sealed class DecisionDefinitions(Database database)
{
    const string Columns = """
        SELECT d.decision_key, d.decision_id, d.version, d.version_tag, d.name, d.requirements_id, d.requirements_name, d.deployment_key,
               d.resource_key, d.is_latest, d.history_days, r.name AS resource_name, p.deployed_at, p.deployed_by
        """;

    const string From = """

        FROM decision_definition d
        JOIN resource r ON r.resource_key = d.resource_key
        JOIN deployment p ON p.deployment_key = d.deployment_key
        """;

    const string Content = """
        SELECT r.content FROM decision_definition d JOIN resource r ON r.resource_key = d.resource_key WHERE d.decision_key = @decisionKey
        """;

    /// <summary>The latest version of every decision, by name.</summary>
    public async Task<IReadOnlyList<DecisionRow>> Latest(CancellationToken cancellation)
    {
        await using var connection = await database.Open(cancellation);
        return await connection.List<DecisionRow>(
            Columns + From + "\nWHERE d.is_latest = 1\nORDER BY COALESCE(d.name, d.decision_id), d.decision_id", null, cancellation);
    }

    /// <summary>All versions of a decision, the newest first.</summary>
    public async Task<IReadOnlyList<DecisionRow>> Versions(string decisionId, CancellationToken cancellation)
    {
        await using var connection = await database.Open(cancellation);
        return await connection.List<DecisionRow>(
            Columns + From + "\nWHERE d.decision_id = @decisionId\nORDER BY d.version DESC", new { decisionId }, cancellation);
    }

    /// <summary>The decisions of one file, by the key of one of them.</summary>
    public async Task<IReadOnlyList<DecisionRow>> OfSameFile(long decisionKey, CancellationToken cancellation)
    {
        await using var connection = await database.Open(cancellation);
        return await connection.List<DecisionRow>(
            Columns + From + "\nWHERE d.resource_key = (SELECT b.resource_key FROM decision_definition b WHERE b.decision_key = @decisionKey)", new { decisionKey }, cancellation);
    }

    public async Task<DecisionRow?> Find(long decisionKey, CancellationToken cancellation)
    {
        await using var connection = await database.Open(cancellation);
        return await connection.First<DecisionRow>(Columns + From + "\nWHERE d.decision_key = @decisionKey", new { decisionKey }, cancellation);
    }

    public async Task<DecisionRow?> FindLatest(string decisionId, CancellationToken cancellation)
    {
        await using var connection = await database.Open(cancellation);
        return await connection.First<DecisionRow>(
            Columns + From + "\nWHERE d.decision_id = @decisionId AND d.is_latest = 1", new { decisionId }, cancellation);
    }

    public async Task<IReadOnlyList<DecisionRow>> List(DecisionQuery query, Slice slice, CancellationToken cancellation)
    {
        await using var connection = await database.Open(cancellation);
        return await connection.List<DecisionRow>(
            Columns + From + Where(query) + OrderBy(query) + " " + database.Sql(Slice.Slot), Parameters(query, slice), cancellation);
    }

    public async Task<int> Count(DecisionQuery query, CancellationToken cancellation)
    {
        await using var connection = await database.Open(cancellation);
        return await connection.Count("SELECT COUNT(*)" + From + Where(query), Parameters(query, Slice.All), cancellation);
    }

    /// <summary>The DMN file as it was uploaded; null for an unknown decision.</summary>
    public async Task<string?> Xml(long decisionKey, CancellationToken cancellation)
    {
        await using var connection = await database.Open(cancellation);
        var content = await connection.First<byte[]>(Content, new { decisionKey }, cancellation);
        return content is null ? null : BpmnReader.Text(content);
    }

    static string Where(DecisionQuery q) => Filter.Where(
        (q.DecisionKey is not null, "d.decision_key = @DecisionKey"),
        (q.DecisionKeys is not null, "d.decision_key IN @DecisionKeys"),
        (q.DecisionId is not null, "d.decision_id = @DecisionId"),
        (q.DecisionIdLike is not null, "d.decision_id LIKE @DecisionIdLike"),
        (q.Name is not null, "d.name = @Name"),
        (q.NameLike is not null, "d.name LIKE @NameLike"),
        (q.ResourceName is not null, "r.name = @ResourceName"),
        (q.RequirementsId is not null, "d.requirements_id = @RequirementsId"),
        (q.DeploymentKey is not null, "d.deployment_key = @DeploymentKey"),
        (q.Version is not null, "d.version = @Version"),
        (q.VersionTag is not null, "d.version_tag = @VersionTag"),
        (q.OnlyLatest, "d.is_latest = 1"));

    static string OrderBy(DecisionQuery q)
    {
        var direction = q.Descending ? " DESC" : "";
        var column = q.Sort switch
        {
            DecisionSort.DecisionId => "d.decision_id",
            DecisionSort.Name => "d.name",
            DecisionSort.Version => "d.version",
            DecisionSort.Deployment => "d.deployment_key",
            _ => null,
        };
        return "\nORDER BY " + (column is null ? "" : column + direction + ", ") + "d.decision_key" + direction;
    }

    static object Parameters(DecisionQuery q, Slice slice) => new
    {
        q.DecisionKey, q.DecisionKeys, q.DecisionId, q.DecisionIdLike, q.Name, q.NameLike, q.ResourceName, q.RequirementsId, q.DeploymentKey,
        q.Version, q.VersionTag, slice.Skip, slice.Take,
    };
}

/// <summary>Which decisions; what is null or false does not restrict.</summary>
public sealed record DecisionQuery
{
    public long? DecisionKey { get; init; }
    public IReadOnlyCollection<long>? DecisionKeys { get; init; }
    public string? DecisionId { get; init; }
    public string? DecisionIdLike { get; init; }
    public string? Name { get; init; }
    public string? NameLike { get; init; }
    public string? ResourceName { get; init; }
    public string? RequirementsId { get; init; }
    public long? DeploymentKey { get; init; }
    public int? Version { get; init; }
    public string? VersionTag { get; init; }
    public bool OnlyLatest { get; init; }
    public DecisionSort Sort { get; init; }
    public bool Descending { get; init; }
}

public enum DecisionSort { Key, DecisionId, Name, Version, Deployment }

/// <summary>One version of a decision.</summary>
public sealed record DecisionRow
{
    public required long DecisionKey { get; init; }
    public required string DecisionId { get; init; }
    public required int Version { get; init; }
    public string? VersionTag { get; init; }
    public string? Name { get; init; }

    /// <summary>Id of the file's <c>definitions</c>: the decisions of one file are required of each other.</summary>
    public required string RequirementsId { get; init; }
    public string? RequirementsName { get; init; }
    public required long DeploymentKey { get; init; }
    public required long ResourceKey { get; init; }
    public required string ResourceName { get; init; }
    public required bool IsLatest { get; init; }
    public int? HistoryDays { get; init; }
    public required DateTimeOffset DeployedAt { get; init; }
    public required string DeployedBy { get; init; }

    public string Label => string.IsNullOrWhiteSpace(Name) ? DecisionId : Name;
}
