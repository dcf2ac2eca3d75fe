using Bpm.Engine;
using Bpm.Feel;
using Bpm.Storage;

namespace Bpm.Runtime.Tests;

public sealed class DelegationTests : IDisposable
{
    readonly TestDatabase _database = new();

    [Fact]
    public async Task A_delegated_task_survives_a_restart_and_comes_back_with_what_was_found_out()
    {
        long task;
        await using (var node = await TestNode.Start(_database))
        {
            task = await Delegated(node);
            Assert.Equal(("ben", "anna", "pending"), await Whose(node, task));
        }

        await using var later = await TestNode.Start(_database);
        var refused = await later.Engine.Complete(await later.Actor("ben"), task, VariableSet.Empty);
        Assert.Equal(RejectionKind.Conflict, refused.Rejection!.Kind);
        Assert.True((await later.Engine.GiveBack(await later.Actor("ben"), task, VariableSet.Of(("checked", FeelBoolean.True)), "All right")).IsDone);

        Assert.Equal(("anna", "anna", "resolved"), await Whose(later, task));
        Assert.True((await later.Engine.Complete(await later.Actor("anna"), task, VariableSet.Empty)).IsDone);
        Assert.Contains(await later.Get<Variables>().Of(InstanceKey.Of(task), default), v => v is { Name: "checked", Value: FeelBoolean { Value: true } });
    }

    [Fact]
    public async Task Answers_that_listeners_have_let_through_count_and_not_what_was_begun_before()
    {
        await using var node = await TestNode.Start(_database);
        await node.Deploy(Models.Flow8("test", """
            <startEvent id="start"/><endEvent id="end"/>
            <userTask id="check"><extensionElements><zeebe:userTask/><zeebe:assignmentDefinition candidateGroups="accounting"/>
              <zeebe:taskListeners><zeebe:taskListener eventType="assigning" type="ask"/></zeebe:taskListeners></extensionElements></userTask>
            """, "start-check check-end"));
        var (anna, ben) = (await node.Actor("anna"), await node.Actor("ben"));
        var task = (await node.OpenTask((await node.StartProcess()).Key)).TaskKey;
        Assert.True((await node.Engine.Claim(anna, task)).IsDone);
        await Agree(node);
        Assert.True((await node.Engine.Delegate(anna, task, "ben")).IsDone);
        await Agree(node);
        Assert.True((await node.Engine.SaveDraft(anna, task, """{"checked":false}""")).IsDone);
        Assert.True((await node.Engine.GiveBack(ben, task, VariableSet.Of(("checked", FeelBoolean.True)))).IsDone);
        Assert.NotNull((await node.Get<TaskDetails>().Find(task, "anna", default))!.Draft);

        await Agree(node);

        Assert.Equal(("anna", "anna", "resolved"), await Whose(node, task));
        Assert.Null((await node.Get<TaskDetails>().Find(task, "anna", default))!.Draft);
    }

    static async Task Agree(TestNode node)
    {
        var demo = await node.Actor("demo");
        var job = Assert.Single((await node.Engine.FetchAndLock(demo, "w", ["ask"], 1, TimeSpan.FromMinutes(1))).Value!);
        Assert.True((await node.Engine.CompleteJob(demo, job.Key, "w", VariableSet.Empty)).IsDone);
    }

    [Fact]
    public async Task Who_has_it_and_who_oversees_it_may_delegate()
    {
        await using var node = await TestNode.Start(_database);
        var task = await Claimed(node);

        Assert.Equal(RejectionKind.Forbidden, (await node.Engine.Delegate(await node.Actor("ben"), task, "carl")).Rejection!.Kind);
        Assert.Equal(RejectionKind.Invalid, (await node.Engine.Delegate(await node.Actor("anna"), task, "nobody")).Rejection!.Kind);
        Assert.True((await node.Engine.Delegate(await node.Actor("mark"), task, "ben")).IsDone);

        Assert.Equal(("ben", "anna", "pending"), await Whose(node, task));
    }

    [Fact]
    public async Task Who_only_has_it_for_a_while_does_not_release_it()
    {
        await using var node = await TestNode.Start(_database);
        var task = await Delegated(node);

        var refused = (await node.Engine.Release(await node.Actor("ben"), task)).Rejection!;

        Assert.Equal(RejectionKind.Forbidden, refused.Kind);
        Assert.Contains("Anna Ahrens has delegated it to you: give it back instead.", refused.Message);
    }

