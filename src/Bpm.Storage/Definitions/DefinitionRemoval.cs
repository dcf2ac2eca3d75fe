using Dapper;

namespace Bpm.Storage;

/// <summary>
/// Takes definitions away that have no instances, and what was uploaded with them when the deployment goes as a whole. The
/// newest version that stays becomes the latest, and what starts it is listened for again.
/// </summary>
sealed class DefinitionRemoval(Database database, CommitQueue writer, KeySource keys)
{
    const string Instances = "SELECT COUNT(*) FROM process_instance WHERE process_id = @process AND definition_key = @key";

    const string Newest =
        "SELECT definition_key AS DefinitionKey, is_latest AS IsLatest FROM process_definition WHERE process_id = @process ORDER BY version DESC {limit @max}";

    // What was deployed unchanged keeps its version, whose deployment is the older one. A process is bound to files of its own
    // deployment, so the one that came later has the file, and no version of its own of what is read from it.
    const string Needing =
        """
        SELECT p.deployment_key, p.name, p.source, p.deployed_at, p.deployed_by
        FROM deployment p
        WHERE p.deployment_key <> @deploymentKey
          AND p.deployed_at >= (SELECT o.deployed_at FROM deployment o WHERE o.deployment_key = @deploymentKey)
          AND (EXISTS (
                SELECT 1 FROM process_definition d
                JOIN resource o ON o.resource_key = d.resource_key
                JOIN resource r ON r.content_hash = o.content_hash
                WHERE d.deployment_key = @deploymentKey AND r.deployment_key = p.deployment_key
                  AND NOT EXISTS (SELECT 1 FROM process_definition n WHERE n.process_id = d.process_id AND n.deployment_key = p.deployment_key))
            OR EXISTS (
                SELECT 1 FROM form f JOIN resource r ON r.content_hash = f.content_hash
                WHERE f.deployment_key = @deploymentKey AND r.deployment_key = p.deployment_key
                  AND NOT EXISTS (SELECT 1 FROM form n WHERE n.form_id = f.form_id AND n.deployment_key = p.deployment_key))
            OR EXISTS (
                SELECT 1 FROM decision_definition d JOIN deployment_decision c ON c.decision_key = d.decision_key
                WHERE d.deployment_key = @deploymentKey AND c.deployment_key = p.deployment_key))
        ORDER BY p.deployed_at DESC, p.deployment_key DESC
        {limit @max}
        """;

    const string NewestDecision = "SELECT decision_key FROM decision_definition WHERE decision_id = @id ORDER BY version DESC {limit @max}";

    const string DecisionsOf = "SELECT DISTINCT decision_id FROM decision_definition WHERE deployment_key = @deployment";

    // The definitions themselves go first: a start that holds one is waited for, and its instance is seen afterwards.
    static readonly Statement[] OfDefinition =
    [
        new("DELETE FROM process_definition WHERE definition_key = @key"),
        new("DELETE FROM message_start WHERE definition_key = @key"),
        new("DELETE FROM signal_start WHERE definition_key = @key"),
        new("DELETE FROM job WHERE instance_key = 0 AND definition_key = @key"),
        new("DELETE FROM job_rule WHERE definition_key = @key"),
    ];

    static readonly Statement[] OfDeployment =
    [
        new("DELETE FROM deployment_decision WHERE decision_key IN (SELECT d.decision_key FROM decision_definition d WHERE d.deployment_key = @deployment)"),
        new("DELETE FROM decision_definition WHERE deployment_key = @deployment"),
        new("DELETE FROM form WHERE deployment_key = @deployment"),
        new("DELETE FROM deployment_decision WHERE deployment_key = @deployment"),
        new("DELETE FROM resource WHERE deployment_key = @deployment"),
        new("DELETE FROM deployment WHERE deployment_key = @deployment"),
    ];

    static readonly Statement MakeLatest = new("UPDATE process_definition SET is_latest = 1 WHERE definition_key = @key");

    static readonly Statement MakeLatestDecision = new("UPDATE decision_definition SET is_latest = 1 WHERE decision_key = @key");

    static readonly Statement HoldStarts = new(
        """
        UPDATE job SET suspended = 1
        WHERE instance_key = 0 AND definition_key = @key AND payload IS NULL
          AND EXISTS (SELECT 1 FROM process_definition d WHERE d.definition_key = @key AND d.suspended_at IS NOT NULL)
        """);

