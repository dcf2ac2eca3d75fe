using Bpm.Engine;
using Bpm.Storage;

namespace Bpm.Runtime.Tests;

/// <summary>A suspended process is started by nobody, and by nothing, until it is activated.</summary>
public sealed class SuspendedProcessTests : IDisposable
{
    static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    static readonly DefinitionChoice Test = DefinitionChoice.AllOf("test");

    readonly TestDatabase _database = new();

    [Fact]
    public async Task A_person_who_starts_it_learns_who_suspended_it_and_why()
    {
        await using var node = await TestNode.Start(_database);
        await node.Deploy(Models.UserTask());
        var running = await node.StartProcess();
        await Suspend(node, "end of year");

        var refused = (await node.Engine.Start(await node.Actor("carl"), StartRequest.Process("test", VariableSet.Empty))).Rejection!;

        Assert.Equal(RejectionKind.Suspended, refused.Kind);
        Assert.StartsWith("The process 'Test' is suspended. ", refused.Message, StringComparison.Ordinal);
        Assert.Contains("“end of year”", refused.Message, StringComparison.Ordinal);
        Assert.False((await node.OpenTask(running.Key)).IsSuspended);
        await Activate(node);
        await node.StartProcess();
    }

    [Fact]
    public async Task With_its_instances_all_of_them_are_suspended_and_go_on_again()
    {
        await using var node = await TestNode.Start(_database);
        await node.Deploy(Models.UserTask());
        var (first, second) = (await node.StartProcess(), await node.StartProcess());

        Assert.Equal(2, (await node.Engine.SuspendDefinition(await node.Actor("olga"), Test, withInstances: true, "audit")).Value);
        Assert.True((await node.OpenTask(first.Key)).IsSuspended && (await node.OpenTask(second.Key)).IsSuspended);
        Assert.Equal(0, (await node.Engine.SuspendDefinition(await node.Actor("olga"), Test, withInstances: true, "again")).Value);
        Assert.Equal("audit", (await node.Get<Definitions>().FindLatest("test", CancellationToken.None))!.SuspendedReason);

        Assert.Equal(2, (await node.Engine.ActivateDefinition(await node.Actor("olga"), Test, withInstances: true, null)).Value);
        Assert.False((await node.OpenTask(first.Key)).IsSuspended);
    }

    [Fact]
    public async Task A_start_timer_waits_and_fires_when_the_process_is_activated()
    {
        await using var node = await TestNode.Start(_database);
        await node.Deploy(Models.TimerStart("R3/PT1H"));
        await Suspend(node);
        _database.Clock.Advance(Hour * 1.5);
        await node.RunDueWork();
        Assert.Equal(0, await Instances(node));
        Assert.Null(await node.Pump.NextDue(CancellationToken.None));

        await Activate(node);
        await node.RunDueWork();
        Assert.Equal(1, await Instances(node));
    }

    [Fact]
    public async Task A_message_is_refused_and_a_published_one_waits()
    {
        await using var node = await TestNode.Start(_database);
        await node.Deploy(Models.MessageStart("order"));
        await Suspend(node, "end of year");
        var carl = await node.Actor("carl");

        var refused = (await node.Engine.CorrelateMessage(carl, new("order", VariableSet.Empty))).Rejection!;
        Assert.Equal(RejectionKind.Suspended, refused.Kind);
        Assert.Contains("“end of year”", refused.Message, StringComparison.Ordinal);
        Assert.True((await node.Engine.PublishMessage(carl, new("order", VariableSet.Empty) { TimeToLive = Hour })).IsDone);
        await node.RunDueWork();
        Assert.Equal(0, await Instances(node));

        await Activate(node);
        await node.RunDueWork();
        Assert.Equal(1, await Instances(node));
    }

