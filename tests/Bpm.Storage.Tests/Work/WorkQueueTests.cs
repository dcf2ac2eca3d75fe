using Bpm.Engine;
using Bpm.Feel;

namespace Bpm.Storage.Tests;

public sealed class SqliteWorkQueueTests() : WorkQueueTests(new SqliteTestDatabase());

public sealed class SqlServerWorkQueueTests() : WorkQueueTests(new SqlServerTestDatabase());

public abstract class WorkQueueTests(TestDatabase place) : StorageContract(place)
{
    static readonly JobSelection Mail = new(false, ["mail"]);

    [Fact]
    public async Task Due_jobs_are_claimed_once_and_in_order()
    {
        var steps = await Committed();
        await Queue.Commit(steps.AddJob(4, JobKind.Timer, due: Now.AddMinutes(-1)), Ct);
        await Queue.Commit(steps.AddJob(5, JobKind.Deadline, due: Now.AddMinutes(-2)), Ct);
        await Queue.Commit(steps.AddJob(6, JobKind.Timer, due: Now.AddMinutes(1)), Ct);
        await Queue.Commit(steps.AddJob(7, JobKind.External, "mail"), Ct);

        var claimed = await Work.ClaimDue(Claim("node"), Ct);

        Assert.Equal([steps.Key + 5, steps.Key + 4], claimed.Select(j => j.Key));
        Assert.All(claimed, j => Assert.Equal(("node", 1, Now.AddMinutes(5)), (j.LockOwner, j.Attempts, j.LockedUntil)));
        Assert.Empty(await Work.ClaimDue(Claim("other"), Ct));
    }

    [Fact]
    public async Task Work_for_workers_is_claimed_by_its_topic()
    {
        var steps = await Committed();
        await Queue.Commit(steps.AddJob(4, JobKind.External, "mail"), Ct);
        await Queue.Commit(steps.AddJob(5, JobKind.External, "print"), Ct);
        await Queue.Commit(steps.AddJob(6, JobKind.Continuation), Ct);

        var claimed = Assert.Single(await Work.ClaimDue(Claim("worker") with { Jobs = Mail }, Ct));

        Assert.Equal((steps.Key + 4, "mail", WorkKind.External), (claimed.Key, claimed.Type, claimed.Kind));
    }

    [Fact]
    public async Task The_most_urgent_work_of_all_topics_is_claimed_first()
    {
        var steps = await Committed();
        await Queue.Commit(steps.AddJob(4, JobKind.External, "mail"), Ct);
        await Queue.Commit(steps.AddJob(5, JobKind.External, "mail", priority: 5), Ct);
        await Queue.Commit(steps.AddJob(6, JobKind.External, "print", priority: 7), Ct);
        var claim = Claim("worker") with { Jobs = new JobSelection(false, ["mail", "print"]) };

        Assert.Equal([steps.Key + 6, steps.Key + 5], (await Work.ClaimDue(claim with { Max = 2 }, Ct)).Select(j => j.Key));
        Assert.Equal(1, await Work.CountDue("mail", Now, 10, Ct));
    }

    public static TheoryData<string, bool> Restrictions => new()
    {
        { "business key", true }, { "other business key", false }, { "definition", true }, { "other definition", false },
        { "variable", true }, { "variable of another value", false }, { "process that is not deployed", false }, { "version tag", false },
    };

    [Theory]
    [MemberData(nameof(Restrictions))]
    public async Task A_worker_takes_only_the_work_that_it_asks_for(string restriction, bool isTaken)
    {
        var steps = await Committed();
        await Queue.Commit(steps.AddJob(4, JobKind.External, "mail"), Ct);
        var only = restriction switch
        {
            "business key" => new WorkRestriction { BusinessKey = "B-1" },
            "other business key" => new WorkRestriction { BusinessKey = "B-2" },
            "definition" => new WorkRestriction { DefinitionKeys = [1, 77] },
            "other definition" => new WorkRestriction { DefinitionKeys = [1, 2] },
            "variable" => new WorkRestriction { Variables = [("amount", FeelNumber.Of(120.5m))], BusinessKey = "B-1" },
            "variable of another value" => new WorkRestriction { Variables = [("amount", FeelNumber.Of(120))] },
            "version tag" => new WorkRestriction { VersionTag = "v1" },
            _ => new WorkRestriction { ProcessIds = ["a", "b' OR 1 = 1 --"] },
        };

        var claimed = await Work.ClaimDue(Claim("worker") with { Jobs = Mail, Only = new Dictionary<string, WorkRestriction> { ["mail"] = only } }, Ct);

        Assert.Equal(isTaken ? 1 : 0, claimed.Count);
    }

