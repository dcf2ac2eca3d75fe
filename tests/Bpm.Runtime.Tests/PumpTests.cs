using Bpm.Connectors;
using Bpm.Engine;
using Bpm.Storage;

namespace Bpm.Runtime.Tests;

public sealed class PumpTests : IDisposable
{
    static readonly TimeSpan AtMost = TimeSpan.FromSeconds(60);

    readonly TestDatabase _database = new();

    [Fact]
    public async Task A_running_pump_is_woken_by_the_commit_that_makes_a_job()
    {
        await using var node = await TestNode.Start(_database, new RecordingConnector("topic", _ => ConnectorResult.Completed()));
        await node.Deploy(Models.ServiceTask("topic"));
        var done = new TaskCompletionSource();
        using var subscription = node.Notifications.Subscribe(change =>
        {
            if (change.Action == nameof(CompleteJob)) done.TrySetResult();
            return Task.CompletedTask;
        });

        await node.Pump.StartAsync(CancellationToken.None);
        await node.StartProcess();

        await done.Task.WaitAsync(AtMost);
        await node.Pump.StopAsync(CancellationToken.None);
    }

    [Fact]
    public async Task Stopping_waits_for_the_job_that_runs()
    {
        var began = new TaskCompletionSource();
        var mayEnd = new TaskCompletionSource();
        await using var node = await TestNode.Start(_database, new SlowConnector(began, mayEnd));
        await node.Deploy(Models.ServiceTask("slow"));
        await node.Pump.StartAsync(CancellationToken.None);
        var instance = await node.StartProcess();
        await began.Task.WaitAsync(AtMost);

        var stopping = node.Pump.StopAsync(CancellationToken.None);
        Assert.False(stopping.IsCompleted);
        mayEnd.SetResult();
        await stopping.WaitAsync(AtMost);

        Assert.Equal("completed", (await node.Get<InstanceOverview>().Find(instance.Key, CancellationToken.None))!.State);
    }

    [Fact]
    public async Task A_job_that_outlasts_its_lock_is_not_begun_again_beside_itself()
    {
        var began = new TaskCompletionSource();
        var mayEnd = new TaskCompletionSource();
        await using var node = await TestNode.Start(_database, new SlowConnector(began, mayEnd) { IsDeaf = true });
        await node.Deploy(Models.ServiceTask("slow"));
        var instance = await node.StartProcess();
        var first = node.Pump.Step();
        await began.Task.WaitAsync(AtMost);

        _database.Clock.Advance(new BpmOptions().LockDuration + TimeSpan.FromSeconds(1));
        var second = node.Pump.Step();
        mayEnd.SetResult();

        Assert.Equal(0, await second.WaitAsync(AtMost));
        Assert.Equal(1, await first.WaitAsync(AtMost));
        Assert.Equal("completed", (await node.Get<InstanceOverview>().Find(instance.Key, CancellationToken.None))!.State);
    }

    [Fact]
    public async Task A_stopped_pump_leaves_no_lock_behind()
    {
        await using var node = await TestNode.Start(_database, new RecordingConnector("topic", _ => ConnectorResult.Retry("away")));
        await node.Deploy(Models.ServiceTask("topic"));
        var instance = await node.StartProcess();

        await node.Pump.Step();
        await node.Pump.StopAsync(CancellationToken.None);

        var job = Assert.Single(await node.Get<Jobs>().List(new JobQuery { InstanceKey = instance.Key }, Slice.All, CancellationToken.None));
        Assert.Null(job.LockOwner);
    }

    [Fact]
    public async Task The_alarm_clocks_of_two_nodes_in_one_process_both_ring()
    {
        await using var node = await TestNode.Start(_database);
        await using var other = await TestNode.Start(_database);

        foreach (var clock in new[] { node.Get<IAlarmClock>(), other.Get<IAlarmClock>() })
        {
            var rang = new TaskCompletionSource();
            await clock.Start(() => rang.TrySetResult(), CancellationToken.None);
            await clock.Arm(_database.Clock.Now, CancellationToken.None);
            await rang.Task.WaitAsync(AtMost);
        }

        await node.Get<IAlarmClock>().Stop(CancellationToken.None);
        await other.Get<IAlarmClock>().Stop(CancellationToken.None);
    }

    [Fact]
    public void The_wait_after_a_failure_doubles_up_to_an_hour_or_follows_the_policy()
    {
        var policy = new Model.RetryPolicy(3, [TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1)]);

        foreach (var (failed, wait) in new[] { (1, 10), (2, 20), (3, 40), (30, 3600) })
            Assert.InRange(Backoff.After(4711, failed, null).TotalSeconds, wait * 0.8, wait);
        Assert.Equal([1, 60, 60], new[] { 1, 2, 3 }.Select(n => (int)Backoff.After(4711, n, policy).TotalSeconds));
    }

    [Fact]
    public void Jobs_that_failed_together_come_back_apart_and_each_always_at_the_same_time()
    {
        var waits = Enumerable.Range(1, 100).Select(key => Backoff.After(key, 1, null)).ToList();

        Assert.Equal(waits, Enumerable.Range(1, 100).Select(key => Backoff.After(key, 1, null)));
        Assert.Equal(100, waits.Distinct().Count());
        Assert.True(waits.Max() - waits.Min() > TimeSpan.FromSeconds(1.5));
    }

    [Fact]
    public void Every_wrong_setting_is_one_clear_line()
    {
        var problems = new BpmOptions { Data = "", Database = DatabaseKind.SqlServer, Parallelism = -1, PollInterval = TimeSpan.Zero }.Problems();

        Assert.Equal(["Bpm:Data", "ConnectionStrings:Bpm", "Bpm:Parallelism", "Bpm:PollInterval"], problems.Select(p => p[..p.LastIndexOf(": expected", StringComparison.Ordinal)]));
        Assert.Empty(new BpmOptions { Data = "somewhere" }.Problems());
    }

    public void Dispose() => _database.Dispose();

    sealed class SlowConnector(TaskCompletionSource began, TaskCompletionSource mayEnd) : IConnector
    {
        public string Type => "slow";

        /// <summary>Does not hear that its time is up.</summary>
        public bool IsDeaf { get; init; }

        public async Task<ConnectorResult> Run(ConnectorJob job, CancellationToken ct)
        {
            began.SetResult();
            await mayEnd.Task.WaitAsync(IsDeaf ? CancellationToken.None : ct);
            return ConnectorResult.Completed();
        }
    }
}
