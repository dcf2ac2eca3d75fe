namespace Bpm.Model.Tests;

public sealed class EscalationPolicyTests
{
    static string Properties(string prefix, string properties) => $"<{prefix}:properties>" + string.Concat(
        properties.Split("; ").Select(p => p.Split(" = ")).Select(p => $"<{prefix}:property name=\"{p[0]}\" value=\"{p[1]}\"/>")) + $"</{prefix}:properties>";

    static string File(Dialect dialect, string task, string process = "", string? dueDate = "P1D")
    {
        var prefix = dialect == Dialect.Camunda8 ? "zeebe" : "camunda";
        var due = dueDate is null ? "" : dialect == Dialect.Camunda8 ? $"<zeebe:taskSchedule dueDate=\"{dueDate}\"/>" : "";
        return Bpmn.Process(dialect,
            $"<bpmn:userTask id=\"x\"{(dueDate is not null && dialect == Dialect.Camunda7 ? $" camunda:dueDate=\"{dueDate}\"" : "")}>" +
            Bpmn.Extensions(due + (task.Length == 0 ? "" : Properties(prefix, task))) + "</bpmn:userTask>",
            extensions: process.Length == 0 ? "" : Properties(prefix, process));
    }

    [Theory]
    [InlineData("PT4H", EscalationClock.Created, "PT4H")]
    [InlineData("due", EscalationClock.DueDate, "PT0S")]
    [InlineData("due+PT2H", EscalationClock.DueDate, "PT2H")]
    [InlineData("due-PT30M", EscalationClock.DueDate, "-PT30M")]
    [InlineData("${wait}", EscalationClock.Created, null)]
    [InlineData("due+${wait}", EscalationClock.DueDate, null)]
    public void Reads_when_a_step_is_due(string after, EscalationClock clock, string? delay)
    {
        var step = Assert.Single(Bpmn.Read(File(Dialect.Camunda7, $"escalate-after = {after}")).Node<UserTask>().EscalationPolicy);

        Assert.Equal((clock, delay), (step.Clock, step.After.Text()));
    }

    [Theory]
    [InlineData("manager", EscalationTargetKind.Manager, null)]
    [InlineData("group:sales", EscalationTargetKind.Group, "sales")]
    [InlineData("user:anna", EscalationTargetKind.User, "anna")]
    public void Reads_whom_a_step_concerns(string to, EscalationTargetKind kind, string? id)
    {
        var step = Assert.Single(Bpmn.Read(File(Dialect.Camunda8, $"escalate-after = PT1H; escalate-to = {to}")).Node<UserTask>().EscalationPolicy);

        Assert.Equal(new EscalationTarget(kind, id), step.Target);
    }

    [Theory]
    [InlineData("escalate-action = notify", EscalationAction.Notify, null)]
    [InlineData("escalate-action = add-candidates", EscalationAction.AddCandidates, null)]
    [InlineData("escalate-action = reassign", EscalationAction.Reassign, null)]
    [InlineData("escalate-action = raise-priority", EscalationAction.RaisePriority, null)]
    [InlineData("escalate-action = throw:LATE", EscalationAction.ThrowEscalation, "LATE")]
    [InlineData("escalate-action = throw; escalate-code = LATE", EscalationAction.ThrowEscalation, "LATE")]
    [InlineData("other = property", EscalationAction.AddCandidates, null)]
    public void Reads_what_a_step_does(string properties, EscalationAction action, string? code)
    {
        var step = Assert.Single(Bpmn.Read(File(Dialect.Camunda7, "escalate-after = PT1H; " + properties)).Node<UserTask>().EscalationPolicy);

        Assert.Equal((action, code), (step.Action, step.Code));
    }

    [Fact]
    public void Reads_a_chain_of_steps_in_their_order()
    {
        var task = Bpmn.Read(File(Dialect.Camunda7,
            "escalate-after-2 = due; escalate-to-2 = group:b; escalate-after = PT1H; escalate-after-3 = due+P1D; escalate-action-3 = throw:LATE")).Node<UserTask>();

        Assert.Equal([1, 2, 3], task.EscalationPolicy.Select(s => s.Number));
        Assert.Equal([EscalationTargetKind.Manager, EscalationTargetKind.Group, EscalationTargetKind.Manager], task.EscalationPolicy.Select(s => s.Target.Kind));
    }

    [Fact]
    public void Takes_the_process_policy_where_a_task_has_none()
    {
        const string process = "escalate-after = due; escalate-action = notify";

        var inherits = Bpmn.Read(File(Dialect.Camunda7, "other = property", process)).Node<UserTask>();
        var own = Bpmn.Read(File(Dialect.Camunda7, "escalate-after = PT1H", process)).Node<UserTask>();

        Assert.Equal(EscalationAction.Notify, Assert.Single(inherits.EscalationPolicy).Action);
        Assert.Equal("PT1H", Assert.Single(own.EscalationPolicy).After.Text());
    }

    [Theory]
    [InlineData("escalate-after = 4h", "escalation-after")]
    [InlineData("escalate-after = -PT1H", "escalation-after")]
    [InlineData("escalate-after = due-${wait}", "escalation-after")]
    [InlineData("escalate-after = ${wait", "expression-syntax")]
    [InlineData("escalate-after = PT1H; escalate-to = boss", "escalation-to")]
    [InlineData("escalate-after = PT1H; escalate-to = group:", "escalation-to")]
    [InlineData("escalate-after = PT1H; escalate-action = shout", "escalation-action")]
    [InlineData("escalate-after = PT1H; escalate-action = throw", "escalation-code")]
    [InlineData("escalate-after = PT1H; escalate-action = notify; escalate-code = X", "escalation-code")]
    [InlineData("escalate-after = PT1H; escalate-action = throw:X; escalate-code = Y", "escalation-code")]
    [InlineData("escalate-to = manager", "escalation-step")]
    [InlineData("escalate-after = PT1H; escalate-after-3 = PT2H", "escalation-step")]
    [InlineData("escalate-after = PT1H; escalate-after = PT2H", "escalation-property")]
    [InlineData("escalate-when = PT1H", "escalation-property")]
    public void Refuses_wrong_values_at_their_place(string properties, string code)
    {
        var xml = File(Dialect.Camunda7, properties);

        var error = Bpmn.Read(xml).Error(code);

        Assert.Equal(("x", 3), (error.ElementId, error.Location.Line));
    }

    [Theory]
    [InlineData("escalate-after = due", "")]
    [InlineData("", "escalate-after = due-PT1H")]
    public void Asks_for_a_due_date_where_the_policy_counts_from_it(string task, string process)
    {
        Assert.Equal("x", Bpmn.Read(File(Dialect.Camunda8, task, process, dueDate: null)).Error("escalation-without-due-date").ElementId);
    }
}
