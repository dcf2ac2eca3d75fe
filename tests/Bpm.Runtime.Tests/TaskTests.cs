using Bpm.Engine;
using Bpm.Feel;

namespace Bpm.Runtime.Tests;

public sealed class TaskTests : IDisposable
{
    readonly TestDatabase _database = new();

    [Fact]
    public async Task Completing_the_only_task_ends_the_instance()
    {
        await using var node = await TestNode.Start(_database);
        await node.Deploy(Models.UserTask());
        var task = await node.OpenTask((await node.StartProcess()).Key);
        var anna = await node.Actor("anna");

        Assert.True((await node.Engine.Claim(anna, task.TaskKey)).IsDone);
        Assert.True((await node.Engine.Complete(anna, task.TaskKey, VariableSet.Of(("ok", FeelBoolean.True)))).IsDone);

        var overview = await node.Get<Storage.InstanceOverview>().Find(task.InstanceKey, CancellationToken.None);
        Assert.Equal("completed", overview!.State);
    }

    [Fact]
    public async Task The_loser_of_a_claim_race_learns_who_was_faster_and_when()
    {
        await using var node = await TestNode.Start(_database);
        await node.Deploy(Models.UserTask());
        var task = await node.OpenTask((await node.StartProcess()).Key);
        _database.Clock.Advance(TimeSpan.FromMinutes(3));

        await node.Engine.Claim(await node.Actor("ben"), task.TaskKey);
        var late = await node.Engine.Claim(await node.Actor("anna"), task.TaskKey);

        Assert.Equal(RejectionKind.Conflict, late.Rejection!.Kind);
        Assert.Contains("Ben Berg claimed 'Check' at 08:03 UTC", late.Rejection.Message);
    }

    [Fact]
    public async Task A_task_that_was_given_to_somebody_is_not_called_claimed()
    {
        await using var node = await TestNode.Start(_database);
        await node.Deploy(Models.UserTask());
        var task = await node.OpenTask((await node.StartProcess()).Key);
        await node.Engine.Claim(await node.Actor("anna"), task.TaskKey);
        await node.Engine.Assign(await node.Actor("mark"), task.TaskKey, "ben");

        var reply = await node.Engine.Claim(await node.Actor("anna"), task.TaskKey);

        Assert.Contains("'Check' is assigned to Ben Berg", reply.Rejection!.Message);
    }

    [Fact]
    public async Task Of_many_simultaneous_claims_exactly_one_wins()
    {
        await using var node = await TestNode.Start(_database);
        await using var other = await TestNode.Start(_database);
        await node.Deploy(Models.UserTask());
        var task = await node.OpenTask((await node.StartProcess()).Key);
        var (anna, ben) = (await node.Actor("anna"), await node.Actor("ben"));

        var replies = await Task.WhenAll(node.Engine.Claim(anna, task.TaskKey), other.Engine.Claim(ben, task.TaskKey));

        Assert.Single(replies, r => r.IsDone);
    }

    [Fact]
    public async Task A_person_who_is_no_candidate_may_not_claim()
    {
        await using var node = await TestNode.Start(_database);
        await node.Deploy(Models.UserTask());
        var task = await node.OpenTask((await node.StartProcess()).Key);

        var reply = await node.Engine.Claim(await node.Actor("dora"), task.TaskKey);

        Assert.Equal(RejectionKind.Forbidden, reply.Rejection!.Kind);
        Assert.Null((await node.OpenTask(task.InstanceKey)).Assignee);
    }

    [Fact]
    public async Task Completing_a_free_task_claims_it_first()
    {
        await using var node = await TestNode.Start(_database);
        await node.Deploy(Models.UserTask());
        var task = await node.OpenTask((await node.StartProcess()).Key);

        Assert.True((await node.Engine.Complete(await node.Actor("anna"), task.TaskKey, VariableSet.Empty)).IsDone);

        var ended = await node.Get<Storage.UserTasks>().Find(task.TaskKey, CancellationToken.None);
        Assert.Equal(("completed", "anna", "anna"), (ended!.State, ended.Assignee, ended.EndedBy));
    }

    [Fact]
    public async Task A_task_that_another_has_cannot_be_completed()
    {
        await using var node = await TestNode.Start(_database);
        await node.Deploy(Models.UserTask());
        var task = await node.OpenTask((await node.StartProcess()).Key);
        await node.Engine.Claim(await node.Actor("ben"), task.TaskKey);

        var reply = await node.Engine.Complete(await node.Actor("anna"), task.TaskKey, VariableSet.Empty);

        Assert.Contains("Ben Berg", reply.Rejection!.Message);
    }

