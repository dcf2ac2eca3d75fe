using Bpm.Engine;
using Bpm.Feel;
using Bpm.Storage;

namespace Bpm.Runtime.Tests;

/// <summary>Messages and signals between instances and from outside.</summary>
public sealed class EventTests : IDisposable
{
    const string Names =
        """<message id="m" name="paid"/><signal id="s" name="alarm"/>""";

    static readonly string Receiver = Models.Flow("receiver",
        """<startEvent id="start"/><receiveTask id="wait" messageRef="m"/><userTask id="check" name="Check" camunda:candidateGroups="accounting"/><endEvent id="end"/>""",
        "start-wait wait-check check-end", Names);

    static readonly string Hearer = Models.Flow("hearer",
        """<startEvent id="start"/><intermediateCatchEvent id="wait"><signalEventDefinition id="d" signalRef="s"/></intermediateCatchEvent><userTask id="check" name="Check" camunda:candidateGroups="accounting"/><endEvent id="end"/>""",
        "start-wait wait-check check-end", Names);

    static readonly string SignalStart = Models.Flow("alarmed",
        """<startEvent id="start"><signalEventDefinition id="d" signalRef="s"/></startEvent><userTask id="check" name="Check" camunda:candidateGroups="accounting"/><endEvent id="end"/>""",
        "start-check check-end", Names);

    static readonly string Thrower = Models.Flow("thrower",
        """<startEvent id="start"/><intermediateThrowEvent id="alarm"><signalEventDefinition id="d" signalRef="s"/></intermediateThrowEvent><endEvent id="end"/>""",
        "start-alarm alarm-end", Names);

    readonly TestDatabase _database = new();

    [Fact]
    public async Task A_message_reaches_the_instance_that_waits_and_brings_its_variables()
    {
        await using var node = await TestNode.Start(_database);
        await node.Deploy(Receiver);
        var waiting = await node.StartProcess("receiver");

        var receipt = Assert.Single(await Send(node, new("paid", VariableSet.Of(("amount", FeelNumber.Of(12))))));

        Assert.Equal(waiting.Key, receipt.InstanceKey);
        Assert.Equal("check", (await node.OpenTask(waiting.Key)).ElementId);
        Assert.Equal("12", Assert.Single(await node.Get<Variables>().Of(waiting.Key, CancellationToken.None)).Value.Text);
    }

    [Fact]
    public async Task A_message_that_fits_several_is_refused_unless_it_is_for_all()
    {
        await using var node = await TestNode.Start(_database);
        await node.Deploy(Receiver);
        await node.StartProcess("receiver", ("order", FeelNumber.Of(1)));
        var second = await node.StartProcess("receiver", ("order", FeelNumber.Of(2)));
        await node.StartProcess("receiver", ("order", FeelNumber.Of(3)));
        var carl = await node.Actor("carl");

        Assert.Equal(RejectionKind.Invalid, (await node.Engine.CorrelateMessage(carl, new("paid", VariableSet.Empty))).Rejection!.Kind);
        var keys = new MessageRequest("paid", VariableSet.Empty) { CorrelationKeys = VariableSet.Of(("order", FeelNumber.Of(2.0m))) };
        Assert.Equal(second.Key, Assert.Single(await Send(node, keys)).InstanceKey);
        Assert.Equal(RejectionKind.NotFound, (await node.Engine.CorrelateMessage(carl, keys)).Rejection!.Kind);
        Assert.Equal(2, (await Send(node, new("paid", VariableSet.Empty) { Cardinality = Cardinality.All })).Count);
    }

    [Fact]
    public async Task A_signal_reaches_everybody_who_waits_and_starts_what_it_starts()
    {
        await using var node = await TestNode.Start(_database);
        await node.Deploy(Hearer, "hearer.bpmn");
        await node.Deploy(SignalStart, "alarmed.bpmn");
        await node.Deploy(Thrower, "thrower.bpmn");
        var (first, second) = (await node.StartProcess("hearer"), await node.StartProcess("hearer"));

        var thrower = await node.StartProcess("thrower");
        Assert.True(thrower.HasEnded);
        await node.RunDueWork();

        Assert.Equal("check", (await node.OpenTask(first.Key)).ElementId);
        Assert.Equal("check", (await node.OpenTask(second.Key)).ElementId);
        Assert.Equal(1, await Instances(node, "alarmed"));
        Assert.Equal(0, await node.Get<Jobs>().Count(new JobQuery(), CancellationToken.None));
    }

    [Fact]
    public async Task Two_nodes_deliver_what_was_thrown_once()
    {
        await using var one = await TestNode.Start(_database);
        await using var two = await TestNode.Start(_database);
        await one.Deploy(SignalStart, "alarmed.bpmn");
        await one.Deploy(Thrower, "thrower.bpmn");
        for (var i = 0; i < 5; i++) await one.StartProcess("thrower");

        await Task.WhenAll(one.RunDueWork(), two.RunDueWork());

        Assert.Equal(5, await Instances(one, "alarmed"));
    }

    [Fact]
    public async Task What_was_thrown_is_delivered_after_a_restart()
    {
        await using (var node = await TestNode.Start(_database))
        {
            await node.Deploy(SignalStart, "alarmed.bpmn");
            await node.Deploy(Thrower, "thrower.bpmn");
            await node.StartProcess("thrower");
        }
        await using var again = await TestNode.Start(_database);

        await again.RunDueWork();

        Assert.Equal(1, await Instances(again, "alarmed"));
    }