    [Fact]
    public async Task A_claim_takes_no_more_than_asked_for()
    {
        var steps = await Committed();
        for (var i = 4; i < 10; i++)
        {
            await Queue.Commit(steps.AddJob(i, JobKind.Timer), Ct);
        }

        Assert.Equal(4, (await Work.ClaimDue(Claim("node") with { Max = 4 }, Ct)).Count);
        Assert.Equal(2, (await Work.ClaimDue(Claim("node") with { Max = 4 }, Ct)).Count);
    }

    [Fact]
    public async Task Of_two_processes_that_race_for_a_job_one_wins()
    {
        var steps = await Committed();
        await using var otherQueue = new CommitQueue(new Database(Place.Options));
        var other = new WorkQueue(Database, otherQueue);
        for (var i = 4; i < 24; i++)
        {
            await Queue.Commit(steps.AddJob(i, JobKind.Timer), Ct);

            var claims = await Task.WhenAll(Work.ClaimDue(Claim("a"), Ct), other.ClaimDue(Claim("b"), Ct));

            Assert.Single(claims.SelectMany(jobs => jobs));
        }
    }

    [Fact]
    public async Task A_lock_that_ran_out_is_claimed_by_another_and_the_late_answer_is_refused()
    {
        var steps = await Committed();
        await Queue.Commit(steps.AddJob(4, JobKind.Timer), Ct);
        await Work.ClaimDue(Claim("slow"), Ct);

        var claimed = await Work.ClaimDue(Claim("quick") with { Now = Now.AddMinutes(6), LockUntil = Now.AddMinutes(11) }, Ct);
        Assert.Equal((steps.Key + 4, 2), (Assert.Single(claimed).Key, claimed[0].Attempts));

        var late = new Steps(steps.Key);
        late.Resume((await Instances.Load(steps.Key, Ct))!);
        Assert.Equal(CommitResult.LockLost, await Queue.Commit(late.CompleteJob(4) with { Lock = new(steps.Key + 4, "slow") }, Ct));
        Assert.Equal(2, (await Instances.Load(steps.Key, Ct))!.Version);

        Assert.Equal(CommitResult.Committed, await Queue.Commit(steps.CompleteJob(4) with { Lock = new(steps.Key + 4, "quick") }, Ct));
        Assert.Null(await Work.Find(steps.Key + 4, Ct));
    }

    [Fact]
    public async Task A_lock_lost_in_a_group_leaves_the_others()
    {
        var (steps, first, last) = (await Committed(), await NewSteps(), await NewSteps());
        await Queue.Commit(steps.AddJob(4, JobKind.Timer), Ct);
        var held = await HoldWriter();
        var results = Task.WhenAll(
            Queue.Commit(first.Create(), Ct),
            Queue.Commit(steps.CompleteJob(4) with { Lock = new(steps.Key + 4, "nobody") }, Ct),
            Queue.Commit(last.Create(), Ct));

        held.SetResult();

        Assert.Equal([CommitResult.Committed, CommitResult.LockLost, CommitResult.Committed], await results);
        Assert.Equal(2, (await Instances.Load(steps.Key, Ct))!.Version);
        Assert.NotNull(await Instances.Load(last.Key, Ct));
    }

    [Fact]
    public async Task A_failed_job_waits_for_its_retry_with_its_error_and_without_a_lock()
    {
        var steps = await Committed();
        await Queue.Commit(steps.AddJob(4, JobKind.External, "mail"), Ct);
        await Work.ClaimDue(Claim("worker") with { Jobs = Mail }, Ct);

        var failed = steps.Step(
            new FailJob(steps.Key + 4, "no route", 2, Now.AddMinutes(10)) { At = Now }, new JobFailed(steps.Key + 4, "no route", 2, Now.AddMinutes(10)));
        Assert.Equal(CommitResult.Committed, await Queue.Commit(failed with { Lock = new(steps.Key + 4, "worker") }, Ct));

        var job = (await Work.Find(steps.Key + 4, Ct))!;
        Assert.Equal((2, Now.AddMinutes(10), "no route", null), (job.Retries, job.DueAt, job.LastError, job.LockOwner));
        Assert.Empty(await Work.ClaimDue(Claim("worker") with { Jobs = Mail }, Ct));
    }

