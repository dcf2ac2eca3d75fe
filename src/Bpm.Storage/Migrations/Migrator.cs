using System.Data.Common;
using Dapper;

namespace Bpm.Storage;

/// <summary>
/// Brings the schema to the newest version: all missing scripts in one transaction under a lock that spans processes,
/// so that of two that start at once one waits and then finds nothing to do. Forward only: a schema newer than this
/// program's is refused, because it may mean something that this program would destroy.
/// </summary>
static class Migrator
{
    const string Applied = "SELECT version FROM schema_version ORDER BY version";

    const string Record = "INSERT INTO schema_version (version, name, applied_at) VALUES (@version, @name, @at)";

    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    const int Attempts = 100;

    public static async Task Run(Dialect dialect, IReadOnlyList<Migration> migrations, CancellationToken ct)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await dialect.Prepare(ct);
                await Apply(dialect, migrations, ct);
                return;
            }
            catch (DbException e) when (dialect.IsTransient(e) && attempt < Attempts)
            {
                await Task.Delay(Pause, ct);
            }
        }
    }

    static async Task Apply(Dialect dialect, IReadOnlyList<Migration> migrations, CancellationToken ct)
    {
        await using var connection = await dialect.Open(ct);
        await using var transaction = await dialect.BeginMigration(connection, ct);
        await connection.ExecuteAsync(dialect.CreateSchemaVersion, transaction: transaction);
        var applied = (await connection.QueryAsync<int>(Applied, transaction: transaction)).ToHashSet();
        var known = migrations.Count == 0 ? 0 : migrations[^1].Version;
        if (applied.Count > 0 && applied.Max() > known)
        {
            throw new NewerSchemaException(applied.Max(), known);
        }

        foreach (var migration in migrations.Where(m => !applied.Contains(m.Version)))
        {
            await connection.ExecuteAsync(migration.Sql, transaction: transaction);
            var at = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
            await connection.ExecuteAsync(Record, new { version = migration.Version, name = migration.Name, at }, transaction);
        }

        await transaction.CommitAsync(ct);
    }
}
