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
