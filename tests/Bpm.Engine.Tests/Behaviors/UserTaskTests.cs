using Bpm.Engine.Tests.Support;
using Bpm.Model;

namespace Bpm.Engine.Tests.Behaviors;

public sealed class UserTaskTests
{
    static ProcessDefinition Process(string attributes = "", string properties = "", string edge = "", string edgeArrows = "") => Bpmn.Process(
        $"start -> approve -> end; {edgeArrows}",
        $"""<startEvent id="start"/><userTask id="approve" name="Approve" {attributes}><extensionElements><camunda:properties>{properties}</camunda:properties></extensionElements></userTask>{edge}<endEvent id="end"/>""");

    static string Property(string name, string value) => $"<camunda:property name=\"{name}\" value=\"{value}\"/>";

    [Fact]
    public void Is_offered_to_the_people_its_expressions_name()
    {
        var task = Scenario.Start(Process("""camunda:candidateGroups="${department}, management" camunda:candidateUsers="anna" camunda:priority="${10 + 20}" camunda:dueDate="P2D" """), ("department", "sales"))
            .WaitsAt("approve").Task("approve");

        Assert.Equal(["sales", "management"], task.CandidateGroups);
        Assert.Equal(["anna"], task.CandidateUsers);
        Assert.Equal(30, task.Priority);
        Assert.Equal(new DateTimeOffset(2026, 1, 7, 9, 0, 0, TimeSpan.Zero), task.DueDate);
    }

    [Fact]
    public void Its_expressions_know_what_they_run_in()
    {
        var process = Process("""camunda:assignee="${execution.processInstanceId}-${execution.processDefinitionKey}" """);
        var scenario = Scenario.Start(process);

        Assert.Equal($"{scenario.Instance.Key}-{process.Id}", scenario.Task("approve").Assignee);
    }

    [Theory]
    [InlineData("${10000000000 * 1000}")]
    [InlineData("${0 - 1}")]
    [InlineData("${urgency}")]
    public void A_priority_beyond_its_scale_is_an_incident(string priority) =>
        Scenario.Start(Process($"camunda:priority=\"{priority}\""), ("urgency", "101")).HasIncident("from 0 to 100");

    [Fact]
    public void Is_claimed_by_one_only()
    {
        var scenario = Scenario.Start(Process());
        var key = scenario.Task("approve").Key;

        scenario.Accept(new ClaimUserTask(key, "anna") { At = scenario.Now, Actor = "anna" })
            .Refuses(new ClaimUserTask(key, "ben") { At = scenario.Now, Actor = "ben" }, RejectionKind.Conflict);
        Assert.Equal("anna", scenario.Task("approve").Assignee);
        scenario.Accept(new ReleaseUserTask(key) { At = scenario.Now, Actor = "anna" })
            .Accept(new ClaimUserTask(key, "ben") { At = scenario.Now, Actor = "ben" });
        Assert.Equal("ben", scenario.Task("approve").Assignee);
    }

    [Fact]
    public void Is_completed_once_only()
    {
        var scenario = Scenario.Start(Process());
        var again = new CompleteUserTask(scenario.Task("approve").Key, VariableSet.Empty) { At = scenario.Now };

        scenario.CompleteUserTask("approve", ("ok", true)).IsCompleted().HasVariable("ok", true).Refuses(again, RejectionKind.NotFound);
    }

    [Fact]
    public void Its_escalation_policy_is_a_row_of_deadlines()
    {
        var scenario = Scenario.Start(Process("camunda:dueDate=\"P1D\"",
            Property("escalate-after", "due") + Property("escalate-to", "manager") + Property("escalate-action", "reassign")
            + Property("escalate-after-2", "PT48H") + Property("escalate-to-2", "group:management") + Property("escalate-action-2", "raise-priority")));

        var deadlines = scenario.Instance.Jobs.Values.Where(j => j.Kind == JobKind.Deadline).ToArray();
        Assert.Equal([scenario.Now.AddDays(1), scenario.Now.AddDays(2)], deadlines.Select(d => d.DueAt!.Value));
        Assert.Equal([1, 2], deadlines.Select(d => d.Step!.Value));
        scenario.CompleteUserTask("approve").IsCompleted();
    }

