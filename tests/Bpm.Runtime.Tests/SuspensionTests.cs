using Bpm.Engine;
using Bpm.Feel;
using Bpm.Storage;

namespace Bpm.Runtime.Tests;

/// <summary>Suspended instances keep what they have, and get what came meanwhile when they go on.</summary>
public sealed class SuspensionTests : IDisposable
{
    const string Names = """<message id="m" name="paid"/><signal id="s" name="alarm"/>""";

    const string Check = """<userTask id="check" name="Check" camunda:candidateGroups="accounting"/><endEvent id="end"/>""";

    static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    static readonly string Receiver = Models.Flow("receiver",
        $"""<startEvent id="start"/><receiveTask id="wait" messageRef="m"/>{Check}""", "start-wait wait-check check-end", Names);

    static readonly string Hearer = Models.Flow("hearer",
        $"""<startEvent id="start"/><intermediateCatchEvent id="wait"><signalEventDefinition id="d" signalRef="s"/></intermediateCatchEvent>{Check}""",
        "start-wait wait-check check-end", Names);

    static readonly string Sender = Models.Flow("sender",
        """<startEvent id="start"/><userTask id="go" camunda:assignee="carl"/><intermediateThrowEvent id="send"><messageEventDefinition id="d" messageRef="m"/></intermediateThrowEvent><endEvent id="end"/>""",
        "start-go go-send send-end", Names);

    static readonly string Parent = Models.Flow("parent",
        $"""<startEvent id="start"/><callActivity id="call" calledElement="child"/>{Check}""", "start-call call-check check-end");

    static readonly string Child = Models.Flow("child",
        """<startEvent id="start"/><userTask id="work" name="Work" camunda:candidateGroups="accounting"/><endEvent id="end"/>""", "start-work work-end");

    readonly TestDatabase _database = new();

    [Fact]
    public async Task A_task_of_a_suspended_instance_cannot_be_completed_and_the_refusal_names_the_person()
    {
        await using var node = await TestNode.Start(_database);
        await node.Deploy(Models.UserTask());
        var instance = await node.StartProcess();
        var task = (await node.OpenTask(instance.Key)).TaskKey;
        await Suspend(node, instance.Key, "the invoice is disputed");

        var refused = (await node.Engine.Complete(await node.Actor("anna"), task, VariableSet.Empty)).Rejection!;

        Assert.Equal(RejectionKind.Suspended, refused.Kind);
        Assert.Equal(
            $"Process instance {instance.Key} is suspended. Olga Orlova suspended it on {_database.Clock.GetUtcNow():yyyy-MM-dd} at {_database.Clock.GetUtcNow():HH:mm} UTC: "
            + "“the invoice is disputed”. Nothing goes on there until an operator resumes it.", refused.Message.Replace(await NameOf(node, "olga"), "Olga Orlova", StringComparison.Ordinal));
        Assert.True((await node.OpenTask(instance.Key)).IsSuspended);
        await Activate(node, instance.Key);
        Assert.False((await node.OpenTask(instance.Key)).IsSuspended);
        Assert.True((await node.Engine.Complete(await node.Actor("anna"), task, VariableSet.Empty)).IsDone);
    }

    [Fact]
    public async Task Only_operators_suspend_and_the_reason_stands_in_the_timeline()
    {
        await using var node = await TestNode.Start(_database);
        await node.Deploy(Models.UserTask());
        var instance = await node.StartProcess();

        Assert.Equal(RejectionKind.Forbidden, (await node.Engine.SuspendInstance(await node.Actor("anna"), instance.Key, null)).Rejection!.Kind);
        await Suspend(node, instance.Key, "disputed");
        await Activate(node, instance.Key, "settled");

        var told = (await node.Get<Timeline>().Instance(instance.Key, CancellationToken.None)).Where(e => e.Kind is TimelineKind.Suspended or TimelineKind.Resumed);
        Assert.Equal([("olga", "suspended the process", "disputed"), ("olga", "resumed the process", "settled")], told.Select(e => (e.Actor!, e.What, e.Text!)));
    }

    [Fact]
    public async Task A_timer_that_was_due_meanwhile_fires_when_the_instance_goes_on_also_after_a_restart()
    {
        var instance = 0L;
        await using (var node = await TestNode.Start(_database))
        {
            await node.Deploy(Models.TimerThenTask("PT1H"));
            instance = (await node.StartProcess()).Key;
            await Suspend(node, instance);
        }

        await using var again = await TestNode.Start(_database);
        _database.Clock.Advance(TimeSpan.FromHours(2));
        await again.RunDueWork();
        Assert.Null(await again.Pump.NextDue(CancellationToken.None));
        Assert.Empty(await again.Get<UserTasks>().List(new UserTaskQuery { InstanceKey = instance }, Slice.All, CancellationToken.None));

        await Activate(again, instance);
        await again.RunDueWork();
        Assert.Equal("check", (await again.OpenTask(instance)).ElementId);
    }

