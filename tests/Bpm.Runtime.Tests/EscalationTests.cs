using Bpm.Engine;
using Bpm.Model;
using Bpm.Storage;

namespace Bpm.Runtime.Tests;

public sealed class EscalationTests : IDisposable
{
    static readonly (string, string)[] Chain =
    [
        ("escalate-after", "due"), ("escalate-to", "manager"), ("escalate-action", "add-candidates"),
        ("escalate-after-2", "due+PT4H"), ("escalate-to-2", "manager"), ("escalate-action-2", "reassign"),
    ];

    readonly TestDatabase _database = new();

    [Fact]
    public async Task A_passed_deadline_puts_the_task_before_the_manager()
    {
        await using var node = await TestNode.Start(_database);
        var task = await Late(node);

        var escalation = Assert.Single(await Open(node, "mark"));

        Assert.Equal((task, "anna"), (escalation.TaskKey, escalation.FromUser));
        Assert.True((await node.Engine.TakeOver(await node.Actor("mark"), task)).IsDone);
        Assert.Empty(await Open(node, "mark"));
        Assert.Equal("mark", (await node.OpenTask(escalation.InstanceKey)).Assignee);
    }

    [Fact]
    public async Task Every_step_of_a_chain_is_taken_at_its_time()
    {
        await using var node = await TestNode.Start(_database);
        await Late(node);

        _database.Clock.Advance(TimeSpan.FromHours(3));
        await node.RunDueWork();
        Assert.Single(await Open(node, "mark"));

        _database.Clock.Advance(TimeSpan.FromHours(1));
        await node.RunDueWork();
        var open = await Open(node, "mark");
        Assert.Equal([1, 2], open.Select(e => e.Step).Order());
        Assert.Equal("mark", open[0].Assignee);
    }

    [Fact]
    public async Task Pushing_back_gives_the_task_to_who_had_it_and_needs_a_reason()
    {
        await using var node = await TestNode.Start(_database);
        var task = await Late(node);
        _database.Clock.Advance(TimeSpan.FromHours(5));
        await node.RunDueWork();
        var mark = await node.Actor("mark");

        Assert.Equal(RejectionKind.Invalid, (await node.Engine.PushBack(mark, task, " ")).Rejection!.Kind);
        Assert.True((await node.Engine.PushBack(mark, task, "You know this supplier")).IsDone);

        Assert.Equal("anna", (await node.OpenTask(InstanceKey.Of(task))).Assignee);
        Assert.Empty(await Open(node, "mark"));
    }

    [Fact]
    public async Task Handing_to_somebody_closes_the_escalation()
    {
        await using var node = await TestNode.Start(_database);
        var task = await Late(node);

        Assert.Equal(RejectionKind.Forbidden, (await node.Engine.HandTo(await node.Actor("ben"), task, "ben", null)).Rejection!.Kind);
        Assert.True((await node.Engine.HandTo(await node.Actor("mark"), task, "ben", "Anna is away")).IsDone);

        Assert.Equal("ben", (await node.OpenTask(InstanceKey.Of(task))).Assignee);
        Assert.Empty(await Open(node, "mark"));
    }

    [Fact]
    public async Task Extending_the_deadline_moves_the_steps_that_count_from_it()
    {
        await using var node = await TestNode.Start(_database);
        var task = await Late(node);
        var due = _database.Clock.Now.AddDays(1);

        Assert.True((await node.Engine.ExtendDeadline(await node.Actor("mark"), task, due, "Supplier is slow")).IsDone);
        Assert.Empty(await Open(node, "mark"));

        _database.Clock.Advance(TimeSpan.FromHours(23));
        await node.RunDueWork();
        Assert.Empty(await Open(node, "mark"));

        _database.Clock.Advance(TimeSpan.FromHours(1));
        await node.RunDueWork();
        Assert.Single(await Open(node, "mark"));
    }

    [Fact]
    public async Task A_person_escalates_to_the_manager_with_a_reason()
    {
        await using var node = await TestNode.Start(_database);
        await node.Deploy(Models.UserTask());
        var task = await node.OpenTask((await node.StartProcess()).Key);
        var anna = await node.Actor("anna");

        Assert.Equal(RejectionKind.Invalid, (await node.Engine.Escalate(anna, task.TaskKey, "")).Rejection!.Kind);
        Assert.True((await node.Engine.Escalate(anna, task.TaskKey, "The amount looks wrong")).IsDone);

        var escalation = Assert.Single(await Open(node, "mark"));
        Assert.Equal(("The amount looks wrong", "anna"), (escalation.Reason, escalation.EscalatedBy));
    }

    [Fact]
    public async Task Without_any_manager_the_group_management_receives_the_escalation()
    {
        await using var node = await TestNode.Start(_database);
        await node.Deploy(Models.UserTask("camunda:candidateUsers=\"mia\" camunda:dueDate=\"PT1H\"", ("escalate-after", "due"), ("escalate-to", "manager"), ("escalate-action", "notify")));
        Assert.True((await node.Engine.Start(await node.Actor("olga"), StartRequest.Process("test", VariableSet.Empty))).IsDone);

        _database.Clock.Advance(TimeSpan.FromHours(1));
        await node.RunDueWork();

        var escalation = Assert.Single(await node.Get<Escalations>().Open("mark", ["management"], CancellationToken.None));
        Assert.Equal(("group", "management"), (escalation.RecipientKind, escalation.RecipientId));
    }

