using Bpm.Connectors;
using Bpm.Engine;
using Bpm.Feel;
using Bpm.Storage;

namespace Bpm.Runtime.Tests;

public sealed class JobTests : IDisposable
{
    const string Me = "worker-1";
    static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    readonly TestDatabase _database = new();

    [Fact]
    public async Task A_connector_gets_the_variables_and_gives_its_result_to_the_process()
    {
        var connector = new RecordingConnector("topic", job => ConnectorResult.Completed(("answer", FeelNumber.Of(42))));
        await using var node = await TestNode.Start(_database, connector);
        await node.Deploy(Models.ServiceTask("topic"));
        var instance = await node.StartProcess("test", ("amount", FeelNumber.Of(7)));

        await node.RunDueWork();

        var job = Assert.Single(connector.Jobs);
        Assert.True(job.Variables.TryGet("amount", out var amount) && amount.Equals(FeelNumber.Of(7)));
        Assert.Equal("completed", (await Overview(node, instance.Key)).State);
    }

    [Fact]
    public async Task The_worker_of_a_listener_gets_its_fields_and_that_of_the_process_s_end_lets_it_end()
    {
        var connector = new RecordingConnector("topic", _ => ConnectorResult.Completed());
        await using var node = await TestNode.Start(_database, connector);
        const string Told = """<extensionElements><camunda:executionListener event="end" class="topic"><camunda:field name="who" stringValue="anna"/></camunda:executionListener></extensionElements>""";
        await node.Deploy(Models.Flow("test", $$"""{{Told}}<startEvent id="start"/><task id="work">{{Told}}</task><endEvent id="end"/>""", "start-work work-end"));
        var instance = await node.StartProcess();

        await node.RunDueWork();

        Assert.Equal(["anna", "anna"], connector.Jobs.Select(j => j.Headers["who"]));
        Assert.Equal("completed", (await Overview(node, instance.Key)).State);
    }

    [Fact]
    public async Task A_failing_connector_is_retried_by_the_policy_and_then_becomes_an_incident()
    {
        var isMended = false;
        var connector = new RecordingConnector("topic", _ => isMended ? ConnectorResult.Completed() : ConnectorResult.Retry("The other system is away."));
        await using var node = await TestNode.Start(_database, connector);
        await node.Deploy(Models.ServiceTask("topic"));
        var instance = await node.StartProcess();

        for (var attempt = 0; attempt < 3; attempt++)
        {
            await node.RunDueWork();
            _database.Clock.Advance(Minute);
        }
        await node.RunDueWork();

        Assert.Equal(3, connector.Jobs.Count);
        Assert.Single(connector.Jobs.Select(j => j.IdempotencyKey).Distinct());
        var incident = Assert.Single(await node.Get<Incidents>().List(new IncidentQuery { InstanceKey = instance.Key }, Slice.All, CancellationToken.None));
        Assert.Equal("The other system is away.", incident.Message);

        isMended = true;
        Assert.Equal(RejectionKind.Forbidden, (await node.Engine.ResolveIncident(await node.Actor("anna"), incident.IncidentKey)).Rejection!.Kind);
        Assert.True((await node.Engine.ResolveIncident(await node.Actor("olga"), incident.IncidentKey)).IsDone);
        await node.RunDueWork();
        Assert.Equal("completed", (await Overview(node, instance.Key)).State);
    }

    [Fact]
    public async Task A_failure_that_cannot_pass_is_an_incident_at_once()
    {
        await using var node = await TestNode.Start(_database, new RecordingConnector("topic", _ => ConnectorResult.GiveUp("The number is missing.")));
        await node.Deploy(Models.ServiceTask("topic"));
        var instance = await node.StartProcess();

        await node.RunDueWork();

        Assert.Single(await node.Get<Incidents>().List(new IncidentQuery { InstanceKey = instance.Key }, Slice.All, CancellationToken.None));
    }