    [Fact]
    public async Task Its_owner_sees_it_among_the_own_tasks_and_may_take_it_back()
    {
        await using var node = await TestNode.Start(_database);
        var task = await Delegated(node);
        var query = new InboxQuery { UserId = "anna", Groups = [], Now = _database.Clock.Now, EndOfDay = _database.Clock.Now, View = InboxView.Mine };

        var row = Assert.Single(await node.Get<Inbox>().List(query, default));
        Assert.Equal(("ben", true), (row.Assignee, row.IsDelegated));
        Assert.Equal(1, (await node.Get<Inbox>().Count(query, default)).Mine);
        Assert.Equal(RejectionKind.Forbidden, (await node.Engine.GiveBack(await node.Actor("carl"), task, VariableSet.Empty)).Rejection!.Kind);
        Assert.True((await node.Engine.GiveBack(await node.Actor("anna"), task, VariableSet.Empty)).IsDone);

        Assert.Equal(("anna", "anna", "resolved"), await Whose(node, task));
    }

    [Fact]
    public async Task Another_learns_whose_it_is()
    {
        await using var node = await TestNode.Start(_database);
        var task = await Delegated(node);

        var refused = (await node.Engine.Complete(await node.Actor("anna"), task, VariableSet.Empty)).Rejection!;

        Assert.StartsWith("'Check' is with Ben Berg, to whom Anna Ahrens has delegated it.", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_timeline_tells_of_it()
    {
        await using var node = await TestNode.Start(_database);
        var task = await Delegated(node);
        await node.Engine.GiveBack(await node.Actor("ben"), task, VariableSet.Empty, "All right");

        var told = (await node.Get<Timeline>().Task(task, default)).Where(e => e.Kind is TimelineKind.TaskDelegated or TimelineKind.TaskGivenBack);

        Assert.Equal([("anna", "delegated the task to ben", "Please check"), ("ben", "gave the task back to anna", "All right")], told.Select(e => (e.Actor, e.What, e.Text)));
    }

    [Fact]
    public async Task Who_oversees_a_task_changes_it_and_its_assignee_only_when_it_is_followed_up()
    {
        await using var node = await TestNode.Start(_database);
        var task = await Claimed(node);
        var change = new UserTaskChange { Priority = 90, AddedUsers = ["carl"], RemovedGroups = ["accounting"] };
        var later = _database.Clock.Now.AddDays(2);

        Assert.Equal(RejectionKind.Forbidden, (await node.Engine.UpdateTask(await node.Actor("anna"), task, change)).Rejection!.Kind);
        Assert.True((await node.Engine.UpdateTask(await node.Actor("anna"), task, new() { Assignee = "anna", Owner = "", Dates = new(null, later) })).IsDone);
        Assert.True((await node.Engine.UpdateTask(await node.Actor("mark"), task, change)).IsDone);
        Assert.Equal(RejectionKind.Invalid, (await node.Engine.UpdateTask(await node.Actor("demo"), task, new() { Owner = "nobody" })).Rejection!.Kind);

        var row = await node.OpenTask(InstanceKey.Of(task));
        Assert.Equal((90, later), (row.Priority, row.FollowUpAt));
        Assert.Equal([new Candidate(Candidate.User, "carl")], await node.Get<UserTasks>().Candidates(task, default));
    }

    public void Dispose() => _database.Dispose();

    static async Task<long> Claimed(TestNode node)
    {
        await node.Deploy(Models.UserTask());
        var task = (await node.OpenTask((await node.StartProcess()).Key)).TaskKey;
        Assert.True((await node.Engine.Claim(await node.Actor("anna"), task)).IsDone);
        return task;
    }

    static async Task<long> Delegated(TestNode node)
    {
        var task = await Claimed(node);
        Assert.True((await node.Engine.Delegate(await node.Actor("anna"), task, "ben", "Please check")).IsDone);
        return task;
    }

    static async Task<(string?, string?, string?)> Whose(TestNode node, long task) =>
        await node.Get<UserTasks>().Find(task, default) is { } row ? (row.Assignee, row.Owner, row.Delegation) : default;
}