    /// <summary>A later deployment that runs on what came with this one; null when there is none.</summary>
    public async Task<DeploymentRow?> NeededBy(long deploymentKey, CancellationToken ct)
    {
        await using var connection = await database.Open(ct);
        return await connection.First<DeploymentRow>(database.Sql(Needing), new { deploymentKey, max = 1 }, ct);
    }

    /// <summary>
    /// False when one of the definitions has an instance, running or ended, when others became the latest meanwhile, or when a
    /// later deployment needs what came with this one: then nothing is taken away.
    /// </summary>
    public async Task<bool> Remove(RemovedDefinitions removed, AuditEntry audit, CancellationToken ct)
    {
        var taken = new Queue<long>();
        for (var i = removed.Latest.Sum(l => l.Starts.StartTimers.Count + 1); i > 0; i--)
        {
            taken.Enqueue(await keys.NextKey(ct));
        }

        return await writer.WriteOrUndo(session => Run(session, removed, audit, new(taken)), ct);
    }

    async ValueTask<bool> Run(WriteSession session, RemovedDefinitions removed, AuditEntry audit, Queue<long> taken)
    {
        if (removed.DeploymentKey is { } whole
            && await session.Connection.QueryFirstOrDefaultAsync<long?>(database.Sql(Needing), new { deploymentKey = whole, max = 1 }, session.Transaction) is not null)
        {
            return false;
        }

        await session.RunAll([.. OfDefinition.SelectMany(s => removed.Definitions.Select(d => s.With(d.Key)))]);
        if (await HasInstances(session, removed) || !await AreNext(session, removed))
        {
            return false;
        }

        foreach (var (key, starts) in removed.Latest)
        {
            await session.RunAll([MakeLatest.With(key), .. DeploymentWrite.Listen(key, starts, audit.At, taken), HoldStarts.With(key)]);
            var look = taken.Dequeue();
            if (starts.MessageStarts.Count > 0)
            {
                await session.Run(MessageStatements.LookForStarts.With(look, key, audit.At, MessageStatements.AnyStart(audit.At)));
            }
        }

        if (removed.DeploymentKey is { } deployment)
        {
            await RemoveDeployment(session, deployment);
        }

        await session.Run(AuditStore.Row(audit));
        return true;
    }

    static async Task<bool> HasInstances(WriteSession session, RemovedDefinitions removed)
    {
        foreach (var (key, process) in removed.Definitions)
        {
            if (await session.Connection.ExecuteScalarAsync<long>(Instances, new { process, key }, session.Transaction) > 0)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether the definitions that are to become the latest are the newest that are left, and no other is missing.</summary>
    async Task<bool> AreNext(WriteSession session, RemovedDefinitions removed)
    {
        HashSet<long> next = [];
        foreach (var process in removed.Definitions.Select(d => d.ProcessId).Distinct())
        {
            var newest = await session.Connection.QuerySingleOrDefaultAsync<NewestRow?>(database.Sql(Newest), new { process, max = 1 }, session.Transaction);
            if (newest is { IsLatest: 0 })
            {
                next.Add(newest.DefinitionKey);
            }
        }

        return next.SetEquals(removed.Latest.Select(l => l.Key));
    }

    async Task RemoveDeployment(WriteSession session, long deployment)
    {
        var decisions = (await session.Connection.QueryAsync<string>(DecisionsOf, new { deployment }, session.Transaction)).AsList();
        await session.RunAll([.. OfDeployment.Select(s => s.With(deployment))]);
        foreach (var id in decisions)
        {
            var newest = await session.Connection.ExecuteScalarAsync<long?>(database.Sql(NewestDecision), new { id, max = 1 }, session.Transaction);
            if (newest is { } key)
            {
                await session.Run(MakeLatestDecision.With(key));
            }
        }
    }

    sealed class NewestRow
    {
        public long DefinitionKey { get; init; }
        public int IsLatest { get; init; }
    }
}

/// <param name="Latest">Definitions that become the latest of their processes, with what starts them.</param>
/// <param name="DeploymentKey">The deployment that goes with them, if it does.</param>
sealed record RemovedDefinitions(IReadOnlyList<(long Key, string ProcessId)> Definitions, IReadOnlyList<(long Key, NewDefinition Starts)> Latest, long? DeploymentKey);
