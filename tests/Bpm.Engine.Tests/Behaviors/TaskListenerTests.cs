using Bpm.Engine.Tests.Support;
using Bpm.Model;

namespace Bpm.Engine.Tests.Behaviors;

/// <summary>Listeners of Camunda 8 user tasks: asked before, each by a job, and they may deny or correct.</summary>
public sealed class TaskListenerTests
{
    static readonly DateTimeOffset Friday = new(2026, 1, 9, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_task_stays_open_until_its_completing_listeners_agree()
    {
        var scenario = Scenario.Start(Process(Listener("completing", "check"), Listener("completing", "archive"))).CompleteUserTask("review", ("approved", true));
        Assert.Equal("check", scenario.JobAt("review").Type);
        Assert.Single(scenario.Instance.UserTasks);

        Assert.Equal("archive", scenario.CompleteJob("review").JobAt("review").Type);
        Assert.Single(scenario.Instance.UserTasks);

        scenario.CompleteJob("review").IsCompleted().HasVariable("approved", true);
        Assert.Equal("anna", scenario.History.OfType<UserTaskChangeGranted>().Single().Actor);
    }

    [Fact]
    public void A_listener_that_denies_the_completion_leaves_the_task_as_it_was()
    {
        var scenario = Scenario.Start(Process(Listener("completing", "check"), Listener("completing", "archive"))).CompleteUserTask("review", ("approved", true));

        Deny(scenario, "The receipt is missing.").WaitsAt("review");
        Assert.Empty(scenario.Instance.Jobs);
        Assert.Equal(new UserTaskChangeDenied(scenario.Task("review").Key, HeldWish.Complete, "The receipt is missing."), scenario.History[^1]);
        Assert.False(scenario.Instance.TryGetVariable(scenario.Instance.Key, "approved", out _));

        scenario.CompleteUserTask("review", ("approved", false)).CompleteJob("review").CompleteJob("review").IsCompleted().HasVariable("approved", false);
    }

    [Fact]
    public void Corrections_are_part_of_what_was_wished()
    {
        var scenario = Scenario.Start(Process(Listener("completing", "check"), Listener("completing", "archive"))).CompleteUserTask("review");
        Correct(scenario, new() { Assignee = "ben", Priority = 90, CandidateGroups = new EquatableArray<string>(["audit"]), DueDate = new(Friday) });
        Assert.Null(scenario.Task("review").Assignee);

        Correct(scenario, new() { Assignee = "cleo" }).IsCompleted();
        Assert.Equal("cleo", Assert.Single(scenario.History.OfType<UserTaskAssigned>()).UserId);
        var updated = Assert.Single(scenario.History.OfType<UserTaskUpdated>());
        Assert.Equal((90, "audit", "staff"), (updated.Priority, updated.AddedGroups[0], updated.RemovedGroups[0]));
        Assert.Equal(Friday, Assert.Single(scenario.History.OfType<UserTaskRescheduled>()).DueDate);
    }

    [Fact]
    public void A_task_is_created_as_its_creating_listeners_correct_it()
    {
        var scenario = Scenario.Start(Process(Listener("creating", "prepare"), Listener("assigning", "ask")));
        Assert.Empty(scenario.Instance.UserTasks);
        Correct(scenario, new() { Assignee = "ben", CandidateUsers = new EquatableArray<string>(["cleo"]), Priority = 10, FollowUpDate = new(Friday) });

        var task = scenario.Task("review");
        Assert.Equal((null, "cleo", 10, Friday), (task.Assignee, task.CandidateUsers[0], task.Priority, task.FollowUpDate));
        Assert.Equal("ben", scenario.CompleteJob("review").Task("review").Assignee);
        scenario.CompleteUserTask("review").IsCompleted();
    }

    [Fact]
    public void Nobody_can_deny_that_a_task_is_created()
    {
        var scenario = Scenario.Start(Process(Listener("creating", "prepare")));

        scenario.Refuses(Verdict(scenario, new(true, "no", TaskCorrection.None)), RejectionKind.Invalid).CompleteJob("review").WaitsAt("review");
    }

    [Fact]
    public void An_assignment_is_denied_or_goes_to_another()
    {
        var scenario = Scenario.Start(Process(Listener("assigning", "ask")));
        Claim(scenario, "anna");
        Assert.Null(Deny(scenario, "Anna is away.").Task("review").Assignee);

        Claim(scenario, "anna");
        Assert.Equal("ben", Correct(scenario, new() { Assignee = "ben" }).Task("review").Assignee);

        scenario.Send(task => new ReleaseUserTask(task.Key) { At = scenario.Now, Actor = "ben" }, "review");
        Assert.Equal("ben", scenario.Task("review").Assignee);
        Assert.Null(scenario.CompleteJob("review").Task("review").Assignee);
    }

    [Fact]
    public void A_delegation_that_goes_to_another_still_comes_back()
    {
        var scenario = Correct(Delegated(), new() { Assignee = "cleo" });

        Assert.Equal(("cleo", "anna", DelegationState.Pending), Whose(scenario));
        Assert.Equal("Look at it", Assert.Single(scenario.History.OfType<UserTaskDelegated>()).Reason);
    }

    [Fact]
    public void What_is_given_back_brings_its_answers_whoever_has_the_task_then()
    {
        var scenario = Delegated().CompleteJob("review")
            .Send(task => new ResolveUserTask(task.Key, VariableSet.Empty.With("checked", Bpm.Feel.FeelBoolean.True), "fine") { At = default, Actor = "ben" }, "review");

        Correct(scenario, new() { Assignee = "cleo", Priority = 70 }).HasVariable("checked", true);

        Assert.Equal(("cleo", "anna", DelegationState.Resolved), Whose(scenario));
        Assert.True(Assert.Single(scenario.History.OfType<UserTaskResolved>()).HasAnswers);
        Assert.Equal(70, scenario.Task("review").Priority);
    }

    [Fact]
    public void What_is_pushed_back_is_no_escalation_any_more_whoever_has_the_task_then()
    {
        var scenario = Scenario.Start(Process(Listener("assigning", "ask")));
        Claim(scenario, "anna").CompleteJob("review")
            .Send(task => new EscalateUserTask(task.Key, EscalationAction.Notify, new(EscalationTargetKind.User, "mia"), "late") { At = scenario.Now, Actor = "anna" }, "review")
            .Send(task => new AssignUserTask(task.Key, "ben") { At = scenario.Now, Actor = "mia" }, "review");
        Deny(scenario, "no").Send(task => new PushBackUserTask(task.Key, "not mine") { At = scenario.Now, Actor = "mia" }, "review");

        Correct(scenario, new() { Assignee = "cleo" });

        Assert.Equal("cleo", scenario.Task("review").Assignee);
        Assert.Equal(EscalationOutcome.PushedBack, Assert.Single(scenario.History.OfType<UserTaskEscalationClosed>()).Outcome);
    }

    [Fact]
    public void Who_the_model_gives_the_task_to_is_asked_about_too()
    {
        var scenario = Scenario.Start(Process("<zeebe:assignmentDefinition assignee=\"anna\"/>", Listener("assigning", "ask")));
        Assert.Null(scenario.Task("review").Assignee);

        Assert.Equal("anna", scenario.CompleteJob("review").Task("review").Assignee);
        scenario.CompleteUserTask("review").IsCompleted();
    }

    [Fact]
    public void Without_candidates_a_denied_first_assignment_is_an_incident_until_the_listeners_agree()
    {
        var scenario = Scenario.Start(Process("<zeebe:assignmentDefinition assignee=\"=who\"/>", Listener("assigning", "ask")), ("who", "anna"));
        Deny(scenario, "Anna is away.").HasIncident("have not let anna have it (“Anna is away.”)").WaitsAt("review");

        scenario.SetVariables(("who", "ben")).ResolveIncident();
        Deny(scenario, "Ben, too.").HasIncident("have not let ben have it").ResolveIncident().CompleteJob("review");

        Assert.Equal("ben", scenario.Task("review").Assignee);
        Assert.Empty(scenario.Instance.Incidents);
        scenario.CompleteUserTask("review").IsCompleted();
    }

    [Fact]
    public void Assigning_somebody_ends_the_incident_of_a_denied_first_assignment()
    {
        var scenario = Deny(Scenario.Start(Process("<zeebe:assignmentDefinition assignee=\"anna\"/>", Listener("assigning", "ask"))), "no");
        scenario.Send(task => new AssignUserTask(task.Key, "ben") { At = scenario.Now, Actor = "mia" }, "review");
        Assert.Single(Deny(scenario, "nor him").Instance.Incidents);

        scenario.Send(task => new AssignUserTask(task.Key, "cleo") { At = scenario.Now, Actor = "mia" }, "review").CompleteJob("review");

        Assert.Empty(scenario.Instance.Incidents);
        scenario.CompleteUserTask("review").IsCompleted();
    }

    [Fact]
    public void A_first_assignment_that_goes_to_nobody_or_to_candidates_is_not_lost()
    {
        Correct(Scenario.Start(Process("<zeebe:assignmentDefinition assignee=\"anna\"/>", Listener("assigning", "ask"))), new() { Assignee = "" }).HasIncident("have not let anna have it");

        var withCandidates = Scenario.Start(Process("<zeebe:assignmentDefinition assignee=\"anna\" candidateGroups=\"staff\"/>", Listener("assigning", "ask")));
        Assert.Empty(Deny(withCandidates, "no").Instance.Incidents);
    }

    [Fact]
    public void New_dates_wait_for_the_updating_listeners()
    {
        var scenario = Scenario.Start(Process(Listener("updating", "ask")));
        scenario.Send(task => new RescheduleUserTask(task.Key, Friday, null) { At = scenario.Now, Actor = "anna" }, "review");
        Assert.Null(scenario.Task("review").DueDate);
        Assert.Equal(Friday.AddDays(1), Correct(scenario, new() { DueDate = new(Friday.AddDays(1)), Priority = 70 }).Task("review").DueDate);
        Assert.Equal(70, scenario.Task("review").Priority);

        scenario.Send(task => new RescheduleUserTask(task.Key, Friday, null) { At = scenario.Now, Actor = "anna" }, "review");
        Assert.Equal(Friday.AddDays(1), Deny(scenario, "Too soon.").Task("review").DueDate);
    }

    [Fact]
    public void Nothing_else_happens_to_a_task_whose_listeners_are_asked()
    {
        var scenario = Scenario.Start(Process(Listener("completing", "check"))).CompleteUserTask("review");
        var task = scenario.Task("review").Key;

        scenario.Refuses(new ClaimUserTask(task, "ben") { At = scenario.Now }, RejectionKind.Conflict)
            .Refuses(new CompleteUserTask(task, VariableSet.Empty) { At = scenario.Now }, RejectionKind.Conflict)
            .Accept(new CommentOnUserTask(task, "Where is it?") { At = scenario.Now, Actor = "ben" })
            .CompleteJob("review").IsCompleted();
    }

    [Fact]
    public void A_cancelled_process_asks_nobody_any_more()
    {
        var scenario = Scenario.Start(Process(Listener("completing", "check"))).CompleteUserTask("review");

        scenario.Accept(new CancelProcessInstance("too late") { At = scenario.Now, Actor = "olga" }).IsCancelled();
        Assert.Empty(scenario.Instance.HeldChanges);
    }

    [Fact]
    public void A_listener_without_attempts_left_is_asked_again_once_its_incident_is_resolved()
    {
        var scenario = Scenario.Start(Process(Listener("completing", "check"))).CompleteUserTask("review", ("approved", true));

        scenario.FailJob("review", 0).HasIncident("closed").ResolveIncident().CompleteJob("review").IsCompleted().HasVariable("approved", true);
    }

    [Fact]
    public void A_listener_whose_job_type_fails_holds_the_task_until_it_is_mended()
    {
        var scenario = Scenario.Start(Process(Listener("completing", "=worker"))).CompleteUserTask("review").HasIncident("the job type of a listener");

        scenario.SetVariables(("worker", "check")).ResolveIncident();
        Assert.Equal("check", scenario.JobAt("review").Type);
        scenario.CompleteJob("review").IsCompleted();
    }

    [Fact]
    public void Only_the_jobs_of_task_listeners_deny_and_correct()
    {
        var scenario = Scenario.Start(Process("""<zeebe:executionListeners><zeebe:executionListener eventType="start" type="begin"/></zeebe:executionListeners>"""));

        scenario.Refuses(Verdict(scenario, new(false, null, new() { Priority = 1 })), RejectionKind.Invalid).CompleteJob("review").WaitsAt("review");
    }

    [Fact]
    public void A_verdict_that_makes_no_sense_is_refused()
    {
        var scenario = Scenario.Start(Process(Listener("completing", "check"))).CompleteUserTask("review");

        scenario.Refuses(Verdict(scenario, new(true, "no", new() { Priority = 1 })), RejectionKind.Invalid)
            .Refuses(Verdict(scenario, new(false, null, new() { Priority = 101 })), RejectionKind.Invalid)
            .CompleteJob("review").IsCompleted();
    }

    static Scenario Delegated()
    {
        var scenario = Scenario.Start(Process(Listener("assigning", "ask")));
        return Claim(scenario, "anna").CompleteJob("review").Send(task => new DelegateUserTask(task.Key, "ben", "Look at it") { At = scenario.Now, Actor = "anna" }, "review");
    }

    static (string?, string?, DelegationState) Whose(Scenario scenario) => (scenario.Task("review").Assignee, scenario.Task("review").Owner, scenario.Task("review").Delegation);

    static Scenario Claim(Scenario scenario, string user) => scenario.Send(task => new ClaimUserTask(task.Key, user) { At = scenario.Now, Actor = user }, "review");

    static Scenario Deny(Scenario scenario, string reason) => scenario.Accept(Verdict(scenario, new(true, reason, TaskCorrection.None)));

    static Scenario Correct(Scenario scenario, TaskCorrection corrections) => scenario.Accept(Verdict(scenario, new(false, null, corrections)));

    static CompleteJob Verdict(Scenario scenario, ListenerVerdict verdict) =>
        new(scenario.JobAt("review").Key, VariableSet.Empty) { At = scenario.Now, Actor = "worker", Verdict = verdict };

    static string Listener(string moment, string type) => $"""<zeebe:taskListener eventType="{moment}" type="{type}"/>""";

    static ProcessDefinition Process(params string[] parts) => Bpmn.Read($"""
        <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" targetNamespace="test" id="defs"
            xmlns:modeler="http://camunda.org/schema/modeler/1.0" modeler:executionPlatform="Camunda Cloud" modeler:executionPlatformVersion="8.8.0">
          <process id="p" isExecutable="true">
            <startEvent id="start"/><endEvent id="end"/>
            <userTask id="review"><extensionElements><zeebe:userTask/>
              {string.Concat(parts.Where(p => !p.StartsWith("<zeebe:taskListener ", StringComparison.Ordinal)).DefaultIfEmpty("<zeebe:assignmentDefinition candidateGroups=\"staff\"/>"))}
              <zeebe:taskListeners>{string.Concat(parts.Where(p => p.StartsWith("<zeebe:taskListener ", StringComparison.Ordinal)))}</zeebe:taskListeners>
            </extensionElements></userTask>
            <sequenceFlow id="f1" sourceRef="start" targetRef="review"/><sequenceFlow id="f2" sourceRef="review" targetRef="end"/>
          </process>
        </definitions>
        """);
}
