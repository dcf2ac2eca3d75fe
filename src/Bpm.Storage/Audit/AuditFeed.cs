using Dapper;

namespace Bpm.Storage;

/// <summary>The audit's newest rows, for a node that watches what other nodes do.</summary>
sealed class AuditFeed(Database database)
{
    const string Newest = "SELECT COALESCE(MAX(audit_key), 0) FROM audit";

    const string After =
        """
        SELECT audit_key AS AuditKey, at AS At, actor AS Actor, action AS Action, instance_key AS InstanceKey,
               instance_version AS InstanceVersion, element_instance_key AS ElementInstanceKey
        FROM audit WHERE audit_key > @after ORDER BY audit_key {limit @max}
        """;

    public async Task<long> NewestKey(CancellationToken ct)
    {
        await using var connection = await database.Open(ct);
        return await connection.ExecuteScalarAsync<long>(new CommandDefinition(Newest, cancellationToken: ct));
    }

    public async Task<IReadOnlyList<AuditStep>> Since(long after, int max, CancellationToken ct)
    {
        await using var connection = await database.Open(ct);
        return [.. await connection.QueryAsync<AuditStep>(new CommandDefinition(database.Sql(After), new { after, max }, cancellationToken: ct))];
    }
}

/// <summary>That something was done, without the events.</summary>
sealed class AuditStep
{
    public long AuditKey { get; init; }
    public long At { get; init; }
    public string? Actor { get; init; }
    public string Action { get; init; } = "";
    public long? InstanceKey { get; init; }
    public long? InstanceVersion { get; init; }
    public long? ElementInstanceKey { get; init; }
}