    [Fact]
    public async Task Work_is_not_handed_out_and_a_waiting_worker_wakes_when_the_instance_goes_on()
    {
        await using var node = await TestNode.Start(_database);
        await node.Deploy(Models.ServiceTask("charge"));
        var instance = await node.StartProcess();
        await Suspend(node, instance.Key);
        var wendy = (await node.Actor("olga")) with { Roles = new HashSet<Role> { Role.Worker } };
        Assert.Empty((await node.Engine.FetchAndLock(wendy, "w1", ["charge"], 5, Minute)).Value!);

        var bell = node.Get<WorkBell>();
        var woken = bell.Wait(["charge"], isChoosy: false, bell.Listen(), Minute, CancellationToken.None);
        Assert.False(woken.IsCompleted);
        await Activate(node, instance.Key);
        await woken;

        Assert.Single((await node.Engine.FetchAndLock(wendy, "w1", ["charge"], 5, Minute)).Value!);
    }

    [Fact]
    public async Task A_worker_that_holds_a_job_cannot_complete_it_until_the_instance_goes_on()
    {
        await using var node = await TestNode.Start(_database);
        await node.Deploy(Models.ServiceTask("charge"));
        var instance = await node.StartProcess();
        var wendy = (await node.Actor("olga")) with { Roles = new HashSet<Role> { Role.Worker } };
        var job = Assert.Single((await node.Engine.FetchAndLock(wendy, "w1", ["charge"], 5, Minute)).Value!).Key;
        await Suspend(node, instance.Key);

        Assert.Equal(RejectionKind.Suspended, (await node.Engine.CompleteJob(wendy, job, "w1", VariableSet.Empty)).Rejection!.Kind);
        await Activate(node, instance.Key);
        Assert.True((await node.Engine.CompleteJob(wendy, job, "w1", VariableSet.Empty)).IsDone);
    }

    [Fact]
    public async Task A_message_to_a_suspended_instance_is_refused_with_the_reason()
    {
        await using var node = await TestNode.Start(_database);
        await node.Deploy(Receiver);
        var instance = await node.StartProcess("receiver");
        await Suspend(node, instance.Key, "disputed");
        var carl = await node.Actor("carl");

        var refused = (await node.Engine.CorrelateMessage(carl, new("paid", VariableSet.Empty))).Rejection!;
        Assert.Equal(RejectionKind.Suspended, refused.Kind);
        Assert.Contains("“disputed”", refused.Message, StringComparison.Ordinal);
        Assert.Equal(RejectionKind.NotFound, (await node.Engine.CorrelateMessage(carl, new("unknown", VariableSet.Empty))).Rejection!.Kind);

        await Activate(node, instance.Key);
        Assert.Single((await node.Engine.CorrelateMessage(carl, new("paid", VariableSet.Empty))).Value!);
    }

    [Fact]
    public async Task A_published_message_waits_for_the_instance_to_go_on()
    {
        await using var node = await TestNode.Start(_database);
        await node.Deploy(Receiver);
        var instance = await node.StartProcess("receiver");
        await Suspend(node, instance.Key);
        Assert.True((await node.Engine.PublishMessage(await node.Actor("carl"), new("paid", VariableSet.Empty) { TimeToLive = TimeSpan.FromHours(1) })).IsDone);
        await node.RunDueWork();
        Assert.Empty(await node.Get<UserTasks>().List(new UserTaskQuery { InstanceKey = instance.Key }, Slice.All, CancellationToken.None));

        await Activate(node, instance.Key);
        await node.RunDueWork();
        Assert.Equal("check", (await node.OpenTask(instance.Key)).ElementId);
    }

    [Fact]
    public async Task A_message_that_another_instance_throws_waits_for_the_suspended_one()
    {
        await using var node = await TestNode.Start(_database);
        await node.Deploy(Receiver, "receiver.bpmn");
        await node.Deploy(Sender, "sender.bpmn");
        var instance = await node.StartProcess("receiver");
        await Suspend(node, instance.Key);
        var sender = await node.StartProcess("sender");
        await node.Engine.Complete(await node.Actor("carl"), (await node.OpenTask(sender.Key)).TaskKey, VariableSet.Empty);
        await node.RunDueWork();
        Assert.Null(await node.Pump.NextDue(CancellationToken.None));

        await Activate(node, instance.Key);
        await node.RunDueWork();
        Assert.Equal("check", (await node.OpenTask(instance.Key)).ElementId);
    }

