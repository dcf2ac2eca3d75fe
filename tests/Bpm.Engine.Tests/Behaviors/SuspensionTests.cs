using Bpm.Engine.Tests.Support;
using Bpm.Model;

namespace Bpm.Engine.Tests.Behaviors;

public sealed class SuspensionTests
{
    static readonly ProcessDefinition Line = Bpmn.Process(
        "start -> a -> wait -> b -> end; bell -> rung",
        """
        <startEvent id="start"/><userTask id="a" name="Check"/>
        <intermediateCatchEvent id="wait"><timerEventDefinition><timeDuration xsi:type="tFormalExpression">PT1H</timeDuration></timerEventDefinition></intermediateCatchEvent>
        <serviceTask id="b" camunda:type="external" camunda:topic="pay"/><endEvent id="end"/>
        <boundaryEvent id="bell" attachedToRef="a" cancelActivity="false"><conditionalEventDefinition><condition xsi:type="tFormalExpression">${amount &gt; 10}</condition></conditionalEventDefinition></boundaryEvent>
        <endEvent id="rung"/>
        """);

    static readonly ProcessDefinition Cycle = Bpmn.Process(
        "start -> a -> end; bell -> rung",
        """
        <startEvent id="start"/><userTask id="a"/><endEvent id="end"/>
        <boundaryEvent id="bell" attachedToRef="a" cancelActivity="false"><timerEventDefinition><timeCycle xsi:type="tFormalExpression">R/PT1H</timeCycle></timerEventDefinition></boundaryEvent>
        <endEvent id="rung"/>
        """);

    static readonly ProcessDefinition Waiting = Bpmn.Process(
        "start -> m -> end", """<startEvent id="start"/><receiveTask id="m" messageRef="M"/><endEvent id="end"/>""");

    [Fact]
    public void A_task_stays_as_it_is_until_the_instance_is_activated()
    {
        var scenario = Suspended(Scenario.Start(Line, ("amount", 1)), "the customer disputes it");
        var task = scenario.Task("a").Key;

        scenario.Refuses(new CompleteUserTask(task, VariableSet.Empty) { At = scenario.Now, Actor = "anna" }, RejectionKind.Suspended)
            .Refuses(new ClaimUserTask(task, "anna") { At = scenario.Now, Actor = "anna" }, RejectionKind.Suspended)
            .Refuses(new ModifyProcessInstance([new StartBefore("b")]) { At = scenario.Now, Actor = "olga" }, RejectionKind.Suspended)
            .Accept(new CommentOnUserTask(task, "I wait") { At = scenario.Now, Actor = "anna" })
            .WaitsAt("a");
        Activated(scenario).CompleteUserTask("a").WaitsAt("wait");
    }

    [Fact]
    public void Who_is_refused_learns_who_suspended_it_when_and_why()
    {
        var scenario = Suspended(Scenario.Start(Line, ("amount", 1)), "the customer disputes it");

        var refused = scenario.Send(new CompleteUserTask(scenario.Task("a").Key, VariableSet.Empty) { At = scenario.Now }).Rejection!;

        Assert.Equal(
            $"Process instance {scenario.Instance.Key} is suspended. olga suspended it on 2026-01-05 at 09:00 UTC: “the customer disputes it”. "
            + "Nothing goes on there until an operator resumes it.", refused.Message);
    }

    [Fact]
    public void Jobs_are_neither_done_nor_failed_while_it_is_suspended()
    {
        var scenario = Scenario.Start(Line, ("amount", 1)).CompleteUserTask("a").Advance(TimeSpan.FromHours(1)).WaitsAt("b");
        Suspended(scenario);
        var job = scenario.JobAt("b").Key;

        scenario.Refuses(new CompleteJob(job, VariableSet.Empty) { At = scenario.Now }, RejectionKind.Suspended)
            .Refuses(new FailJob(job, "too late", 0) { At = scenario.Now }, RejectionKind.Suspended)
            .Refuses(new ThrowJobError(job, "E", null, VariableSet.Empty) { At = scenario.Now }, RejectionKind.Suspended);
        Activated(scenario).CompleteJob("b").IsCompleted();
    }

