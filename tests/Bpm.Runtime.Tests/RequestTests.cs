using Bpm.Engine;
using Bpm.Storage;

namespace Bpm.Runtime.Tests;

/// <summary>A request with an idempotency key is noted with what it does: who dies before the answer is kept does it no second time.</summary>
public sealed class RequestTests : IDisposable
{
    readonly TestDatabase _database = new();

    [Fact]
    public async Task A_start_whose_answer_was_lost_is_answered_by_the_instance_that_it_started()
    {
        await using var node = await TestNode.Start(_database);
        await node.Deploy(Models.UserTask());
        var first = await Under(node, "k", await Begin(node, "k"), () => Start(node));
        _database.Clock.Advance(RequestMemory.Turn);

        var again = await Begin(node, "k");
        var second = await Under(node, "k", again, () => Start(node));

        Assert.Equal((RequestState.Mine, 2, first), (again.State, again.Attempt, second));
        Assert.Equal(1, await node.Get<UserTasks>().Count(new UserTaskQuery(), CancellationToken.None));
    }

    [Fact]
    public async Task Until_its_turn_is_over_nobody_takes_a_request_over()
    {
        await using var node = await TestNode.Start(_database);
        await Begin(node, "k");

        Assert.Equal(RequestState.InProgress, (await Begin(node, "k")).State);
    }

    [Fact]
    public async Task A_step_whose_answer_was_lost_is_known_to_have_been_carried_out()
    {
        await using var node = await TestNode.Start(_database);
        await node.Deploy(Models.UserTask());
        var instance = await Start(node);
        var operators = await node.Actor("olga");
        await Under(node, "k", await Begin(node, "k"), async () => (await node.Engine.SetVariables(operators, instance, VariableSet.Empty.With("n", new Bpm.Feel.FeelString("1")))).IsDone);
        _database.Clock.Advance(RequestMemory.Turn);

        var again = await Begin(node, "k");

        Assert.Equal((RequestState.CarriedOut, new RequestEffect(RequestEffect.Step, instance)), (again.State, again.Effect));
    }

    [Fact]
    public async Task A_message_whose_answer_was_lost_is_not_published_twice()
    {
        await using var node = await TestNode.Start(_database);
        var carl = await node.Actor("carl");
        var first = await Under(node, "k", await Begin(node, "k"), () => Publish(node, carl));
        _database.Clock.Advance(RequestMemory.Turn);

        Assert.Equal(first, await Under(node, "k", await Begin(node, "k"), () => Publish(node, carl)));
        Assert.NotEqual(first, await Publish(node, carl));
    }

    [Fact]
    public async Task Who_was_too_slow_does_nothing_any_more()
    {
        await using var node = await TestNode.Start(_database);
        await node.Deploy(Models.UserTask());
        var carl = await node.Actor("carl");
        var slow = await Begin(node, "k");
        _database.Clock.Advance(RequestMemory.Turn);
        var fast = await Begin(node, "k");

        var late = await Under(node, "k", slow, () => node.Engine.Start(carl, StartRequest.Process("test", VariableSet.Empty)));
        var done = await Under(node, "k", fast, () => node.Engine.Start(carl, StartRequest.Process("test", VariableSet.Empty)));

        Assert.Equal((RejectionKind.Conflict, true), (late.Rejection?.Kind, done.IsDone));
        Assert.Equal(1, await node.Get<UserTasks>().Count(new UserTaskQuery(), CancellationToken.None));
    }

    [Fact]
    public async Task Only_a_request_that_has_done_nothing_is_forgotten()
    {
        await using var node = await TestNode.Start(_database);
        await node.Deploy(Models.UserTask());
        var (idle, busy) = (await Begin(node, "idle"), await Begin(node, "busy"));
        var started = await Under(node, "busy", busy, () => Start(node));

        await node.Get<RequestMemory>().Forget("carl", "idle", idle);
        await node.Get<RequestMemory>().Forget("carl", "busy", busy);

        Assert.Null((await Begin(node, "idle")).Effect);
        Assert.Equal(new RequestEffect(RequestEffect.Start, started), (await Begin(node, "busy")).Effect);
    }

