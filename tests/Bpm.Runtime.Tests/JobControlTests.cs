using Bpm.Engine;
using Bpm.Storage;

namespace Bpm.Runtime.Tests;

/// <summary>Jobs of the engine's own that operators suspend, move and make urgent.</summary>
public sealed class JobControlTests : IDisposable
{
    static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    readonly TestDatabase _database = new();

    [Fact]
    public async Task A_suspended_timer_does_not_fire_until_it_is_activated()
    {
        await using var node = await TestNode.Start(_database);
        await node.Deploy(Models.TimerThenTask("PT1H"));
        var instance = await node.StartProcess();
        var job = await Job(node, instance.Key);
        await Suspend(node, JobChoice.One(job.JobKey));
        _database.Clock.Advance(2 * Hour);
        await node.RunDueWork();
        Assert.True((await Job(node, instance.Key)).IsSuspended);

        await Suspend(node, JobChoice.One(job.JobKey), isSuspended: false);
        await node.RunDueWork();
        Assert.Equal("check", (await node.OpenTask(instance.Key)).ElementId);
    }

    [Fact]
    public async Task A_job_of_a_suspended_instance_waits_for_its_instance()
    {
        await using var node = await TestNode.Start(_database);
        await node.Deploy(Models.TimerThenTask("PT1H"));
        var instance = await node.StartProcess();
        await node.Engine.SuspendInstance(await node.Actor("olga"), instance.Key, null);

        await Suspend(node, JobChoice.OfInstance(instance.Key), isSuspended: false);

        Assert.True((await Job(node, instance.Key)).IsSuspended);
    }

    [Fact]
    public async Task Jobs_to_come_of_a_suspended_element_are_born_suspended_also_on_another_node()
    {
        await using var node = await TestNode.Start(_database);
        await using var other = await TestNode.Start(_database);
        var definition = (await node.Deploy(Models.TimerThenTask("PT1H"))).Definitions[0].Key;
        var key = new JobDefinitionKey(definition, JobDefinitionKey.Timer, "wait");
        Assert.False((await Job(other, (await other.StartProcess()).Key)).IsSuspended);
        Assert.Equal(1, (await node.Engine.SetJobDefinitionSuspended(await node.Actor("olga"), key, isSuspended: true, withJobs: false)).Value);

        _database.Clock.Advance(TimeSpan.FromSeconds(2));
        Assert.True((await Job(node, (await node.StartProcess()).Key)).IsSuspended);
        Assert.True((await Job(other, (await other.StartProcess()).Key)).IsSuspended);
    }

    [Fact]
    public async Task A_start_timer_is_moved_and_suspended()
    {
        await using var node = await TestNode.Start(_database);
        await node.Deploy(Models.TimerStart("R3/PT1H"));
        var job = Assert.Single(await node.Get<Jobs>().List(new JobQuery(), Slice.All, CancellationToken.None));
        var olga = await node.Actor("olga");

        Assert.True((await node.Engine.SetJobDue(olga, job.JobKey, _database.Clock.GetUtcNow() + 3 * Hour, movesCycle: false)).IsDone);
        _database.Clock.Advance(2 * Hour);
        await node.RunDueWork();
        Assert.Equal(0, await Instances(node));
        await Suspend(node, JobChoice.Of(DefinitionChoice.AllOf("test")));
        _database.Clock.Advance(1.5 * Hour);
        await node.RunDueWork();
        Assert.Equal(0, await Instances(node));

        await Suspend(node, JobChoice.Of(DefinitionChoice.AllOf("test")), isSuspended: false);
        await node.RunDueWork();
        Assert.Equal(1, await Instances(node));
        Assert.Equal(RejectionKind.Invalid, (await node.Engine.RecalculateJobDue(olga, job.JobKey, fromCreation: true)).Rejection!.Kind);
    }

    [Fact]
    public async Task Only_operators_change_jobs()
    {
        await using var node = await TestNode.Start(_database);
        await node.Deploy(Models.TimerThenTask("PT1H"));
        var job = await Job(node, (await node.StartProcess()).Key);
        var anna = await node.Actor("anna");

        Assert.Equal(RejectionKind.Forbidden, (await node.Engine.SetJobsSuspended(anna, JobChoice.One(job.JobKey), true)).Rejection!.Kind);
        Assert.Equal(RejectionKind.Forbidden, (await node.Engine.SetJobPriority(anna, job.JobKey, 1)).Rejection!.Kind);
        Assert.Equal(RejectionKind.Forbidden, (await node.Engine.SetJobDue(anna, job.JobKey, null, false)).Rejection!.Kind);
    }

    static async Task Suspend(TestNode node, JobChoice jobs, bool isSuspended = true) =>
        Assert.True((await node.Engine.SetJobsSuspended(await node.Actor("olga"), jobs, isSuspended)).IsDone);

    static async Task<WaitingJob> Job(TestNode node, long instance) =>
        Assert.Single(await node.Get<Jobs>().List(new JobQuery { InstanceKey = instance }, Slice.All, CancellationToken.None));

    static Task<int> Instances(TestNode node) => node.Get<InstanceOverview>().Count(new InstanceQuery(), CancellationToken.None);

    public void Dispose() => _database.Dispose();
}