    [Fact]
    public void An_escalation_reassigns_it_and_pushing_back_returns_it()
    {
        var scenario = Scenario.Start(Process("camunda:assignee=\"anna\""));
        var key = scenario.Task("approve").Key;

        scenario.Accept(Escalate(scenario, key, EscalationAction.Reassign));
        Assert.Equal("mark", scenario.Task("approve").Assignee);
        Assert.Single(scenario.Task("approve").Escalations);

        scenario.Accept(new PushBackUserTask(key, "you know this supplier") { At = scenario.Now, Actor = "mark" });
        Assert.Equal("anna", scenario.Task("approve").Assignee);
        Assert.Empty(scenario.Task("approve").Escalations);
    }

    [Fact]
    public void A_later_due_date_moves_its_deadlines_and_arms_those_that_had_fired()
    {
        var scenario = Scenario.Start(Process("camunda:dueDate=\"P1D\"", Property("escalate-after", "due") + Property("escalate-to", "manager")));
        var key = scenario.Task("approve").Key;
        var deadline = scenario.Instance.Jobs.Values.Single();

        scenario.Accept(Escalate(scenario, key, EscalationAction.AddCandidates) with { DeadlineJobKey = deadline.Key, Step = 1 });
        Assert.Empty(scenario.Instance.Jobs);
        var newDue = scenario.Now.AddDays(3);
        scenario.Accept(new RescheduleUserTask(key, newDue, null, "waiting for the supplier") { At = scenario.Now, Actor = "mark" });

        Assert.Equal(newDue, scenario.Instance.Jobs.Values.Single().DueAt);
        Assert.Equal(newDue, scenario.Task("approve").DueDate);
        Assert.Empty(scenario.Task("approve").Escalations);
    }

    [Fact]
    public void A_due_date_whose_deadlines_cannot_be_told_is_refused_and_changes_nothing()
    {
        var scenario = Scenario.Start(
            Process("camunda:dueDate=\"P1D\"", Property("escalate-after", "due+${patience}") + Property("escalate-to", "manager")), ("patience", "PT1H"));
        scenario.SetVariables(("patience", "soon"));
        var key = scenario.Task("approve").Key;

        scenario.Refuses(new RescheduleUserTask(key, scenario.Now.AddDays(3), null, "later") { At = scenario.Now, Actor = "mark" }, RejectionKind.Invalid);

        Assert.Empty(scenario.Instance.Incidents);
    }

    [Fact]
    public void A_thrown_escalation_code_is_caught_at_its_edge()
    {
        var process = Process(
            edge: """<boundaryEvent id="edge" attachedToRef="approve" cancelActivity="false"><escalationEventDefinition escalationRef="X"/></boundaryEvent><userTask id="help"/><endEvent id="end2"/>""",
            edgeArrows: "edge -> help -> end2");
        var scenario = Scenario.Start(process);

        scenario.Accept(Escalate(scenario, scenario.Task("approve").Key, EscalationAction.ThrowEscalation) with { Code = "X" }).WaitsAt("approve", "help");
    }

    [Fact]
    public void A_cancelled_task_closes_its_escalations()
    {
        var scenario = Scenario.Start(Process("camunda:assignee=\"anna\""));
        scenario.Accept(Escalate(scenario, scenario.Task("approve").Key, EscalationAction.Notify))
            .Accept(new CancelProcessInstance("ordered twice") { At = scenario.Now, Actor = "olga" }).IsCancelled();

        Assert.Equal(EscalationOutcome.TaskCancelled, scenario.History.OfType<UserTaskEscalationClosed>().Single().Outcome);
    }

    [Fact]
    public void A_task_that_is_done_but_cannot_be_left_fires_no_more_deadlines()
    {
        var process = Bpmn.Process("start -> approve; approve -[go == 1]-> end",
            $"""<startEvent id="start"/><userTask id="approve"><extensionElements><camunda:properties>{Property("escalate-after", "PT1H")}{Property("escalate-to", "manager")}</camunda:properties></extensionElements></userTask><endEvent id="end"/>""");

        var scenario = Scenario.Start(process).CompleteUserTask("approve").HasIncident("go");

        Assert.Empty(scenario.Instance.Jobs);
        scenario.SetVariables(("go", 1)).ResolveIncident().IsCompleted();
    }

    static EscalateUserTask Escalate(Scenario scenario, long key, EscalationAction action) =>
        new(key, action, new EscalationRecipient(EscalationTargetKind.User, "mark"), "late") { At = scenario.Now };
}
