using Dapper;

namespace Bpm.Storage;

/// <summary>
/// Takes definitions away that have no instances, and what was uploaded with them when the deployment goes as a whole. The
/// newest version that stays becomes the latest, and what starts it is listened for again.
/// </summary>
sealed class DefinitionRemoval(Database database, CommitQueue writer, KeySource keys)
{
    const string Instances =
        "SELECT COUNT(*) FROM process_instance i JOIN process_definition d ON d.process_id = i.process_id AND d.definition_key = i.definition_key WHERE d.definition_key = @key";

    const string NewestDecision = "SELECT decision_key FROM decision_definition WHERE decision_id = @id ORDER BY version DESC {limit @max}";

    const string DecisionsOf = "SELECT DISTINCT decision_id FROM decision_definition WHERE deployment_key = @deployment";

    static readonly Statement[] OfDefinition =
    [
        new("DELETE FROM message_start WHERE definition_key = @key"),
        new("DELETE FROM signal_start WHERE definition_key = @key"),
        new("DELETE FROM job WHERE instance_key = 0 AND definition_key = @key"),
        new("DELETE FROM job_rule WHERE definition_key = @key"),
        new("DELETE FROM process_definition WHERE definition_key = @key"),
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

    /// <summary>False when one of the definitions has an instance, running or ended: then nothing is taken away.</summary>
    public async Task<bool> Remove(RemovedDefinitions removed, AuditEntry audit, CancellationToken ct)
    {
        var taken = new Queue<long>();
        foreach (var _ in removed.Latest.SelectMany(l => l.Starts.StartTimers))
        {
            taken.Enqueue(await keys.NextKey(ct));
        }

        return await writer.Write(session => Run(session, removed, audit, new(taken)), ct);
    }

    async ValueTask<bool> Run(WriteSession session, RemovedDefinitions removed, AuditEntry audit, Queue<long> taken)
    {
        foreach (var key in removed.DefinitionKeys)
        {
            if (await session.Connection.ExecuteScalarAsync<long>(Instances, new { key }, session.Transaction) > 0)
            {
                return false;
            }
        }

        await session.RunAll([.. removed.DefinitionKeys.SelectMany(key => OfDefinition.Select(s => s.With(key)))]);
        foreach (var (key, starts) in removed.Latest)
        {
            await session.RunAll([MakeLatest.With(key), .. DeploymentWrite.Listen(key, starts, audit.At, taken)]);
        }

        if (removed.DeploymentKey is { } deployment)
        {
            await RemoveDeployment(session, deployment);
        }

        await session.Run(AuditStore.Row(audit));
        return true;
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
}

/// <param name="Latest">Definitions that become the latest of their processes, with what starts them.</param>
/// <param name="DeploymentKey">The deployment that goes with them, if it does.</param>
sealed record RemovedDefinitions(IReadOnlyList<long> DefinitionKeys, IReadOnlyList<(long Key, NewDefinition Starts)> Latest, long? DeploymentKey);
