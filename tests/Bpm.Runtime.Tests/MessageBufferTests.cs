using Bpm.Engine;
using Bpm.Feel;
using Bpm.Storage;

namespace Bpm.Runtime.Tests;

/// <summary>Published messages reach each process once, wait for who takes them, and are seen when nobody does.</summary>
public sealed class MessageBufferTests : IDisposable
{
    const string Names =
        """<message id="m" name="paid"><extensionElements><zeebe:subscription correlationKey="=order"/></extensionElements></message>""";

    const string Check = """<userTask id="check" name="Check"><extensionElements><zeebe:userTask/><zeebe:assignmentDefinition candidateGroups="accounting"/></extensionElements></userTask><endEvent id="end"/>""";

    static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    static readonly string Start = Models.Flow8("started",
        $"""<startEvent id="start"><messageEventDefinition id="d" messageRef="m"/></startEvent>{Check}""", "start-check check-end", Names);

    readonly TestDatabase _database = new();

    static string Receiver(string id = "receiver") => Models.Flow8(id,
        $"""<startEvent id="start"/><receiveTask id="wait" messageRef="m"/>{Check}""", "start-wait wait-check check-end", Names);

    [Fact]
    public async Task A_message_waits_for_the_instance_that_asks_for_its_key()
    {
        await using var node = await TestNode.Start(_database);
        await node.Deploy(Receiver());
        await Publish(node, "42", Hour);
        await Publish(node, "43", Hour);

        var instance = await node.StartProcess("receiver", ("order", FeelNumber.Of(42)));
        await node.RunDueWork();

        Assert.Equal("check", (await node.OpenTask(instance.Key)).ElementId);
        Assert.Equal("42", (await node.Get<Variables>().Of(instance.Key, CancellationToken.None)).Single(v => v.Name == "from").Value.Text);
        Assert.Equal(1, (await Find(node, "42")).Deliveries);
        Assert.Equal(0, (await Find(node, "43")).Deliveries);
    }

    [Fact]
    public async Task A_message_reaches_each_process_once_however_many_instances_wait()
    {
        await using var node = await TestNode.Start(_database);
        await node.Deploy(Receiver(), "one.bpmn");
        await node.Deploy(Receiver("second"), "two.bpmn");
        await node.StartProcess("receiver", ("order", FeelNumber.Of(42)));
        await node.StartProcess("receiver", ("order", FeelNumber.Of(42)));
        await node.StartProcess("second", ("order", FeelNumber.Of(42)));

        await Publish(node, "42", Hour);
        await node.RunDueWork();
        await node.StartProcess("second", ("order", FeelNumber.Of(42)));
        await node.RunDueWork();

        Assert.Equal(2, (await Find(node, "42")).Deliveries);
        Assert.Equal(2, await node.Get<UserTasks>().Count(new UserTaskQuery(), CancellationToken.None));
    }

    [Fact]
    public async Task A_message_that_nobody_takes_in_its_time_expires_and_stays_to_be_seen()
    {
        await using var node = await TestNode.Start(_database);
        await node.Deploy(Receiver());
        await Publish(node, "42", Hour);
        await node.RunDueWork();
        Assert.Equal("waiting", (await Find(node, "42")).State);

        _database.Clock.Advance(Hour);
        await node.RunDueWork();
        var late = await node.StartProcess("receiver", ("order", FeelNumber.Of(42)));
        await node.RunDueWork();

        Assert.Equal("expired", (await Find(node, "42")).State);
        Assert.Equal(0, await node.Get<UserTasks>().Count(new UserTaskQuery { InstanceKey = late.Key }, CancellationToken.None));
        _database.Clock.Advance(TimeSpan.FromDays(31));
        await Publish(node, "44", TimeSpan.Zero);
        await node.RunDueWork();
        Assert.Equal("44", Assert.Single(await node.Get<Messages>().List(new MessageQuery(), Slice.All, CancellationToken.None)).CorrelationKey);
    }

