using Bpm.Engine;
using Bpm.Feel;
using Bpm.Model;

namespace Bpm.Storage.Tests;

public sealed class SqliteOutboxTests() : OutboxTests(new SqliteTestDatabase());

public sealed class SqlServerOutboxTests() : OutboxTests(new SqlServerTestDatabase());

/// <summary>What an instance waits for and what it sends, as rows that others find.</summary>
public abstract class OutboxTests(TestDatabase place) : StorageContract(place)
{
    static readonly DateTimeOffset Until = Now.AddMinutes(5);

    static readonly VariableSet Some = VariableSet.Of(("amount", FeelNumber.Of(1.50m)));

    static Command Any => new SetVariables(0, VariableSet.Empty) { At = Steps.Start };

    [Fact]
    public async Task A_subscription_is_found_by_its_name_as_long_as_it_is_open()
    {
        var waiting = await Committed();
        await Commit(waiting, new SubscriptionOpened(waiting.Key + 9, waiting.TaskKey, "wait", SubscriptionKind.Message, "paid", "42", 0, Steps.Start));

        Assert.Equal(waiting.Key + 9, (await Receivers.ForMessage("paid", "42", null, Ct))!.SubscriptionKey);
        Assert.Null(await Receivers.ForMessage("paid", "43", null, Ct));
        Assert.Null(await Receivers.ForMessage("other", "42", null, Ct));

        await Commit(waiting, new SubscriptionClosed(waiting.Key + 9));
        Assert.Null(await Receivers.ForMessage("paid", "42", null, Ct));
    }

    [Fact]
    public async Task A_message_prefers_its_own_key_then_the_business_key_then_who_waits_longest()
    {
        var (oldest, keyed, younger) = (await Committed(), await Committed(), await Committed());
        await Commit(oldest, new SubscriptionOpened(oldest.Key + 9, oldest.TaskKey, "wait", SubscriptionKind.Message, "paid", null, 0, Steps.Start));
        await Commit(keyed, new SubscriptionOpened(keyed.Key + 9, keyed.TaskKey, "wait", SubscriptionKind.Message, "paid", "42", 0, Steps.Start));
        await Commit(younger, new SubscriptionOpened(younger.Key + 9, younger.TaskKey, "wait", SubscriptionKind.Message, "paid", null, 0, Steps.Start));
        await Query<int>("UPDATE process_instance SET business_key = 'B-7' WHERE instance_key = @Key", new { younger.Key });

        Assert.Equal(keyed.Key, (await Receivers.ForMessage("paid", "42", null, Ct))!.InstanceKey);
        Assert.Equal(younger.Key, (await Receivers.ForMessage("paid", null, "B-7", Ct))!.InstanceKey);
        Assert.Equal(oldest.Key, (await Receivers.ForMessage("paid", null, null, Ct))!.InstanceKey);
    }

    [Fact]
    public async Task What_is_sent_is_due_at_once_and_outlives_the_sender()
    {
        var sender = await Committed();
        await Commit(sender, new MessageThrown(sender.Key + 9, sender.TaskKey, "paid", "42", Some, Steps.Start), new ProcessInstanceCompleted());

        var due = Assert.Single(await Claim("a"));

        Assert.Equal((sender.Key + 9, WorkKind.Message), (due.Key, due.Kind));
        var sent = Assert.IsType<MessageThrown>(due.Sent);
        Assert.Equal((sender.Key + 9, "paid", "42"), (sent.Key, sent.Name, sent.CorrelationKey));
        Assert.Equal(Some.Items, sent.Variables.Items);
        Assert.Empty((await Instances.Load(sender.Key, Ct))!.Instance.Jobs);
    }

    [Fact]
    public async Task The_receivers_step_deletes_what_it_was_sent()
    {
        var (receiver, due) = await ReceiverAndDue();

        Assert.Equal(CommitResult.Committed, await Deliver(receiver, due, Delivery.Done));

        Assert.Null(await Work.Find(due.Key, Ct));
    }

    [Fact]
    public async Task A_delivery_whose_lock_is_lost_leaves_nothing_at_the_receiver()
    {
        var (receiver, due) = await ReceiverAndDue();
        await Work.ReleaseAll("a", Ct);
        var other = Assert.Single(await Claim("b"));
        var before = (await Instances.Load(receiver.Key, Ct))!.Version;

        Assert.Equal(CommitResult.LockLost, await Deliver(receiver, due, Delivery.Done));

        Assert.Equal(before, (await Instances.Load(receiver.Key, Ct))!.Version);
        Assert.Equal("b", (await Work.Find(other.Key, Ct))!.LockOwner);
    }

    [Fact]
    public async Task A_receiver_among_several_is_noted_and_the_row_stays()
    {
        var (receiver, due) = await ReceiverAndDue();

        Assert.Equal(CommitResult.Committed, await Deliver(receiver, due, new Delivery(receiver.Key)));
        await Work.ReleaseAll("a", Ct);

        Assert.Equal(receiver.Key, Assert.Single(await Claim("b")).Progress);
    }

