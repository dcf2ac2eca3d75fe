using Dapper;

namespace Bpm.Storage;

/// <summary>Deployed decisions, found as a business rule task binds them, and the files that they were read from.</summary>
sealed class DecisionStore(Database database)
{
    const string Columns =
        """
        SELECT d.decision_key AS DecisionKey, d.decision_id AS DecisionId, d.version AS Version, d.version_tag AS VersionTag, d.name AS Name,
               d.resource_key AS ResourceKey, d.deployment_key AS DeploymentKey
        FROM decision_definition d

        """;

    const string ByKey = Columns + "WHERE d.decision_key = @key";

    const string LatestOf = Columns + "WHERE d.decision_id = @decision ORDER BY d.version DESC {limit @max}";

    const string OfVersion = Columns + "WHERE d.decision_id = @decision AND d.version = @version";

    const string OfTag = Columns + "WHERE d.decision_id = @decision AND d.version_tag = @tag ORDER BY d.version DESC {limit @max}";

    const string OfDeployment = Columns +
        """
        WHERE d.decision_id = @decision
          AND d.decision_key IN (SELECT c.decision_key FROM deployment_decision c WHERE c.deployment_key = @deployment)
        ORDER BY d.version DESC {limit @max}
        """;

    const string FileOf =
        """
        SELECT r.name AS Name, r.content AS Content
        FROM decision_definition d JOIN resource r ON r.resource_key = d.resource_key
        WHERE d.decision_key = @key
        """;

    // The file itself is among them. Names are told apart by whoever reads: LIKE minds the case on one database only.
    const string FilesBeside =
        """
        SELECT r.name AS Name, r.content AS Content
        FROM decision_definition d JOIN resource r ON r.deployment_key = d.deployment_key
        WHERE d.decision_key = @key
        ORDER BY r.resource_key
        """;

    public Task<StoredDecision?> Find(long decisionKey, CancellationToken ct) => One<StoredDecision>(ByKey, new { key = decisionKey }, ct);

    public Task<StoredDecision?> Latest(string decisionId, CancellationToken ct) => One<StoredDecision>(LatestOf, new { decision = decisionId, max = 1 }, ct);

    public Task<StoredDecision?> Version(string decisionId, int version, CancellationToken ct) =>
        One<StoredDecision>(OfVersion, new { decision = decisionId, version }, ct);

    /// <summary>The newest version with a tag.</summary>
    public Task<StoredDecision?> Tagged(string decisionId, string versionTag, CancellationToken ct) =>
        One<StoredDecision>(OfTag, new { decision = decisionId, tag = versionTag, max = 1 }, ct);

    /// <summary>The version that a deployment contained, be it new then or not.</summary>
    public Task<StoredDecision?> InDeployment(string decisionId, long deploymentKey, CancellationToken ct) =>
        One<StoredDecision>(OfDeployment, new { decision = decisionId, deployment = deploymentKey, max = 1 }, ct);

    /// <summary>The file that the decision was read from.</summary>
    public Task<StoredResource?> File(long decisionKey, CancellationToken ct) => One<StoredResource>(FileOf, new { key = decisionKey }, ct);

    /// <summary>All files of the deployment that made this version: what the decision's own file may import.</summary>
    public async Task<IReadOnlyList<StoredResource>> FilesOfItsDeployment(long decisionKey, CancellationToken ct) =>
        await Many<StoredResource>(FilesBeside, new { key = decisionKey }, ct);

    async Task<T?> One<T>(string sql, object parameters, CancellationToken ct) where T : class =>
        (await Many<T>(sql, parameters, ct)) is [var first, ..] ? first : null;

    async Task<IReadOnlyList<T>> Many<T>(string sql, object parameters, CancellationToken ct)
    {
        await using var connection = await database.Open(ct);
        return [.. await connection.QueryAsync<T>(new CommandDefinition(database.Sql(sql), parameters, cancellationToken: ct))];
    }
}