    [Theory]
    [InlineData("carl", EscalationTargetKind.Group, "sales")]
    [InlineData("carl", EscalationTargetKind.User, "dora")]
    [InlineData("anna", EscalationTargetKind.Group, "accounting")]
    public async Task Who_does_not_oversee_a_task_escalates_it_to_the_manager_only(string who, EscalationTargetKind kind, string target)
    {
        await using var node = await TestNode.Start(_database);
        var task = await ClaimedBy(node, "ben");
        var actor = await node.Actor(who);

        foreach (var action in Enum.GetValues<EscalationAction>())
            Assert.Equal(RejectionKind.Forbidden, (await node.Engine.EscalateTo(actor, task, new(kind, target), action, "Let me")).Rejection?.Kind);

        Assert.Equal(RejectionKind.Forbidden, (await node.Engine.TakeOver(actor, task)).Rejection?.Kind);
        Assert.Equal("ben", (await node.OpenTask(InstanceKey.Of(task))).Assignee);
    }

    [Theory]
    [InlineData(EscalationAction.Notify, false)]
    [InlineData(EscalationAction.RaisePriority, false)]
    [InlineData(EscalationAction.AddCandidates, true)]
    public async Task A_group_chosen_by_the_manager_acts_only_if_the_task_was_offered_to_it(EscalationAction action, bool mayAct)
    {
        long task;
        await using (var first = await TestNode.Start(_database))
        {
            task = await ClaimedBy(first, "ben");
            Assert.True((await first.Engine.EscalateTo(await first.Actor("mark"), task, new(EscalationTargetKind.Group, "sales"), action, "Have a look")).IsDone);
        }
        await using var node = await TestNode.Start(_database);
        var dora = await node.Actor("dora");

        Assert.True((await node.Engine.Comment(dora, task, "I see")).IsDone);
        Assert.Equal(mayAct, (await node.Engine.ExtendDeadline(dora, task, _database.Clock.Now.AddDays(1), null)).IsDone);
        Assert.True((await node.Engine.Release(await node.Actor("ben"), task)).IsDone);
        Assert.Equal(mayAct, (await node.Engine.Claim(dora, task)).IsDone);
    }

    [Fact]
    public async Task A_manager_whom_the_policy_only_notified_may_act()
    {
        await using var node = await TestNode.Start(_database);
        await node.Deploy(Models.UserTask("camunda:candidateUsers=\"mia\" camunda:dueDate=\"PT1H\"", ("escalate-after", "due"), ("escalate-to", "manager"), ("escalate-action", "notify")));
        var task = await node.OpenTask((await node.StartProcess()).Key);
        _database.Clock.Advance(TimeSpan.FromHours(1));
        await node.RunDueWork();

        Assert.True((await node.Engine.TakeOver(await node.Actor("mark"), task.TaskKey)).IsDone);
    }

    [Fact]
    public async Task Nobody_escalates_to_the_own_group_where_no_manager_is_found()
    {
        await using var node = await TestNode.Start(_database);
        await node.Deploy(Models.UserTask("camunda:candidateUsers=\"mia\""));
        var mark = await node.Actor("mark");
        var started = (await node.Engine.Start(mark, StartRequest.Process("test", VariableSet.Empty))).Value!;
        var task = await node.OpenTask(started.Key);

        var refused = (await node.Engine.Escalate(mark, task.TaskKey, "I would like to do it")).Rejection!;

        Assert.Equal(RejectionKind.Forbidden, refused.Kind);
        Assert.Contains("management", refused.Message, StringComparison.Ordinal);
    }

    static async Task<long> ClaimedBy(TestNode node, string user)
    {
        await node.Deploy(Models.UserTask());
        var task = await node.OpenTask((await node.StartProcess()).Key);
        Assert.True((await node.Engine.Claim(await node.Actor(user), task.TaskKey)).IsDone);
        return task.TaskKey;
    }

    /// <summary>A task of anna's that has just become late.</summary>
    async Task<long> Late(TestNode node)
    {
        await node.Deploy(Models.UserTask("camunda:candidateGroups=\"accounting\" camunda:dueDate=\"PT8H\"", Chain));
        var task = await node.OpenTask((await node.StartProcess()).Key);
        await node.Engine.Claim(await node.Actor("anna"), task.TaskKey);
        _database.Clock.Advance(TimeSpan.FromHours(8));
        await node.RunDueWork();
        return task.TaskKey;
    }

    static Task<IReadOnlyList<EscalationRow>> Open(TestNode node, string user) => node.Get<Escalations>().Open(user, [], CancellationToken.None);

    public void Dispose() => _database.Dispose();
}