    [Fact]
    public async Task Whoever_comes_too_late_to_complete_learns_who_did()
    {
        await using var node = await TestNode.Start(_database);
        await node.Deploy(Models.UserTask());
        var task = await node.OpenTask((await node.StartProcess()).Key);
        await node.Engine.Complete(await node.Actor("ben"), task.TaskKey, VariableSet.Empty);

        var reply = await node.Engine.Complete(await node.Actor("anna"), task.TaskKey, VariableSet.Empty);

        Assert.Contains("Ben Berg completed 'Check' at 08:00 UTC", reply.Rejection!.Message);
    }

    [Fact]
    public async Task A_released_task_is_open_to_its_candidates_again()
    {
        await using var node = await TestNode.Start(_database);
        await node.Deploy(Models.UserTask());
        var task = await node.OpenTask((await node.StartProcess()).Key);
        var anna = await node.Actor("anna");
        await node.Engine.Claim(anna, task.TaskKey);

        Assert.False((await node.Engine.Release(await node.Actor("ben"), task.TaskKey)).IsDone);
        Assert.True((await node.Engine.Release(anna, task.TaskKey)).IsDone);
        Assert.True((await node.Engine.Claim(await node.Actor("ben"), task.TaskKey)).IsDone);
    }

    [Fact]
    public async Task Only_a_manager_of_its_people_or_an_operator_assigns_a_task()
    {
        await using var node = await TestNode.Start(_database);
        await node.Deploy(Models.UserTask());
        var task = await node.OpenTask((await node.StartProcess()).Key);

        Assert.Equal(RejectionKind.Forbidden, (await node.Engine.Assign(await node.Actor("anna"), task.TaskKey, "ben")).Rejection!.Kind);
        Assert.Equal(RejectionKind.Invalid, (await node.Engine.Assign(await node.Actor("mark"), task.TaskKey, "nobody")).Rejection!.Kind);
        Assert.True((await node.Engine.Assign(await node.Actor("mark"), task.TaskKey, "ben")).IsDone);
        Assert.True((await node.Engine.Assign(await node.Actor("olga"), task.TaskKey, "anna", "Ben is ill")).IsDone);
        Assert.Equal("anna", (await node.OpenTask(task.InstanceKey)).Assignee);
    }

    [Fact]
    public async Task A_comment_and_a_draft_do_not_move_the_process()
    {
        await using var node = await TestNode.Start(_database);
        await node.Deploy(Models.UserTask());
        var task = await node.OpenTask((await node.StartProcess()).Key);
        var anna = await node.Actor("anna");

        Assert.True((await node.Engine.Comment(anna, task.TaskKey, "Waiting for the delivery note")).IsDone);
        Assert.True((await node.Engine.SaveDraft(anna, task.TaskKey, """{"ok":true}""")).IsDone);
        Assert.False((await node.Engine.Comment(anna, task.TaskKey, " ")).IsDone);

        var details = await node.Get<Storage.TaskDetails>().Find(task.TaskKey, "anna", CancellationToken.None);
        Assert.Equal("""{"ok":true}""", details!.Draft!.DataJson);
        Assert.True(details.Task.IsOpen);
    }

    [Fact]
    public async Task A_restarted_node_goes_on_where_the_last_one_stopped()
    {
        long taskKey;
        await using (var before = await TestNode.Start(_database))
        {
            await before.Deploy(Models.UserTask());
            taskKey = (await before.OpenTask((await before.StartProcess()).Key)).TaskKey;
            await before.Engine.Claim(await before.Actor("anna"), taskKey);
        }

        await using var after = await TestNode.Start(_database);
        Assert.True((await after.Engine.Complete(await after.Actor("anna"), taskKey, VariableSet.Empty)).IsDone);
    }

    [Fact]
    public async Task A_stale_instance_in_memory_is_read_again_when_another_node_was_faster()
    {
        await using var node = await TestNode.Start(_database);
        await using var other = await TestNode.Start(_database);
        await node.Deploy(Models.UserTask());
        var task = await node.OpenTask((await node.StartProcess()).Key);
        await other.Engine.Claim(await other.Actor("ben"), task.TaskKey);
        await other.Engine.Release(await other.Actor("ben"), task.TaskKey);

        Assert.True((await node.Engine.Claim(await node.Actor("anna"), task.TaskKey)).IsDone);
    }

    public void Dispose() => _database.Dispose();
}