    [Fact]
    public async Task The_next_due_instant_counts_waiting_jobs_and_ends_of_locks()
    {
        Assert.Null(await Work.NextDue(JobSelection.Own, Ct));
        var steps = await Committed();
        await Queue.Commit(steps.AddJob(4, JobKind.External, "mail", Now.AddMinutes(-5)), Ct);
        await Queue.Commit(steps.AddJob(5, JobKind.Timer, due: Now.AddMinutes(30)), Ct);
        await Queue.Commit(steps.AddJob(6, JobKind.Timer, due: Now), Ct);
        Assert.Equal(Now, await Work.NextDue(JobSelection.Own, Ct));

        await Work.ClaimDue(Claim("node"), Ct);
        Assert.Equal(Now.AddMinutes(5), await Work.NextDue(JobSelection.Own, Ct));
        Assert.Equal(Now.AddMinutes(-5), await Work.NextDue(Mail, Ct));
        Assert.Equal(Now.AddMinutes(-5), await Work.NextDue(new(true, ["mail"]), Ct));
    }

    [Fact]
    public async Task A_lock_can_be_extended_and_given_back_by_its_owner_only()
    {
        var steps = await Committed();
        await Queue.Commit(steps.AddJob(4, JobKind.Timer), Ct);
        var (mine, theirs) = (new JobLock(steps.Key + 4, "node"), new JobLock(steps.Key + 4, "other"));
        Assert.NotNull(await Work.Claim(mine, Now, Now.AddMinutes(1), Ct));
        Assert.Null(await Work.Claim(theirs, Now, Now.AddMinutes(1), Ct));

        Assert.True(await Work.ExtendLock(mine, Now.AddMinutes(9), Ct));
        Assert.False(await Work.ExtendLock(theirs, Now.AddMinutes(9), Ct));
        Assert.False(await Work.Unlock(theirs, Ct));
        Assert.Equal(Now.AddMinutes(9), (await Work.Find(mine.JobKey, Ct))!.LockedUntil);

        Assert.True(await Work.Unlock(mine, Ct));
        Assert.NotNull(await Work.Claim(theirs, Now, Now.AddMinutes(1), Ct));
    }

    [Fact]
    public async Task An_owner_that_claims_again_refuses_its_own_earlier_attempt()
    {
        var steps = await Committed();
        await Queue.Commit(steps.AddJob(4, JobKind.Timer), Ct);
        var first = Lock(Assert.Single(await Work.ClaimDue(Claim("node"), Ct)));
        var second = Lock(Assert.Single(await Work.ClaimDue(Claim("node") with { Now = Now.AddMinutes(6), LockUntil = Now.AddMinutes(11) }, Ct)));

        Assert.False(await Work.ExtendLock(first, Now.AddMinutes(20), Ct));
        Assert.False(await Work.Unlock(first, Ct));
        Assert.Equal(CommitResult.LockLost, await Queue.Commit(steps.CompleteJob(4) with { Lock = first }, Ct));

        steps.Resume((await Instances.Load(steps.Key, Ct))!);
        Assert.Equal(CommitResult.Committed, await Queue.Commit(steps.CompleteJob(4) with { Lock = second }, Ct));

        static JobLock Lock(DueJob job) => new(job.Key, "node", job.Attempts);
    }

    [Fact]
    public async Task A_claim_leaves_out_what_its_owner_still_works_on()
    {
        var steps = await Committed();
        await Queue.Commit(steps.AddJob(4, JobKind.Timer), Ct);
        await Queue.Commit(steps.AddJob(5, JobKind.Timer), Ct);

        var claimed = await Work.ClaimDue(Claim("node") with { Max = 1, Except = [steps.Key + 4] }, Ct);

        Assert.Equal(steps.Key + 5, Assert.Single(claimed).Key);
        Assert.Null((await Work.Find(steps.Key + 4, Ct))!.LockOwner);
    }

    [Fact]
    public async Task A_node_that_ends_gives_all_its_jobs_back()
    {
        var steps = await Committed();
        await Queue.Commit(steps.AddJob(4, JobKind.Timer), Ct);
        await Queue.Commit(steps.AddJob(5, JobKind.Timer), Ct);
        await Work.ClaimDue(Claim("node"), Ct);

        Assert.Equal(2, await Work.ReleaseAll("node", Ct));

        Assert.Equal(2, (await Work.ClaimDue(Claim("other"), Ct)).Count);
    }

    static JobClaim Claim(string owner) => new(Now, owner, Now.AddMinutes(5), 100, JobSelection.Own);
}
