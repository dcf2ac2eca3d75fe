using System.Collections.Concurrent;

namespace Bpm.Storage.Tests;

/// <summary>
/// What a killed process leaves is the files as they are at that moment. So the files are copied under load: first the
/// database, which nothing changes before the log is checkpointed, then the log, torn anywhere.
/// </summary>
public sealed class CrashTests() : StorageContract(new SqliteTestDatabase())
{
    [Fact]
    public async Task The_files_of_a_killed_process_hold_whole_steps_and_all_that_were_answered()
    {
        var answered = new ConcurrentDictionary<long, long>();
        using var killed = new CancellationTokenSource();
        var load = Enumerable.Range(0, 8).Select(_ => Task.Run(() => Run(answered, killed.Token), Ct)).ToArray();
        while (answered.Count < 40)
        {
            await Task.Yield();
        }

        var before = answered.ToDictionary();
        await using var left = new SqliteTestDatabase();
        var (from, to) = (((SqliteTestDatabase)Place).File, left.File);
        Directory.CreateDirectory(Path.GetDirectoryName(to)!);
        File.Copy(from, to);
        File.Copy(from + "-wal", to + "-wal");
        await killed.CancelAsync();
        await Task.WhenAll(load);

        await AssertWhole(new Database(left.Options), before);
    }

    async Task Run(ConcurrentDictionary<long, long> answered, CancellationToken killed)
    {
        while (!killed.IsCancellationRequested)
        {
            var steps = await NewSteps();
            foreach (var next in new Func<StepCommit>[] { () => steps.Create(), () => steps.Claim("ben"), () => steps.Complete("ben") })
            {
                Assert.Equal(CommitResult.Committed, await Queue.Commit(next(), Ct));
                answered[steps.Key] = steps.Version;
            }
        }
    }

    static async Task AssertWhole(Database database, Dictionary<long, long> answered)
    {
        var instances = new InstanceStore(database);
        await using var connection = await database.Open(Ct);
        var audited = Dapper.SqlMapper.Query<(long Key, long Rows, long Last)>(
            connection, "SELECT instance_key, COUNT(*), MAX(instance_version) FROM audit GROUP BY instance_key").ToList();

        Assert.Equal("ok", Dapper.SqlMapper.ExecuteScalar<string>(connection, "PRAGMA integrity_check"));
        Assert.All(answered, pair => Assert.Contains(audited, a => a.Key == pair.Key && a.Last >= pair.Value));
        foreach (var (key, rows, last) in audited)
        {
            var stored = (await instances.Load(key, Ct))!;
            var replayed = new Steps(key);
            foreach (var step in new Func<StepCommit>[] { () => replayed.Create(), () => replayed.Claim("ben"), () => replayed.Complete("ben") }.Take((int)last))
            {
                step();
            }

            Assert.Equal((rows, rows), (last, stored.Version));
            Assert.Equal(SnapshotText.Of(replayed.Instance), SnapshotText.Of(stored.Instance));
            Assert.Equal(
                last == 3 ? "completed" : "open",
                Dapper.SqlMapper.ExecuteScalar<string>(connection, "SELECT state FROM user_task WHERE instance_key = @key", new { key }));
        }
    }
}