    [Fact]
    public async Task A_message_without_a_time_to_live_reaches_those_who_wait_and_no_others()
    {
        await using var node = await TestNode.Start(_database);
        await node.Deploy(Receiver());
        var waiting = await node.StartProcess("receiver", ("order", FeelNumber.Of(42)));

        await Publish(node, "42", TimeSpan.Zero);
        await Publish(node, "43", TimeSpan.Zero);
        await node.RunDueWork();

        Assert.Equal("check", (await node.OpenTask(waiting.Key)).ElementId);
        Assert.Equal("43", Assert.Single(await node.Get<Messages>().List(new MessageQuery { State = "expired" }, Slice.All, CancellationToken.None)).CorrelationKey);
    }

    [Fact]
    public async Task A_message_id_is_refused_while_the_first_is_remembered()
    {
        await using var node = await TestNode.Start(_database);
        await node.Deploy(Start);
        var message = new MessagePublication("paid", VariableSet.Empty) { MessageId = "one", RememberIdFor = Hour };

        Assert.True((await Send(node, message)).IsDone);
        await node.RunDueWork();
        Assert.Equal(RejectionKind.Conflict, (await Send(node, message)).Rejection?.Kind);
        Assert.True((await Send(node, message with { CorrelationKey = "other" })).IsDone);
        await node.RunDueWork();
        Assert.Equal(2, await node.Get<UserTasks>().Count(new UserTaskQuery(), CancellationToken.None));

        _database.Clock.Advance(Hour);
        Assert.True((await Send(node, message)).IsDone);
    }

