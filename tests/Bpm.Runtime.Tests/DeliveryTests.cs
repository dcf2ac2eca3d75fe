using Bpm.Engine;
using Bpm.Feel;
using Bpm.Storage;

namespace Bpm.Runtime.Tests;

/// <summary>What instances send each other arrives, whatever stands in its way.</summary>
public sealed class DeliveryTests : IDisposable
{
    const string Names = """<message id="m" name="paid"/><signal id="s" name="alarm"/>""";

    const string Check = """<userTask id="check" name="Check" camunda:candidateGroups="accounting"/><endEvent id="end"/>""";

    static readonly string Receiver = Models.Flow("receiver",
        $"""<startEvent id="start"/><receiveTask id="wait" messageRef="m"/>{Check}""", "start-wait wait-check check-end", Names);

    static readonly string Sender = Models.Flow("sender",
        """<startEvent id="start"/><sendTask id="send" messageRef="m"/><endEvent id="end"/>""", "start-send send-end", Names);

    static readonly string Hearer = Models.Flow("hearer",
        $"""<startEvent id="start"/><intermediateCatchEvent id="wait"><signalEventDefinition id="d" signalRef="s"/></intermediateCatchEvent>{Check}""",
        "start-wait wait-check check-end", Names);

    static readonly string Thrower = Models.Flow("thrower",
        """<startEvent id="start"/><intermediateThrowEvent id="alarm"><signalEventDefinition id="d" signalRef="s"/></intermediateThrowEvent><endEvent id="end"/>""",
        "start-alarm alarm-end", Names);

    readonly TestDatabase _database = new();

    [Fact]
    public async Task A_thrown_message_reaches_the_instance_that_waits()
    {
        await using var node = await TestNode.Start(_database);
        await node.Deploy(Receiver, "receiver.bpmn");
        await node.Deploy(Sender, "sender.bpmn");
        var waiting = await node.StartProcess("receiver");

        await node.StartProcess("sender");
        await node.RunDueWork();

        Assert.Equal("check", (await node.OpenTask(waiting.Key)).ElementId);
    }

    [Fact]
    public async Task A_receiver_that_cannot_take_a_signal_keeps_it_from_nobody()
    {
        await using var node = await TestNode.Start(_database);
        // An assignee that is longer than any user id cannot be stored: the step is refused.
        var refusing = Hearer.Replace("\"hearer\"", "\"refusing\"", StringComparison.Ordinal)
            .Replace("camunda:candidateGroups=\"accounting\"", "camunda:assignee=\"${who}\"", StringComparison.Ordinal);
        await node.Deploy(refusing, "refusing.bpmn");
        await node.Deploy(Hearer, "hearer.bpmn");
        await node.Deploy(Thrower, "thrower.bpmn");
        await node.StartProcess("refusing", ("who", new FeelString(new string('x', 5000))));
        var second = await node.StartProcess("hearer");

        await node.StartProcess("thrower");
        await node.RunDueWork();

        Assert.Equal("check", (await node.OpenTask(second.Key)).ElementId);
        Assert.Equal(0, await node.Get<Jobs>().Count(new JobQuery(), CancellationToken.None));
        Assert.Contains("alarm", await Noted(node, "DeliveryRefused"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_broadcast_that_one_cannot_take_reaches_the_others()
    {
        await using var node = await TestNode.Start(_database);
        await node.Deploy(Hearer.Replace("\"hearer\"", "\"refusing\"", StringComparison.Ordinal)
            .Replace("camunda:candidateGroups=\"accounting\"", "camunda:assignee=\"${who}\"", StringComparison.Ordinal), "refusing.bpmn");
        await node.Deploy(Hearer, "hearer.bpmn");
        await node.StartProcess("refusing", ("who", new FeelString(new string('x', 5000))));
        var second = await node.StartProcess("hearer");

        Assert.True((await node.Engine.BroadcastSignal(await node.Actor("carl"), "alarm", VariableSet.Empty)).IsDone);

        Assert.Equal("check", (await node.OpenTask(second.Key)).ElementId);
        Assert.Contains("alarm", await Noted(node, "DeliveryRefused"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_conditional_start_event_starts_when_somebody_tells_facts_for_which_it_holds()
    {
        await using var node = await TestNode.Start(_database);
        await node.Deploy(Models.Flow("guard",
            $$"""<startEvent id="start"><conditionalEventDefinition id="d"><condition>${level > 3}</condition></conditionalEventDefinition></startEvent>{{Check}}""",
            "start-check check-end"), "guard.bpmn");
        var carl = await node.Actor("carl");

        Assert.Empty((await node.Engine.EvaluateConditions(carl, VariableSet.Of(("level", FeelNumber.Of(3))))).Value!);
        var started = Assert.Single((await node.Engine.EvaluateConditions(carl, VariableSet.Of(("level", FeelNumber.Of(4))))).Value!);

        Assert.Equal("check", (await node.OpenTask(started.Key)).ElementId);
    }

    static async Task<string> Noted(TestNode node, string action)
    {
        await using var connection = await node.Database.Open(CancellationToken.None);
        return await Dapper.SqlMapper.ExecuteScalarAsync<string>(connection, "SELECT detail FROM audit WHERE action = @action", new { action }) ?? "";
    }

    public void Dispose() => _database.Dispose();
}
