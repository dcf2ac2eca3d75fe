using System.Globalization;
using Bpm.Connectors;
using Bpm.Engine;
using Bpm.Feel;
using Bpm.Storage;

namespace Bpm.Runtime.Tests;

/// <summary>Connectors whose instance is suspended while they work, or before they begin: nothing is done twice.</summary>
public sealed class SuspendedConnectorTests : IDisposable
{
    static readonly string Model = Models.Flow("test",
        """
        <startEvent id="start"/><serviceTask id="pay" camunda:type="external" camunda:topic="pay"/>
        <boundaryEvent id="refused" attachedToRef="pay"><errorEventDefinition id="e"/></boundaryEvent>
        <userTask id="check" camunda:candidateGroups="accounting"/><userTask id="mend" camunda:candidateGroups="accounting"/><endEvent id="end"/>
        """, "start-pay pay-check check-end refused-mend mend-end");

    readonly TestDatabase _database = new();

    [Fact]
    public async Task What_was_done_is_kept_and_not_done_again_also_after_a_restart()
    {
        var connector = new SuspendingConnector(_ => ConnectorResult.Completed(("receipt", FeelNumber.Of(7))));
        var instance = 0L;
        await using (var node = await Start(connector))
        {
            instance = (await node.StartProcess()).Key;
            await node.RunDueWork();
            Assert.Empty(await node.Get<UserTasks>().List(new UserTaskQuery { InstanceKey = instance }, Slice.All, CancellationToken.None));
            Assert.Equal(FeelNumber.Of(7), Assert.Single(await node.Get<Variables>().Of(instance, CancellationToken.None), v => v.Name == "receipt").Value);
        }

        await using var again = await Start(connector);
        Assert.Null(await again.Pump.NextDue(CancellationToken.None));
        await GoOn(again, instance);
        Assert.Equal("check", (await again.OpenTask(instance)).ElementId);
        Assert.Equal(1, connector.Runs);
    }

    [Fact]
    public async Task An_error_is_kept_and_leads_on_afterwards()
    {
        var connector = new SuspendingConnector(_ => ConnectorResult.Error("REFUSED", "no cover"));
        await using var node = await Start(connector);
        var instance = (await node.StartProcess()).Key;
        await node.RunDueWork();
        Assert.Empty(await node.Get<UserTasks>().List(new UserTaskQuery { InstanceKey = instance }, Slice.All, CancellationToken.None));

        await GoOn(node, instance);

        Assert.Equal("mend", (await node.OpenTask(instance)).ElementId);
        Assert.Equal(1, connector.Runs);
    }

    [Fact]
    public async Task A_failed_attempt_is_used_up_and_the_next_one_waits_until_the_instance_goes_on()
    {
        var connector = new SuspendingConnector(run => run == 1 ? ConnectorResult.Retry("The bank is away.") : ConnectorResult.Completed());
        await using var node = await Start(connector);
        var instance = (await node.StartProcess()).Key;
        await node.RunDueWork();
        var job = Assert.Single(await node.Get<Jobs>().List(new JobQuery { InstanceKey = instance }, Slice.All, CancellationToken.None));
        Assert.Equal((Job.DefaultRetries - 1, "The bank is away.", true), (job.Retries, job.LastError, job.IsSuspended));
        _database.Clock.Advance(TimeSpan.FromHours(1));
        await node.RunDueWork();
        Assert.Equal(1, connector.Runs);

        await GoOn(node, instance);
        Assert.Equal("check", (await node.OpenTask(instance)).ElementId);
    }

    [Fact]
    public async Task A_job_that_was_claimed_before_is_given_back_and_not_begun()
    {
        var connector = new SuspendingConnector(_ => ConnectorResult.Completed());
        await using var node = await Start(connector);
        connector.Meanwhile = _ => Task.CompletedTask;
        var instance = (await node.StartProcess()).Key;
        var runner = node.Get<JobRunner>();
        var now = _database.Clock.GetUtcNow();
        var claimed = Assert.Single(await node.Get<WorkQueue>().ClaimDue(new JobClaim(now, "a", now.AddMinutes(5), 5, runner.Jobs), CancellationToken.None));
        Assert.True((await node.Engine.SuspendInstance(await node.Actor("olga"), instance, null)).IsDone);

        await runner.Run(claimed, new JobLock(claimed.Key, "a", claimed.Attempts));

        Assert.Equal(0, connector.Runs);
        await GoOn(node, instance);
        Assert.Equal("check", (await node.OpenTask(instance)).ElementId);
        Assert.Equal(1, connector.Runs);
    }

    async Task<TestNode> Start(SuspendingConnector connector)
    {
        var node = await TestNode.Start(_database, connector);
        await node.Deploy(Model);
        connector.Meanwhile = async job => Assert.True((await node.Engine.SuspendInstance(await node.Actor("olga"), long.Parse(job.ProcessInstanceKey, CultureInfo.InvariantCulture), "stop")).IsDone);
        return node;
    }

    static async Task GoOn(TestNode node, long instance)
    {
        Assert.True((await node.Engine.ActivateInstance(await node.Actor("olga"), instance, null)).IsDone);
        await node.RunDueWork();
    }

    public void Dispose() => _database.Dispose();

    /// <summary>Its first run is under way when somebody suspends the instance.</summary>
    sealed class SuspendingConnector(Func<int, ConnectorResult> answer) : IConnector
    {
        public string Type => "pay";
        public int Runs { get; private set; }
        public Func<ConnectorJob, Task> Meanwhile { get; set; } = _ => Task.CompletedTask;

        public async Task<ConnectorResult> Run(ConnectorJob job, CancellationToken ct)
        {
            if (++Runs == 1) await Meanwhile(job);
            return answer(Runs);
        }
    }
}