    [Fact]
    public async Task A_signal_passes_a_suspended_instance_by_and_reaches_the_others()
    {
        await using var node = await TestNode.Start(_database);
        await node.Deploy(Hearer);
        var (first, second, third) = (await node.StartProcess("hearer"), await node.StartProcess("hearer"), await node.StartProcess("hearer"));
        await Suspend(node, second.Key);

        var carl = await node.Actor("carl");
        Assert.True((await node.Engine.BroadcastSignal(carl, "alarm", VariableSet.Empty)).IsDone);
        Assert.Equal(RejectionKind.Suspended, (await node.Engine.BroadcastSignal(carl, "alarm", VariableSet.Empty, second.Key)).Rejection!.Kind);
        await Activate(node, second.Key);
        await node.RunDueWork();

        Assert.Equal("check", (await node.OpenTask(first.Key)).ElementId);
        Assert.Equal("check", (await node.OpenTask(third.Key)).ElementId);
        Assert.Empty(await node.Get<UserTasks>().List(new UserTaskQuery { InstanceKey = second.Key }, Slice.All, CancellationToken.None));
    }

    [Fact]
    public async Task A_called_instance_goes_on_and_its_answer_waits_for_the_suspended_caller()
    {
        await using var node = await TestNode.Start(_database);
        await node.Deploy(Child, "child.bpmn");
        await node.Deploy(Parent, "parent.bpmn");
        var parent = await node.StartProcess("parent");
        await node.RunDueWork();
        await Suspend(node, parent.Key);
        var child = Assert.Single(await node.Get<InstanceOverview>().List(new InstanceQuery { CalledByInstance = parent.Key }, Slice.All, CancellationToken.None));
        Assert.Null(child.SuspendedAt);

        Assert.True((await node.Engine.Complete(await node.Actor("anna"), (await node.OpenTask(child.InstanceKey)).TaskKey, VariableSet.Empty)).IsDone);
        await node.RunDueWork();
        Assert.Empty(await node.Get<UserTasks>().List(new UserTaskQuery { InstanceKey = parent.Key }, Slice.All, CancellationToken.None));

        await Activate(node, parent.Key);
        await node.RunDueWork();
        Assert.Equal("check", (await node.OpenTask(parent.Key)).ElementId);
    }

    [Fact]
    public async Task Cancelling_a_suspended_caller_ends_what_waits_for_it()
    {
        await using var node = await TestNode.Start(_database);
        await node.Deploy(Child, "child.bpmn");
        await node.Deploy(Parent, "parent.bpmn");
        var parent = await node.StartProcess("parent");
        await node.RunDueWork();
        await Suspend(node, parent.Key);
        var child = Assert.Single(await node.Get<InstanceOverview>().List(new InstanceQuery { CalledByInstance = parent.Key }, Slice.All, CancellationToken.None));
        await node.Engine.Complete(await node.Actor("anna"), (await node.OpenTask(child.InstanceKey)).TaskKey, VariableSet.Empty);
        await node.RunDueWork();

        Assert.True((await node.Engine.CancelInstance(await node.Actor("olga"), parent.Key, "no more")).IsDone);
        await node.RunDueWork();

        Assert.Equal(0, await node.Get<Jobs>().Count(new JobQuery(), CancellationToken.None));
        Assert.Null((await node.Get<InstanceOverview>().Find(parent.Key, CancellationToken.None))!.SuspendedAt);
    }

    [Fact]
    public async Task Operators_set_variables_of_a_suspended_instance()
    {
        await using var node = await TestNode.Start(_database);
        await node.Deploy(Models.UserTask());
        var instance = await node.StartProcess();
        await Suspend(node, instance.Key);

        Assert.True((await node.Engine.SetVariables(await node.Actor("olga"), instance.Key, VariableSet.Of(("amount", FeelNumber.Of(7))))).IsDone);
    }

    static async Task Suspend(TestNode node, long instance, string? reason = null) =>
        Assert.True((await node.Engine.SuspendInstance(await node.Actor("olga"), instance, reason)).IsDone);

    static async Task Activate(TestNode node, long instance, string? reason = null) =>
        Assert.True((await node.Engine.ActivateInstance(await node.Actor("olga"), instance, reason)).IsDone);

    static async Task<string> NameOf(TestNode node, string user) => (await node.Actor(user)).DisplayName ?? user;

    public void Dispose() => _database.Dispose();
}
