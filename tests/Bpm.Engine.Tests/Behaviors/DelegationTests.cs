using Bpm.Engine.Tests.Support;
using Bpm.Feel;
using Bpm.Model;

namespace Bpm.Engine.Tests.Behaviors;

public sealed class DelegationTests
{
    static readonly ProcessDefinition Process = Bpmn.Process(
        "start -> approve -> end",
        """<startEvent id="start"/><userTask id="approve" name="Approve" camunda:assignee="anna" camunda:candidateGroups="accounting"/><endEvent id="end"/>""");

    [Fact]
    public void A_delegated_task_comes_back_to_who_had_it_and_is_completed_there()
    {
        var scenario = Delegated();
        Assert.Equal(("ben", "anna", DelegationState.Pending), Whose(scenario));

        scenario.Refuses(new CompleteUserTask(Key(scenario), VariableSet.Empty) { At = scenario.Now, Actor = "ben" }, RejectionKind.Conflict)
            .Send(t => new ResolveUserTask(t.Key, VariableSet.Of(("checked", FeelBoolean.True)), "It is fine") { At = scenario.Now, Actor = "ben" }, "approve")
            .HasVariable("checked", true);

        Assert.Equal(("anna", "anna", DelegationState.Resolved), Whose(scenario));
        scenario.CompleteUserTask("approve").IsCompleted();
    }

    [Fact]
    public void A_refusal_to_complete_says_how_to_go_on()
    {
        var scenario = Delegated();

        var refused = scenario.Send(new CompleteUserTask(Key(scenario), VariableSet.Empty) { At = scenario.Now, Actor = "ben" }).Rejection!;

        Assert.Equal("Expected 'Approve' to be with its owner, but anna has delegated it to ben. Give it back (resolve it): then anna can complete it.", refused.Message);
    }

    [Fact]
    public void It_is_not_left_by_an_error_either() =>
        Delegated().Checks(s => s.Refuses(new ThrowTaskError(Key(s), "E", null, VariableSet.Empty) { At = s.Now, Actor = "ben" }, RejectionKind.Conflict));

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void An_escalation_leaves_it_only_when_that_does_not_end_it(bool interrupts)
    {
        var process = Bpmn.Process("start -> approve -> end; late -> after",
            $"""
            <startEvent id="start"/><userTask id="approve" name="Approve" camunda:assignee="anna"/><endEvent id="end"/>
            <boundaryEvent id="late" attachedToRef="approve" cancelActivity="{(interrupts ? "true" : "false")}"><escalationEventDefinition/></boundaryEvent><endEvent id="after"/>
            """);
        var scenario = Scenario.Start(process).Send(t => new DelegateUserTask(t.Key, "ben") { At = default, Actor = "anna" }, "approve");
        var escalation = new ThrowTaskEscalation(Key(scenario), "E", VariableSet.Empty) { At = scenario.Now, Actor = "ben" };

        if (interrupts) scenario.Refuses(escalation, RejectionKind.Conflict);
        else scenario.Accept(escalation);

        scenario.WaitsAt("approve");
    }

    [Fact]
    public void Delegated_on_it_still_comes_back_to_the_first()
    {
        var scenario = Delegated().Send(t => new DelegateUserTask(t.Key, "cara") { At = default, Actor = "ben" }, "approve");

        Assert.Equal(("cara", "anna", DelegationState.Pending), Whose(scenario));
    }

    [Fact]
    public void A_task_that_nobody_has_comes_back_to_who_delegated_it()
    {
        var scenario = Scenario.Start(Process).Send(t => new AssignUserTask(t.Key, null) { At = default, Actor = "mark" }, "approve")
            .Send(t => new DelegateUserTask(t.Key, "ben") { At = default, Actor = "mark" }, "approve");

        Assert.Equal(("ben", "mark", DelegationState.Pending), Whose(scenario));
    }

    [Theory]
    [InlineData("ben")]
    [InlineData("anna")]
    public void Is_delegated_to_another_person_only(string userId) =>
        Delegated().Checks(s => s.Refuses(new DelegateUserTask(Key(s), userId) { At = s.Now, Actor = "anna" }, RejectionKind.Invalid));

    [Fact]
    public void What_is_not_delegated_is_not_given_back() =>
        Scenario.Start(Process).Checks(s => s.Refuses(new ResolveUserTask(Key(s), VariableSet.Empty) { At = s.Now, Actor = "anna" }, RejectionKind.Invalid));

    [Fact]
    public void Handing_it_over_ends_the_delegation()
    {
        var scenario = Delegated().Send(t => new AssignUserTask(t.Key, "cara") { At = default, Actor = "mark" }, "approve");

        Assert.Equal(("cara", null, DelegationState.None), Whose(scenario));
        scenario.CompleteUserTask("approve").IsCompleted();
    }

    [Fact]
    public void Assigned_to_its_owner_it_has_come_back()
    {
        var scenario = Delegated().Send(t => new AssignUserTask(t.Key, "anna") { At = default, Actor = "mark" }, "approve");

        Assert.Equal(("anna", "anna", DelegationState.Resolved), Whose(scenario));
    }

    static Scenario Delegated() =>
        Scenario.Start(Process).Send(t => new DelegateUserTask(t.Key, "ben", "Please check") { At = default, Actor = "anna" }, "approve");

    static long Key(Scenario scenario) => scenario.Task("approve").Key;

    static (string?, string?, DelegationState) Whose(Scenario scenario) => scenario.Task("approve") is var t ? (t.Assignee, t.Owner, t.Delegation) : default;
}
