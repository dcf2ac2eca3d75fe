using Bpm.Engine;
using Bpm.Storage;

namespace Bpm.Runtime.Tests;

public sealed class TimerTests : IDisposable
{
    readonly TestDatabase _database = new();

    [Fact]
    public async Task A_timer_fires_when_its_time_has_come_and_not_before()
    {
        await using var node = await TestNode.Start(_database);
        await node.Deploy(Models.TimerThenTask("PT10M"));
        var instance = await node.StartProcess();

        _database.Clock.Advance(TimeSpan.FromMinutes(9));
        Assert.Equal(0, await node.Pump.Step());

        _database.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(1, await node.Pump.Step());
        Assert.Equal("check", (await node.OpenTask(instance.Key)).ElementId);
    }

    [Fact]
    public async Task A_timer_that_became_due_while_no_node_ran_fires_after_the_restart()
    {
        long key;
        await using (var before = await TestNode.Start(_database))
        {
            await before.Deploy(Models.TimerThenTask("PT10M"));
            key = (await before.StartProcess()).Key;
        }
        _database.Clock.Advance(TimeSpan.FromHours(1));

        await using var after = await TestNode.Start(_database);
        await after.RunDueWork();

        Assert.Equal("check", (await after.OpenTask(key)).ElementId);
    }

    [Fact]
    public async Task Two_nodes_on_one_database_carry_out_every_job_once()
    {
        await using var node = await TestNode.Start(_database);
        await using var other = await TestNode.Start(_database);
        await node.Deploy(Models.TimerThenTask("PT10M"));
        List<long> keys = [];
        for (var i = 0; i < 10; i++) keys.Add((await node.StartProcess()).Key);
        _database.Clock.Advance(TimeSpan.FromMinutes(10));

        await Task.WhenAll(node.RunDueWork(), other.RunDueWork());
        await node.RunDueWork();

        foreach (var key in keys) Assert.Equal("check", (await node.OpenTask(key)).ElementId);
        Assert.Equal(0, await node.Get<Jobs>().Count(new JobQuery(), CancellationToken.None));
    }

    [Fact]
    public async Task A_cycle_starts_an_instance_at_each_of_its_times()
    {
        await using var node = await TestNode.Start(_database);
        await node.Deploy(Models.TimerStart("R3/PT1H"));

        List<int> started = [];
        for (var hour = 0; hour < 5; hour++)
        {
            _database.Clock.Advance(TimeSpan.FromHours(1));
            await node.RunDueWork();
            started.Add(await Instances(node));
        }

        Assert.Equal([1, 2, 3, 3, 3], started);
    }

    [Fact]
    public async Task Two_nodes_start_one_instance_per_firing()
    {
        await using var node = await TestNode.Start(_database);
        await using var other = await TestNode.Start(_database);
        await node.Deploy(Models.TimerStart("R/PT1H"));

        for (var hour = 0; hour < 4; hour++)
        {
            _database.Clock.Advance(TimeSpan.FromHours(1));
            await Task.WhenAll(node.RunDueWork(), other.RunDueWork());
        }

        Assert.Equal(4, await Instances(node));
    }

    [Fact]
    public async Task A_new_version_takes_over_the_timer_of_the_old_one()
    {
        await using var node = await TestNode.Start(_database);
        await node.Deploy(Models.TimerStart("R/PT1H"));
        await node.Deploy(Models.TimerStart("R/PT2H"));

        _database.Clock.Advance(TimeSpan.FromHours(1));
        await node.RunDueWork();
        Assert.Equal(0, await Instances(node));

        _database.Clock.Advance(TimeSpan.FromHours(1));
        await node.RunDueWork();
        Assert.Equal(1, await Instances(node));
    }

    [Fact]
    public async Task An_operator_fires_a_timer_before_its_time()
    {
        await using var node = await TestNode.Start(_database);
        await node.Deploy(Models.TimerThenTask("PT10M"));
        var instance = await node.StartProcess();
        var job = Assert.Single(await node.Get<Jobs>().List(new JobQuery { InstanceKey = instance.Key }, Slice.All, CancellationToken.None));

        Assert.Equal(RejectionKind.Forbidden, (await node.Engine.ExecuteJob(await node.Actor("anna"), job.JobKey)).Rejection!.Kind);
        Assert.True((await node.Engine.ExecuteJob(await node.Actor("olga"), job.JobKey)).IsDone);
        Assert.Equal(RejectionKind.NotFound, (await node.Engine.ExecuteJob(await node.Actor("olga"), job.JobKey)).Rejection!.Kind);
        Assert.Equal("check", (await node.OpenTask(instance.Key)).ElementId);
    }

    [Fact]
    public async Task An_operator_starts_what_a_timer_would_start_later()
    {
        await using var node = await TestNode.Start(_database);
        await node.Deploy(Models.TimerStart("R2/PT1H"));
        var timer = Assert.Single(await node.Get<Jobs>().List(new JobQuery(), Slice.All, CancellationToken.None));

        Assert.True((await node.Engine.ExecuteJob(await node.Actor("olga"), timer.JobKey)).IsDone);
        Assert.Equal(1, await Instances(node));

        _database.Clock.Advance(TimeSpan.FromHours(1));
        await node.RunDueWork();
        Assert.Equal(1, await Instances(node));

        _database.Clock.Advance(TimeSpan.FromHours(1));
        await node.RunDueWork();
        Assert.Equal(2, await Instances(node));
    }

    [Fact]
    public async Task A_message_starts_the_process_that_waits_for_it()
    {
        await using var node = await TestNode.Start(_database);
        await node.Deploy(Models.MessageStart("invoice-came"));
        var carl = await node.Actor("carl");

        var started = Assert.Single((await node.Engine.CorrelateMessage(carl, new MessageRequest("invoice-came", VariableSet.Empty) { BusinessKey = "B-1" })).Value!).Started!;
        Assert.Equal("B-1", started.BusinessKey);
        Assert.Equal("check", (await node.OpenTask(started.Key)).ElementId);
        Assert.Equal(RejectionKind.NotFound, (await node.Engine.CorrelateMessage(carl, new("other", VariableSet.Empty))).Rejection!.Kind);
    }

    [Fact]
    public async Task A_message_starts_nothing_when_one_of_its_processes_is_not_the_senders_to_start()
    {
        await using var node = await TestNode.Start(_database);
        await node.Deploy(Models.MessageStart("invoice-came"));
        await node.Deploy(Models.MessageStart("invoice-came").Replace("id=\"test\"", "id=\"zz-closed\" camunda:candidateStarterGroups=\"management\"", StringComparison.Ordinal), "closed.bpmn");

        var refused = (await node.Engine.CorrelateMessage(await node.Actor("carl"), new("invoice-came", VariableSet.Empty))).Rejection!;

        Assert.Equal(RejectionKind.Forbidden, refused.Kind);
        Assert.Equal(0, await Instances(node));
        Assert.Equal(2, (await node.Engine.CorrelateMessage(await node.Actor("mark"), new("invoice-came", VariableSet.Empty) { Cardinality = Cardinality.All })).Value!.Count);
    }

    static Task<int> Instances(TestNode node) => node.Get<InstanceOverview>().Count(new InstanceQuery(), CancellationToken.None);

    public void Dispose() => _database.Dispose();
}