    [Fact]
    public async Task A_broadcast_signal_reaches_those_who_wait_and_those_it_starts()
    {
        await using var node = await TestNode.Start(_database);
        await node.Deploy(Hearer, "hearer.bpmn");
        await node.Deploy(SignalStart, "alarmed.bpmn");
        var (first, second) = (await node.StartProcess("hearer"), await node.StartProcess("hearer"));
        var carl = await node.Actor("carl");

        Assert.True((await node.Engine.BroadcastSignal(carl, "alarm", VariableSet.Empty, first.Key)).IsDone);
        Assert.Equal(0, await Instances(node, "alarmed"));
        Assert.Single((await node.Engine.BroadcastSignal(carl, "alarm", VariableSet.Empty)).Value!);

        Assert.Equal("check", (await node.OpenTask(second.Key)).ElementId);
    }

    [Fact]
    public async Task A_signal_from_outside_reaches_everybody_though_the_node_dies_over_it()
    {
        StartedInstance hearing;
        await using (var node = await TestNode.Start(_database))
        {
            await node.Deploy(Hearer, "hearer.bpmn");
            await node.Deploy(SignalStart, "alarmed.bpmn");
            hearing = await node.StartProcess("hearer");
            var key = await node.Get<KeySource>().NextKey(CancellationToken.None);
            await node.Get<Outbox>().Keep(
                new SignalThrown(key, 0, "alarm", VariableSet.Empty, _database.Clock.GetUtcNow()), new JobLock(key, "dead"), _database.Clock.GetUtcNow() + TimeSpan.FromMinutes(1), CancellationToken.None);
            await node.RunDueWork();
            Assert.Equal(0, await Instances(node, "alarmed"));
        }
        await using var again = await TestNode.Start(_database);
        _database.Clock.Advance(TimeSpan.FromMinutes(2));

        await again.RunDueWork();

        Assert.Equal(1, await Instances(again, "alarmed"));
        Assert.Equal("check", (await again.OpenTask(hearing.Key)).ElementId);
        Assert.Equal(0, await again.Get<Jobs>().Count(new JobQuery(), CancellationToken.None));
    }

    [Fact]
    public async Task A_signal_reaches_more_than_are_asked_for_at_a_time()
    {
        await using var node = await TestNode.Start(_database);
        await node.Deploy(Hearer, "hearer.bpmn");
        await node.Deploy(SignalStart, "alarmed.bpmn");
        for (var i = 0; i < 505; i++) await node.StartProcess("hearer");

        var started = (await node.Engine.BroadcastSignal(await node.Actor("carl"), "alarm", VariableSet.Empty)).Value!;

        Assert.Single(started);
        Assert.Empty(await node.Get<Receivers>().ForSignal("alarm", _database.Clock.GetUtcNow(), 0, 1, CancellationToken.None));
    }

    [Fact]
    public async Task A_start_that_needs_a_signal_and_a_message_takes_them_in_any_order_and_once_each()
    {
        await using var node = await TestNode.Start(_database);
        await node.Deploy(Models.Flow("both",
            """<startEvent id="start" parallelMultiple="true"><messageEventDefinition id="d" messageRef="m"/><signalEventDefinition id="e" signalRef="s"/></startEvent><userTask id="check" name="Check" camunda:candidateGroups="accounting"/><endEvent id="end"/>""",
            "start-check check-end", Names), "both.bpmn");
        var carl = await node.Actor("carl");

        var begun = Assert.Single(await Send(node, new("paid", VariableSet.Empty)));
        await Send(node, new("paid", VariableSet.Empty));
        Assert.Empty((await node.Engine.BroadcastSignal(carl, "alarm", VariableSet.Empty)).Value!);

        Assert.Equal(2, await Instances(node, "both"));
        Assert.Equal("check", (await node.OpenTask(begun.InstanceKey)).ElementId);
        var third = Assert.Single((await node.Engine.BroadcastSignal(carl, "alarm", VariableSet.Empty)).Value!);
        Assert.Equal(third.Key, Assert.Single(await Send(node, new("paid", VariableSet.Empty))).InstanceKey);
    }

    [Fact]
    public async Task A_thrown_message_nobody_waits_for_is_gone_and_the_audit_tells()
    {
        await using var node = await TestNode.Start(_database);
        await node.Deploy(Models.Flow("sender",
            """<startEvent id="start"/><sendTask id="send" messageRef="m"/><endEvent id="end"/>""", "start-send send-end", Names));
        await node.StartProcess("sender");

        await node.RunDueWork();

        Assert.Equal(0, await node.Get<Jobs>().Count(new JobQuery(), CancellationToken.None));
        await using var connection = await node.Database.Open(CancellationToken.None);
        Assert.Contains("paid", await Dapper.SqlMapper.ExecuteScalarAsync<string>(connection, "SELECT detail FROM audit WHERE action = 'MessageUnmatched'")!, StringComparison.Ordinal);
    }

    static async Task<IReadOnlyList<MessageReceipt>> Send(TestNode node, MessageRequest request)
    {
        var reply = await node.Engine.CorrelateMessage(await node.Actor("carl"), request);
        Assert.True(reply.IsDone, reply.Rejection?.Message);
        return reply.Value!;
    }

    static Task<int> Instances(TestNode node, string process) =>
        node.Get<InstanceOverview>().Count(new InstanceQuery { ProcessId = process }, CancellationToken.None);

    public void Dispose() => _database.Dispose();
}