    [Fact]
    public async Task A_task_that_was_only_claimed_to_be_completed_is_not_taken_for_completed()
    {
        await using var node = await TestNode.Start(_database);
        await node.Deploy(Models.Flow8("test", """
            <startEvent id="start"/><endEvent id="end"/>
            <userTask id="check"><extensionElements><zeebe:userTask/><zeebe:assignmentDefinition candidateGroups="accounting"/>
              <zeebe:taskListeners><zeebe:taskListener eventType="assigning" type="ask"/></zeebe:taskListeners></extensionElements></userTask>
            """, "start-check check-end"));
        var (anna, demo) = (await node.Actor("anna"), await node.Actor("demo"));
        var task = (await node.OpenTask(await Start(node))).TaskKey;
        var first = await Begin(node, "k");
        var refused = await Under(node, "k", first, () => node.Engine.Complete(anna, task, VariableSet.Empty));
        await node.Get<RequestMemory>().Forget("carl", "k", first);
        var job = Assert.Single((await node.Engine.FetchAndLock(demo, "w", ["ask"], 1, TimeSpan.FromMinutes(1))).Value!);
        Assert.True((await node.Engine.CompleteJob(demo, job.Key, "w", VariableSet.Empty)).IsDone);

        var again = await Begin(node, "k");
        var done = await Under(node, "k", again, () => node.Engine.Complete(anna, task, VariableSet.Empty));
        _database.Clock.Advance(RequestMemory.Turn);

        Assert.Equal((RejectionKind.Conflict, RequestState.Mine, null, true), (refused.Rejection?.Kind, again.State, again.Effect, done.IsDone));
        Assert.Equal(RequestState.CarriedOut, (await Begin(node, "k")).State);
    }

    [Fact]
    public async Task Variables_that_a_failed_attempt_leaves_are_not_taken_for_the_failure()
    {
        await using var node = await TestNode.Start(_database);
        await node.Deploy(Models.ServiceTask("topic"));
        await Start(node);
        var demo = await node.Actor("demo");
        var job = Assert.Single((await node.Engine.FetchAndLock(demo, "w", ["topic"], 1, TimeSpan.FromMinutes(30))).Value!);
        var (left, tooLong) = (VariableSet.Empty.With("n", Bpm.Feel.FeelBoolean.True), VariableSet.Empty.With(new string('n', 1000), Bpm.Feel.FeelBoolean.True));
        var first = await Begin(node, "k");
        Assert.False((await Under(node, "k", first, () => node.Engine.FailJob(demo, job.Key, "w", new JobFailure("away"), left, tooLong))).IsDone);
        await node.Get<RequestMemory>().Forget("carl", "k", first);

        var again = await Begin(node, "k");
        var done = await Under(node, "k", again, () => node.Engine.FailJob(demo, job.Key, "w", new JobFailure("away"), left, left));
        _database.Clock.Advance(RequestMemory.Turn);

        Assert.Equal((RequestState.Mine, null, true), (again.State, again.Effect, done.IsDone));
        Assert.Equal(RequestState.CarriedOut, (await Begin(node, "k")).State);
    }

    public void Dispose() => _database.Dispose();

    static Task<KnownRequest> Begin(TestNode node, string key) => node.Get<RequestMemory>().Begin("carl", key, "hash");

    // As a middleware does: what is entered ends with the method.
    static async Task<T> Under<T>(TestNode node, string key, KnownRequest known, Func<Task<T>> act)
    {
        node.Get<RequestMemory>().Enter("carl", key, known);
        return await act();
    }

    static async Task<long> Start(TestNode node) => (await node.Engine.Start(await node.Actor("carl"), StartRequest.Process("test", VariableSet.Empty))).Value!.Key;

    static async Task<long> Publish(TestNode node, Actor actor) =>
        (await node.Engine.PublishMessage(actor, new MessagePublication("paid", VariableSet.Empty) { TimeToLive = TimeSpan.FromHours(1) })).Value!.Key;
}