    [Fact]
    public void A_timer_fires_when_the_instance_goes_on()
    {
        var scenario = Scenario.Start(Line, ("amount", 1)).CompleteUserTask("a");
        Suspended(scenario).Refuses(new ExecuteJob(scenario.JobAt("wait").Key) { At = scenario.Now.AddHours(2) }, RejectionKind.Suspended);

        Activated(scenario).Advance(TimeSpan.FromHours(2)).WaitsAt("b");
    }

    [Fact]
    public void Messages_are_refused_and_can_be_delivered_again()
    {
        var scenario = Suspended(Scenario.Start(Waiting));
        var message = new DeliverMessage(scenario.Instance.Subscriptions.Keys.Single(), VariableSet.Empty) { At = scenario.Now };

        scenario.Refuses(message, RejectionKind.Suspended);
        Activated(scenario).Accept(message).IsCompleted();
    }

    [Fact]
    public void Conditions_are_asked_about_what_was_set_meanwhile_when_it_goes_on()
    {
        var scenario = Suspended(Scenario.Start(Line, ("amount", 1))).SetVariables(("amount", 11)).SetVariables(("amount", 12));
        Assert.Empty(scenario.History.OfType<EventOccurred>());

        Activated(scenario);

        Assert.Single(scenario.History.OfType<EventOccurred>());
        Assert.Null(scenario.Instance.Suspension);
    }

    [Fact]
    public void A_suspended_instance_can_be_cancelled() =>
        Suspended(Scenario.Start(Line, ("amount", 1))).Accept(new CancelProcessInstance("no more") { At = At, Actor = "olga" }).IsCancelled();

    [Fact]
    public void Suspending_twice_keeps_the_first_reason_and_activating_twice_changes_nothing()
    {
        var scenario = Suspended(Suspended(Scenario.Start(Line, ("amount", 1)), "first"), "second");
        Assert.Equal("first", scenario.Instance.Suspension!.Reason);

        Activated(Activated(scenario));
        Assert.Single(scenario.History.OfType<ProcessInstanceActivated>());
    }

    [Fact]
    public void A_failed_job_gets_new_attempts_while_suspended_but_nothing_moves()
    {
        var scenario = Scenario.Start(Line, ("amount", 1)).CompleteUserTask("a").Advance(TimeSpan.FromHours(1)).FailJob("b", 0);

        Suspended(scenario).ResolveIncident().WaitsAt("b");

        Assert.Equal(1, scenario.JobAt("b").Retries);
    }

    [Theory]
    [InlineData(false, 0)]
    [InlineData(true, 30)]
    public void A_moved_timer_takes_the_later_firings_along_only_when_asked(bool movesCycle, int minute)
    {
        var scenario = Scenario.Start(Cycle);
        var job = scenario.JobAt("bell").Key;

        scenario.Accept(new PlanJob(job, At.AddHours(2.5), MovesCycle: movesCycle) { At = scenario.Now, Actor = "olga" });
        Assert.Equal(At.AddHours(2.5), scenario.JobAt("bell").DueAt);
        scenario.Accept(new ExecuteJob(job) { At = At.AddHours(2.5) });

        Assert.Equal(At.AddHours(3).AddMinutes(minute), scenario.JobAt("bell").DueAt);
    }

    [Fact]
    public void A_due_date_is_calculated_anew_from_an_instant()
    {
        var scenario = Scenario.Start(Line, ("amount", 1)).CompleteUserTask("a");

        scenario.Accept(new PlanJob(scenario.JobAt("wait").Key, null, At.AddHours(5)) { At = scenario.Now, Actor = "olga" });

        Assert.Equal(At.AddHours(6), scenario.JobAt("wait").DueAt);
    }

    static readonly DateTimeOffset At = new(2026, 1, 5, 9, 0, 0, TimeSpan.Zero);

    static Scenario Suspended(Scenario scenario, string? reason = null) => scenario.Accept(new SuspendProcessInstance(reason) { At = scenario.Now, Actor = "olga" });

    static Scenario Activated(Scenario scenario) => scenario.Accept(new ActivateProcessInstance { At = scenario.Now, Actor = "olga" });
}