    [Fact]
    public async Task A_signal_does_not_start_it()
    {
        await using var node = await TestNode.Start(_database);
        await node.Deploy(Models.Flow("test",
            """<startEvent id="start"><signalEventDefinition id="d" signalRef="s"/></startEvent><userTask id="check"/><endEvent id="end"/>""", "start-check check-end",
            """<signal id="s" name="alarm"/>"""));
        await Suspend(node);

        Assert.Empty((await node.Engine.BroadcastSignal(await node.Actor("carl"), "alarm", VariableSet.Empty)).Value!);
        await Activate(node);
        Assert.Single((await node.Engine.BroadcastSignal(await node.Actor("carl"), "alarm", VariableSet.Empty)).Value!);
    }

    [Fact]
    public async Task Who_calls_it_gets_an_incident_and_calls_again_when_that_is_resolved()
    {
        await using var node = await TestNode.Start(_database);
        await node.Deploy(Models.UserTask(), "child.bpmn");
        await node.Deploy(Models.Flow("parent", """<startEvent id="start"/><callActivity id="call" calledElement="test"/><endEvent id="end"/>""", "start-call call-end"), "parent.bpmn");
        await Suspend(node, "end of year");
        var parent = await node.StartProcess("parent");
        await node.RunDueWork();

        var incident = Assert.Single(await node.Get<Incidents>().List(new() { InstanceKey = parent.Key }, Slice.All, CancellationToken.None));
        Assert.Contains("“end of year”", incident.Message, StringComparison.Ordinal);
        await Activate(node);
        Assert.True((await node.Engine.ResolveIncident(await node.Actor("olga"), incident.IncidentKey)).IsDone);
        await node.RunDueWork();
        Assert.Equal(1, await Instances(node));
    }

    [Fact]
    public async Task Another_node_learns_of_it_within_a_second()
    {
        await using var node = await TestNode.Start(_database);
        await using var other = await TestNode.Start(_database);
        await node.Deploy(Models.UserTask());
        await other.StartProcess();
        await Suspend(node);

        _database.Clock.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(RejectionKind.Suspended, (await other.Engine.Start(await other.Actor("carl"), StartRequest.Process("test", VariableSet.Empty))).Rejection!.Kind);
    }

    [Fact]
    public async Task A_signal_starts_what_another_node_has_just_activated()
    {
        await using var node = await TestNode.Start(_database);
        await using var other = await TestNode.Start(_database);
        await node.Deploy(Models.Flow("test",
            """<startEvent id="start"><signalEventDefinition id="d" signalRef="s"/></startEvent><userTask id="check"/><endEvent id="end"/>""", "start-check check-end",
            """<signal id="s" name="alarm"/>"""));
        await Suspend(node);
        Assert.Equal(RejectionKind.Suspended, (await other.Engine.Start(await other.Actor("carl"), StartRequest.Process("test", VariableSet.Empty))).Rejection!.Kind);
        await Activate(node);

        Assert.Single((await other.Engine.BroadcastSignal(await other.Actor("carl"), "alarm", VariableSet.Empty)).Value!);
    }

    [Fact]
    public async Task Only_operators_suspend_processes()
    {
        await using var node = await TestNode.Start(_database);
        await node.Deploy(Models.UserTask());

        Assert.Equal(RejectionKind.Forbidden, (await node.Engine.SuspendDefinition(await node.Actor("mia"), Test, false, null)).Rejection!.Kind);
        Assert.Equal(RejectionKind.NotFound, (await node.Engine.SuspendDefinition(await node.Actor("olga"), DefinitionChoice.AllOf("none"), false, null)).Rejection!.Kind);
    }

    static async Task Suspend(TestNode node, string? reason = null) =>
        Assert.True((await node.Engine.SuspendDefinition(await node.Actor("olga"), Test, withInstances: false, reason)).IsDone);

    static async Task Activate(TestNode node) =>
        Assert.True((await node.Engine.ActivateDefinition(await node.Actor("olga"), Test, withInstances: false, null)).IsDone);

    static Task<int> Instances(TestNode node) => node.Get<InstanceOverview>().Count(new InstanceQuery { ProcessId = "test" }, CancellationToken.None);

    public void Dispose() => _database.Dispose();
}
