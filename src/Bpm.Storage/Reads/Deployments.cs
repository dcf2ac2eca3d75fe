namespace Bpm.Storage;

/// <summary>What was uploaded when and by whom, with the files.</summary>
public sealed class Deployments(Database database)
{
    const string Columns = "SELECT p.deployment_key, p.name, p.source, p.deployed_at, p.deployed_by";
    const string From = "\nFROM deployment p";
    const string OfDeployment = """
        SELECT r.resource_key, r.deployment_key, r.name FROM resource r WHERE r.deployment_key = @deploymentKey ORDER BY r.resource_key
        """;
    const string ContentOf = """
        SELECT r.content FROM resource r WHERE r.deployment_key = @deploymentKey AND r.resource_key = @resourceKey
        """;

    public async Task<IReadOnlyList<DeploymentRow>> List(DeploymentQuery query, Slice slice, CancellationToken cancellation)
    {
        await using var connection = await database.Open(cancellation);
        return await connection.List<DeploymentRow>(
            Columns + From + Where(query) + OrderBy(query) + " " + database.Sql(Slice.Slot), Parameters(query, slice), cancellation);
    }

    public async Task<int> Count(DeploymentQuery query, CancellationToken cancellation)
    {
        await using var connection = await database.Open(cancellation);
        return await connection.Count("SELECT COUNT(*)" + From + Where(query), Parameters(query, Slice.All), cancellation);
    }

    public async Task<DeploymentRow?> Find(long deploymentKey, CancellationToken cancellation)
    {
        await using var connection = await database.Open(cancellation);
        return await connection.First<DeploymentRow>(Columns + From + "\nWHERE p.deployment_key = @deploymentKey", new { deploymentKey }, cancellation);
    }

    public async Task<IReadOnlyList<ResourceRow>> Resources(long deploymentKey, CancellationToken cancellation)
    {
        await using var connection = await database.Open(cancellation);
        return await connection.List<ResourceRow>(OfDeployment, new { deploymentKey }, cancellation);
    }

    public async Task<byte[]?> Content(long deploymentKey, long resourceKey, CancellationToken cancellation)
    {
        await using var connection = await database.Open(cancellation);
        return await connection.First<byte[]>(ContentOf, new { deploymentKey, resourceKey }, cancellation);
    }

    static string Where(DeploymentQuery q) => Filter.Where(
        (q.DeploymentKey is not null, "p.deployment_key = @DeploymentKey"),
        (q.Name is not null, "p.name = @Name"),
        (q.NameLike is not null, "p.name LIKE @NameLike"),
        (q.Source is not null, "p.source = @Source"),
        (q.Before is not null, "p.deployed_at < @Before"),
        (q.After is not null, "p.deployed_at > @After"));

    static string OrderBy(DeploymentQuery q) => (q.Sort, q.Descending) switch
    {
        (DeploymentSort.Name, false) => "\nORDER BY p.name, p.deployment_key",
        (DeploymentSort.Name, true) => "\nORDER BY p.name DESC, p.deployment_key",
        (DeploymentSort.Time, false) => "\nORDER BY p.deployed_at, p.deployment_key",
        (DeploymentSort.Time, true) => "\nORDER BY p.deployed_at DESC, p.deployment_key",
        (_, true) => "\nORDER BY p.deployment_key DESC",
        _ => "\nORDER BY p.deployment_key",
    };

    static object Parameters(DeploymentQuery q, Slice slice) =>
        new { q.DeploymentKey, q.Name, q.NameLike, q.Source, q.Before, q.After, slice.Skip, slice.Take };
}

public sealed record DeploymentQuery
{
    public long? DeploymentKey { get; init; }
    public string? Name { get; init; }
    public string? NameLike { get; init; }
    public string? Source { get; init; }
    public DateTimeOffset? Before { get; init; }
    public DateTimeOffset? After { get; init; }
    public DeploymentSort Sort { get; init; }
    public bool Descending { get; init; }
}

public enum DeploymentSort { Key, Name, Time }

public sealed record DeploymentRow
{
    public required long DeploymentKey { get; init; }
    public required string Name { get; init; }
    public string? Source { get; init; }
    public required DateTimeOffset DeployedAt { get; init; }
    public required string DeployedBy { get; init; }
}

/// <summary>One uploaded file.</summary>
public sealed record ResourceRow
{
    public required long ResourceKey { get; init; }
    public required long DeploymentKey { get; init; }
    public required string Name { get; init; }
}
