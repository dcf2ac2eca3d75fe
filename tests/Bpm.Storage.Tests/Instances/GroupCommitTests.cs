using Bpm.Engine;

namespace Bpm.Storage.Tests;

public sealed class SqliteGroupCommitTests() : GroupCommitTests(new SqliteTestDatabase())
{
    [Fact]
    public async Task Nobody_is_answered_before_the_group_is_durable()
    {
        var steps = await NewSteps();
        var held = await HoldWriter();
        var committed = Queue.Commit(steps.Create(), Ct);
        var (entered, released) = (new TaskCompletionSource(), new TaskCompletionSource());
        var last = Queue.Write(
            async _ =>
            {
                entered.TrySetResult();
                await released.Task;
                return 0;
            },
            Ct);

        held.SetResult();
        await entered.Task;

        Assert.False(committed.IsCompleted);
        Assert.Null(await Instances.Load(steps.Key, Ct));
        released.SetResult();
        await last;
        Assert.Equal(CommitResult.Committed, await committed);
        Assert.NotNull(await Instances.Load(steps.Key, Ct));
    }
}

public sealed class SqlServerGroupCommitTests() : GroupCommitTests(new SqlServerTestDatabase());

public abstract class GroupCommitTests(TestDatabase place) : StorageContract(place)
{
    [Fact]
    public async Task A_step_that_conflicts_does_not_hurt_its_group()
    {
        var (first, stale, last) = (await NewSteps(), await Committed(), await NewSteps());
        var held = await HoldWriter();
        var results = Task.WhenAll(
            Queue.Commit(first.Create(), Ct),
            Queue.Commit(stale.Claim("ben") with { ExpectedVersion = 5 }, Ct),
            Queue.Commit(last.Create(), Ct));

        held.SetResult();

        Assert.Equal([CommitResult.Committed, CommitResult.VersionConflict, CommitResult.Committed], await results);
        Assert.NotNull(await Instances.Load(first.Key, Ct));
        Assert.NotNull(await Instances.Load(last.Key, Ct));
    }

    [Fact]
    public async Task A_step_without_its_lock_is_undone_alone()
    {
        var (first, lost, last) = (await NewSteps(), await Committed(), await NewSteps());
        await Queue.Commit(lost.AddJob(4, JobKind.Timer), Ct);
        var held = await HoldWriter();
        var results = Task.WhenAll(
            Queue.Commit(first.Create(), Ct),
            Queue.Commit(lost.CompleteJob(4) with { Lock = new JobLock(lost.Key + 4, "node") }, Ct),
            Queue.Commit(last.Create(), Ct));

        held.SetResult();

        Assert.Equal([CommitResult.Committed, CommitResult.LockLost, CommitResult.Committed], await results);
        Assert.Equal(2, (await Instances.Load(lost.Key, Ct))!.Version);
        Assert.NotNull(await Work.Find(lost.Key + 4, Ct));
        Assert.NotNull(await Instances.Load(last.Key, Ct));
    }

    [Fact]
    public async Task A_lost_lock_asks_the_database_for_no_savepoint_that_is_not_there()
    {
        var steps = await NewSteps();
        var step = steps.Create() with { Lock = new JobLock(steps.Key + 4, "node") };
        await using var session = await Database.Dialect.OpenSession(Ct);
        await session.Begin(Ct);
        var write = new StepWrite(HistoryProjection.Of(step));

        Assert.False(await write.Run(session));

        await session.Rollback();
        write.Complete();
        Assert.Equal(CommitResult.LockLost, await write.Result);
    }

    [Fact]
    public async Task A_step_that_fails_is_rolled_back_alone()
    {
        var (first, existing, last) = (await NewSteps(), await Committed(), await NewSteps());
        var held = await HoldWriter();
        var kept = Queue.Commit(first.Create(), Ct);
        var doubled = Queue.Commit(new Steps(existing.Key).Create(), Ct);
        var alsoKept = Queue.Commit(last.Create(), Ct);

        held.SetResult();

        var error = await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => doubled);
        Assert.True(Database.Dialect.IsUniqueViolation(error));
        Assert.Equal([CommitResult.Committed, CommitResult.Committed], await Task.WhenAll(kept, alsoKept));
        Assert.Equal(3, await Single<long>("SELECT COUNT(*) FROM audit"));
    }

    [Fact]
    public async Task A_write_that_throws_half_way_leaves_nothing()
    {
        var steps = await NewSteps();
        var rows = HistoryProjection.Of(steps.Create());

        await Assert.ThrowsAsync<InvalidOperationException>(() => Queue.Write<int>(
            async session =>
            {
                await session.Run(rows.Instance.Change);
                await session.RunAll(rows.Rows);
                throw new InvalidOperationException("half way");
            },
            Ct));

        Assert.Null(await Instances.Load(steps.Key, Ct));
        Assert.Empty(await Query<long>("SELECT audit_key FROM audit"));
    }

    [Fact]
    public async Task Many_callers_at_once_are_all_stored()
    {
        var all = await Task.WhenAll(Enumerable.Range(0, 200).Select(async _ =>
        {
            var steps = await NewSteps();
            Assert.Equal(CommitResult.Committed, await Queue.Commit(steps.Create(), Ct));
            Assert.Equal(CommitResult.Committed, await Queue.Commit(steps.Claim("ben"), Ct));
            Assert.Equal(CommitResult.Committed, await Queue.Commit(steps.Complete("ben"), Ct));
            return steps.Key;
        }));

        Assert.Equal(200, all.Distinct().Count());
        Assert.Equal(200, await Single<long>("SELECT COUNT(*) FROM process_instance WHERE state = 'completed' AND version = 3"));
        Assert.Equal(600, await Single<long>("SELECT COUNT(*) FROM audit"));
    }

    [Fact]
    public async Task Disposing_writes_what_is_queued_and_refuses_the_rest()
    {
        var (queued, late) = (await NewSteps(), await NewSteps());
        var held = await HoldWriter();
        var committed = Queue.Commit(queued.Create(), Ct);

        var disposed = Queue.DisposeAsync();
        held.SetResult();
        await disposed;

        Assert.Equal(CommitResult.Committed, await committed);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => Queue.Commit(late.Create(), Ct));
    }

    [Fact]
    public async Task Keys_are_given_out_once_however_many_processes_ask()
    {
        await using var otherQueue = new CommitQueue(new Database(Place.Options));
        var other = new KeySource(otherQueue);

        var keys = await Task.WhenAll(Enumerable.Range(0, 3000).Select(i => (i % 3 == 0 ? other : Keys).NextKey(Ct)));

        Assert.Equal(3000, keys.Distinct().Count());
        Assert.All(keys, key => Assert.Equal(0, key & 0xFFFFF));
    }
}
