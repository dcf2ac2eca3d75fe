namespace Bpm.Storage.Tests;

public sealed class SqliteMigratorTests() : MigratorTests(new SqliteTestDatabase())
{
    [Fact]
    public async Task Several_processes_may_start_at_once()
    {
        await using var place = new SqliteTestDatabase();

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => new Database(place.Options).Migrate(Ct), Ct)));

        await using var connection = await new Database(place.Options).Open(Ct);
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT COUNT(*) FROM schema_version";
        Assert.Equal((long)Migration.Of(new SqliteDialect("Data Source=unused.db")).Count, await command.ExecuteScalarAsync(Ct));
    }

    [Fact]
    public async Task Jobs_that_were_open_before_there_was_a_log_are_known_to_it()
    {
        await using var place = new SqliteTestDatabase();
        var database = new Database(place.Options);
        await Migrator.Run(database.Dialect, [.. Migration.Of(database.Dialect).Where(m => m.Version < 9)], Ct);
        await Run("""
            INSERT INTO deployment (deployment_key, name, deployed_at, deployed_by) VALUES (1, 'd', 0, 'mia');
            INSERT INTO resource (resource_key, deployment_key, name, content_hash, content) VALUES (2, 1, 'a.bpmn', 'h', x'00');
            INSERT INTO process_definition (definition_key, process_id, version, resource_key, deployment_key, content_hash, is_latest, is_startable)
            VALUES (3, 'p', 1, 2, 1, 'h', 1, 1);
            INSERT INTO process_instance (instance_key, definition_key, process_id, state, started_at, incident_count, version, snapshot)
            VALUES (1048576, 3, 'p', 'active', 0, 0, 1, '{}');
            INSERT INTO job (job_key, instance_key, definition_key, element_instance_key, element_id, kind, type, due_at, retries, priority, locked_until, created_at, attempts, repeats_left)
            VALUES (1048580, 1048576, 3, 1048579, 'mail', 'external', 'smtp', 40, 3, 7, 0, 40, 0, 0),
                   (1048581, 1048576, 3, 1048579, 'late', 'timer', NULL, 90, 3, 0, 0, 30, 0, 0),
                   (1048582, 1048576, 3, 1048579, 'told', 'message', NULL, 90, 3, 0, 0, 30, 0, 0),
                   (9, 0, 3, 0, 'start', 'timer', NULL, 90, 3, 0, 0, 30, 0, 0);
            """);

        await database.Migrate(Ct);
        await Run("INSERT INTO job_log (at, kind, job_key, retries, error) VALUES (50, 'failed', 1048580, 2, 'away')");

        var log = await new JobLog(database).List(new JobLogQuery(), Slice.All, Ct);
        Assert.Equal(
            [("created", "late", "timer", 90L), ("created", "mail", "external", null), ("failed", "mail", "external", default(long?))],
            log.OrderBy(r => r.LogKey).Select(r => (r.Kind, r.ElementId, r.JobKind, r.DueAt?.ToUnixTimeMilliseconds())));

        async Task Run(string sql)
        {
            await using var connection = await database.Open(Ct);
            using var command = connection.CreateCommand();
            command.CommandText = sql;
            await command.ExecuteNonQueryAsync(Ct);
        }
    }

    [Fact]
    public async Task Commits_are_synced_to_disk_through_a_write_ahead_log()
    {
        Assert.Equal("wal", await Single<string>("PRAGMA journal_mode"));
        Assert.Equal(2, await Single<long>("PRAGMA synchronous"));
        Assert.Equal(1, await Single<long>("PRAGMA foreign_keys"));
    }
}

public sealed class SqlServerMigratorTests() : MigratorTests(new SqlServerTestDatabase());

public abstract class MigratorTests(TestDatabase place) : StorageContract(place)
{
    [Fact]
    public async Task Migrating_again_changes_nothing()
    {
        var steps = await Committed();

        await Database.Migrate(Ct);

        Assert.NotNull(await Instances.Load(steps.Key, Ct));
        Assert.Equal("0001_initial.sql", await Single<string>("SELECT name FROM schema_version WHERE version = 1"));
    }

    [Fact]
    public async Task A_missing_script_is_applied_and_a_failing_one_leaves_nothing()
    {
        Migration[] next = [.. Migration.Of(Database.Dialect), new(1001, "1001_more.sql", "CREATE TABLE more (id INT NOT NULL)")];
        Migration[] broken = [.. next, new(1002, "1002_broken.sql", "CREATE TABLE some (id INT NOT NULL); INSERT INTO nowhere (id) VALUES (1)")];

        await Migrator.Run(Database.Dialect, next, Ct);
        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => Migrator.Run(Database.Dialect, broken, Ct));

        Assert.Equal(0, await Single<long>("SELECT COUNT(*) FROM more"));
        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => Query<long>("SELECT COUNT(*) FROM some"));
        Assert.Equal(1001, (await Query<int>("SELECT version FROM schema_version ORDER BY version"))[^1]);
    }

    [Fact]
    public async Task A_newer_schema_is_refused()
    {
        await Query<int>("INSERT INTO schema_version (version, name, applied_at) VALUES (9000, 'future', 0)");

        var error = await Assert.ThrowsAsync<NewerSchemaException>(() => Database.Migrate(Ct));

        Assert.Contains("9000", error.Message, StringComparison.Ordinal);
    }
}