    [Fact]
    public async Task What_was_claimed_by_a_process_that_died_is_there_after_opening_again()
    {
        var (receiver, due) = await ReceiverAndDue();
        await Queue.DisposeAsync();
        var database = new Database(Place.Options);
        await using var queue = new CommitQueue(database);
        var work = new WorkQueue(database, queue);

        var again = Assert.Single(await work.ClaimDue(new JobClaim(Until.AddMinutes(1), "b", Until.AddMinutes(9), 10, JobSelection.Own), Ct));
        var step = receiver.Step(Any, new VariableAssigned(receiver.Key, "amount", FeelNumber.Of(2)));
        Assert.Equal(CommitResult.Committed, await queue.Commit(step with { Lock = new(again.Key, "b", again.Attempts) { Delivery = Delivery.Done } }, Ct));

        Assert.Equal(due.Key, again.Key);
        Assert.Empty(await work.ClaimDue(new JobClaim(Until.AddHours(1), "c", Until.AddHours(2), 10, JobSelection.Own), Ct));
    }

    [Fact]
    public async Task A_call_that_is_not_begun_yet_is_withdrawn_and_one_that_is_being_begun_is_not()
    {
        var caller = await Committed();
        await Commit(caller, new ProcessCalled(caller.Key + 9, caller.TaskKey, "child", Binding.Latest, null, null, Some, Steps.Start));

        var held = Assert.Single(await Claim("a"));
        Assert.Equal("a", await Outbox.WithdrawCall(caller.TaskKey, Now, Ct));
        await Work.Unlock(new(held.Key, "a"), Ct);
        Assert.Null(await Outbox.WithdrawCall(caller.TaskKey, Now, Ct));

        Assert.Null(await Work.Find(held.Key, Ct));
    }

    [Fact]
    public async Task A_called_instance_is_found_by_its_caller()
    {
        var caller = await Committed();
        await Commit(caller, new ProcessCalled(caller.Key + 9, caller.TaskKey, "child", Binding.Latest, null, null, Some, Steps.Start));
        var call = Assert.Single(await Claim("a"));
        var child = await NewSteps();
        var step = child.Step(new StartProcessInstance(VariableSet.Empty, CallerKey: caller.TaskKey) { At = Steps.Start }, new ProcessInstanceStarted(null, null, Steps.Start, caller.TaskKey));
        Assert.Equal(CommitResult.Committed, await Queue.Commit(step with { Lock = new(call.Key, "a", call.Attempts) { Delivery = Delivery.Done with { RootKey = caller.Key } } }, Ct));

        Assert.Equal([child.Key], await Receivers.CalledBy(caller.TaskKey, Ct));
        Assert.Equal(caller.Key, (await Receivers.Origin(child.Key, Ct))!.RootKey);
        Assert.Equal(caller.TaskKey, (await Instances.Load(child.Key, Ct))!.Instance.CallerKey);
    }

    [Fact]
    public async Task What_is_for_a_suspended_instance_waits_until_that_goes_on()
    {
        var (receiver, due) = await ReceiverAndDue();
        await Commit(receiver, new ProcessInstanceSuspended("olga", null, Now));

        Assert.True(await Outbox.Park(new(due.Key, "a", due.Attempts), receiver.Key, Ct));
        await Work.ReleaseAll("a", Ct);
        Assert.Empty(await Claim("b"));

        await Commit(receiver, new ProcessInstanceActivated(null));
        Assert.Equal(due.Key, Assert.Single(await Claim("b")).Key);
    }

    [Fact]
    public async Task Nothing_waits_for_an_instance_that_has_gone_on_meanwhile()
    {
        var (receiver, due) = await ReceiverAndDue();
        await Commit(receiver, new ProcessInstanceSuspended("olga", null, Now));
        await Commit(receiver, new ProcessInstanceActivated(null));

        Assert.False(await Outbox.Park(new(due.Key, "a", due.Attempts), receiver.Key, Ct));

        await Work.ReleaseAll("a", Ct);
        Assert.Equal(due.Key, Assert.Single(await Claim("b")).Key);
    }

    Outbox Outbox => new(Database, Queue);

    Receivers Receivers => new(Database);

    async Task<(Steps Receiver, DueJob Due)> ReceiverAndDue()
    {
        var (sender, receiver) = (await Committed(), await Committed());
        await Commit(sender, new SignalThrown(sender.Key + 9, sender.TaskKey, "alarm", Some, Steps.Start));
        return (receiver, Assert.Single(await Claim("a")));
    }

    Task<CommitResult> Deliver(Steps receiver, DueJob due, Delivery delivery) => Queue.Commit(
        receiver.Step(Any, new VariableAssigned(receiver.Key, "amount", FeelNumber.Of(2))) with { Lock = new(due.Key, "a", due.Attempts) { Delivery = delivery } }, Ct);

    async Task Commit(Steps steps, params HistoryEvent[] events) => Assert.Equal(CommitResult.Committed, await Queue.Commit(steps.Step(Any, events), Ct));

    Task<IReadOnlyList<DueJob>> Claim(string owner) => Work.ClaimDue(new JobClaim(Now, owner, Until, 10, JobSelection.Own), Ct);
}