    [Fact]
    public async Task A_bug_in_a_connector_does_not_stop_the_pump()
    {
        await using var node = await TestNode.Start(_database, new RecordingConnector("topic", _ => throw new InvalidOperationException("Oh no")));
        await node.Deploy(Models.ServiceTask("topic"));
        var instance = await node.StartProcess();

        await node.RunDueWork();

        var job = Assert.Single(await node.Get<Jobs>().List(new JobQuery { InstanceKey = instance.Key }, Slice.All, CancellationToken.None));
        Assert.Equal(("InvalidOperationException: Oh no", 2), (job.LastError, job.Retries));
    }

    [Fact]
    public async Task A_BPMN_error_of_a_connector_is_caught_by_the_model()
    {
        await using var node = await TestNode.Start(_database, new RecordingConnector("topic", _ => ConnectorResult.Error("REJECTED", "No such cost centre")));
        await node.Deploy(Models.ServiceTask("topic"));
        var instance = await node.StartProcess();

        await node.RunDueWork();

        Assert.Equal("repair", (await node.OpenTask(instance.Key)).ElementId);
    }

    [Fact]
    public async Task A_topic_without_a_connector_waits_for_an_external_worker()
    {
        await using var node = await TestNode.Start(_database);
        var instance = await StartedForWorkers(node);
        await node.RunDueWork();
        var demo = await node.Actor("demo");

        var job = Assert.Single((await node.Engine.FetchAndLock(demo, Me, ["outside"], 10, Minute)).Value!);
        Assert.True(job.Variables.TryGet("amount", out _));
        Assert.Empty((await node.Engine.FetchAndLock(demo, "worker-2", ["outside"], 10, Minute)).Value!);
        Assert.True((await node.Engine.CompleteJob(demo, job.Key, Me, VariableSet.Empty)).IsDone);

        Assert.Equal("completed", (await Overview(node, instance)).State);
    }

    [Fact]
    public async Task Completing_with_a_lock_that_another_worker_has_is_refused()
    {
        await using var node = await TestNode.Start(_database);
        var instance = await StartedForWorkers(node);
        var demo = await node.Actor("demo");
        var job = Assert.Single((await node.Engine.FetchAndLock(demo, Me, ["outside"], 10, Minute)).Value!);

        _database.Clock.Advance(2 * Minute);
        var again = Assert.Single((await node.Engine.FetchAndLock(demo, "worker-2", ["outside"], 10, Minute)).Value!);
        Assert.Equal(job.IdempotencyKey, again.IdempotencyKey);
        var late = await node.Engine.CompleteJob(demo, job.Key, Me, VariableSet.Empty);

        Assert.Equal(RejectionKind.Conflict, late.Rejection!.Kind);
        Assert.Equal("active", (await Overview(node, instance)).State);
        Assert.True((await node.Engine.CompleteJob(demo, job.Key, "worker-2", VariableSet.Empty)).IsDone);
    }

    [Fact]
    public async Task Jobs_are_for_people_with_the_role_of_a_worker()
    {
        await using var node = await TestNode.Start(_database);

        var reply = await node.Engine.FetchAndLock(await node.Actor("anna"), Me, ["outside"], 1, Minute);

        Assert.Equal(RejectionKind.Forbidden, reply.Rejection!.Kind);
    }

    [Fact]
    public async Task A_job_unlocked_by_its_worker_can_be_fetched_at_once()
    {
        await using var node = await TestNode.Start(_database);
        await StartedForWorkers(node);
        var demo = await node.Actor("demo");
        var job = Assert.Single((await node.Engine.FetchAndLock(demo, Me, ["outside"], 10, Minute)).Value!);

        Assert.False((await node.Engine.Unlock(demo, job.Key, "worker-2")).IsDone);
        Assert.True((await node.Engine.Unlock(demo, job.Key, Me)).IsDone);
        Assert.Single((await node.Engine.FetchAndLock(demo, "worker-2", ["outside"], 10, Minute)).Value!);
    }

    static async Task<long> StartedForWorkers(TestNode node)
    {
        await node.Deploy(Models.ServiceTask("outside"));
        return (await node.StartProcess("test", ("amount", FeelNumber.Of(7)))).Key;
    }

    static async Task<InstanceRow> Overview(TestNode node, long key) => (await node.Get<InstanceOverview>().Find(key, CancellationToken.None))!;

    public void Dispose() => _database.Dispose();
}