    [Fact]
    public async Task A_message_id_sent_to_two_nodes_at_once_is_taken_by_one()
    {
        await using var node = await TestNode.Start(_database);
        await using var other = await TestNode.Start(_database);
        await node.Deploy(Start);
        var message = new MessagePublication("paid", VariableSet.Empty) { MessageId = "one", TimeToLive = Hour };

        var replies = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Send(i % 2 == 0 ? node : other, message)));
        await Task.WhenAll(node.RunDueWork(), other.RunDueWork());
        await node.RunDueWork();

        Assert.Single(replies, r => r.IsDone);
        Assert.Equal(1, await node.Get<UserTasks>().Count(new UserTaskQuery(), CancellationToken.None));
    }

    [Fact]
    public async Task A_message_waits_for_the_process_that_it_starts_to_be_deployed()
    {
        await using var node = await TestNode.Start(_database);
        await Publish(node, "42", Hour);
        await node.RunDueWork();

        await node.Deploy(Start);
        await node.RunDueWork();

        Assert.Equal(1, await node.Get<UserTasks>().Count(new UserTaskQuery(), CancellationToken.None));
    }

    [Fact]
    public async Task Messages_of_one_correlation_key_start_one_instance_after_the_other()
    {
        await using var node = await TestNode.Start(_database);
        await node.Deploy(Start);
        await Publish(node, "42", Hour);
        await Publish(node, "42", Hour);
        await Publish(node, "43", Hour);
        await node.RunDueWork();
        var open = await node.Get<UserTasks>().List(new UserTaskQuery(), Slice.All, CancellationToken.None);
        Assert.Equal(2, open.Count);

        var anna = await node.Actor("anna");
        foreach (var task in open)
        {
            Assert.True((await node.Engine.Claim(anna, task.TaskKey)).IsDone);
            Assert.True((await node.Engine.Complete(anna, task.TaskKey, VariableSet.Empty)).IsDone);
        }
        await node.RunDueWork();

        var next = Assert.Single(await node.Get<UserTasks>().List(new UserTaskQuery(), Slice.All, CancellationToken.None));
        Assert.Equal("42", (await node.Get<Variables>().Of(next.InstanceKey, CancellationToken.None)).Single(v => v.Name == "from").Value.Text);
    }

    [Fact]
    public async Task A_message_that_waited_while_no_node_ran_is_delivered_after_the_restart()
    {
        long key;
        await using (var before = await TestNode.Start(_database))
        {
            await before.Deploy(Receiver());
            await Publish(before, "42", Hour);
            await before.RunDueWork();
            // The subscription is stored, and the process dies before anybody looks for messages.
            key = (await before.StartProcess("receiver", ("order", FeelNumber.Of(42)))).Key;
        }

        await using var after = await TestNode.Start(_database);
        await after.RunDueWork();

        Assert.Equal("check", (await after.OpenTask(key)).ElementId);
    }

    [Fact]
    public async Task A_subscription_that_stays_open_gets_every_message_that_waited()
    {
        await using var node = await TestNode.Start(_database);
        await node.Deploy(Models.Flow8("listener",
            $"""
            <startEvent id="start"/>{Check}
            <boundaryEvent id="note" attachedToRef="check" cancelActivity="false"><messageEventDefinition id="d" messageRef="m"/></boundaryEvent>
            <userTask id="read" name="Read"><extensionElements><zeebe:userTask/><zeebe:assignmentDefinition candidateGroups="accounting"/></extensionElements></userTask><endEvent id="end2"/>
            """, "start-check check-end note-read read-end2", Names));
        for (var i = 0; i < 3; i++) await Publish(node, "42", Hour);

        var instance = await node.StartProcess("listener", ("order", FeelNumber.Of(42)));
        await node.RunDueWork();

        Assert.Equal(4, await node.Get<UserTasks>().Count(new UserTaskQuery { InstanceKey = instance.Key }, CancellationToken.None));
    }

    [Fact]
    public async Task A_message_starts_nothing_that_its_sender_may_not_start()
    {
        await using var node = await TestNode.Start(_database);
        var closed = Models.MessageStart("paid").Replace("id=\"test\"", "id=\"closed\" camunda:candidateStarterGroups=\"management\"", StringComparison.Ordinal);
        await Publish(node, "42", Hour);

        await node.Deploy(closed);
        await node.RunDueWork();

        Assert.Equal(0, await node.Get<UserTasks>().Count(new UserTaskQuery(), CancellationToken.None));
        Assert.Equal(RejectionKind.Forbidden, (await Send(node, new("paid", VariableSet.Empty))).Rejection?.Kind);
    }

    [Fact]
    public async Task What_an_instance_sends_to_nobody_is_seen_among_the_expired()
    {
        await using var node = await TestNode.Start(_database);
        await node.Deploy(Models.Flow("sender",
            """<startEvent id="start"/><sendTask id="send" messageRef="m"/><endEvent id="end"/>""", "start-send send-end", """<message id="m" name="paid"/>"""));

        await node.StartProcess("sender");
        await node.RunDueWork();

        Assert.Equal("expired", Assert.Single(await node.Get<Messages>().List(new MessageQuery { Name = "paid" }, Slice.All, CancellationToken.None)).State);
        Assert.Equal(0, await node.Get<Jobs>().Count(new JobQuery(), CancellationToken.None));
    }

    [Fact]
    public async Task A_message_for_the_first_reaches_who_waits_longest()
    {
        await using var node = await TestNode.Start(_database);
        await node.Deploy(Receiver());
        var first = await node.StartProcess("receiver", ("order", FeelNumber.Of(42)));
        await node.StartProcess("receiver", ("order", FeelNumber.Of(42)));
        var request = new MessageRequest("paid", VariableSet.Empty) { CorrelationKey = "42" };
        var carl = await node.Actor("carl");

        Assert.Equal(RejectionKind.Invalid, (await node.Engine.CorrelateMessage(carl, request)).Rejection?.Kind);
        var receipts = (await node.Engine.CorrelateMessage(carl, request with { Cardinality = Cardinality.First })).Value!;

        Assert.Equal(first.Key, Assert.Single(receipts).InstanceKey);
    }

    static async Task<Reply<PublishedMessage>> Send(TestNode node, MessagePublication message) =>
        await node.Engine.PublishMessage(await node.Actor("carl"), message);

    static async Task Publish(TestNode node, string correlationKey, TimeSpan timeToLive) => Assert.True((await Send(node,
        new MessagePublication("paid", VariableSet.Of(("from", new FeelString(correlationKey)))) { CorrelationKey = correlationKey, TimeToLive = timeToLive })).IsDone);

    static async Task<MessageView> Find(TestNode node, string correlationKey) =>
        (await node.Get<Messages>().List(new MessageQuery(), Slice.All, CancellationToken.None)).Single(m => m.CorrelationKey == correlationKey);

    public void Dispose() => _database.Dispose();
}
