using Bpm.Engine.Tests.Support;

namespace Bpm.Engine.Tests.Behaviors;

public sealed class ServiceTaskTests
{
    static readonly Bpm.Model.ProcessDefinition Booking = Bpmn.Process(
        "start -> book -> end; edge -> mend -> end2",
        """<startEvent id="start"/><serviceTask id="book" camunda:type="external" camunda:topic="ledger"/><boundaryEvent id="edge" attachedToRef="book"><errorEventDefinition errorRef="E"/></boundaryEvent><userTask id="mend"/><endEvent id="end"/><endEvent id="end2"/>""");

    [Fact]
    public void Waits_until_a_worker_has_completed_its_job() =>
        Scenario.Start(Booking).WaitsAt("book").CompleteJob("book", ("bookingNumber", "L-1")).IsCompleted().HasVariable("bookingNumber", "L-1");

    [Fact]
    public void An_error_from_the_worker_is_caught_at_its_edge() =>
        Scenario.Start(Booking).ThrowJobError("book", "E").WaitsAt("mend").CompleteUserTask("mend").IsCompleted();

    [Fact]
    public void An_error_that_nobody_catches_is_an_incident() =>
        Scenario.Start(Booking).ThrowJobError("book", "F").WaitsAt("book").HasIncident("'F'").ResolveIncident().CompleteJob("book").IsCompleted();

    [Fact]
    public void Is_tried_again_until_its_retries_are_used_up_and_then_is_an_incident() =>
        Scenario.Start(Booking).FailJob("book", 1).WaitsAt("book").FailJob("book", 0).HasIncident("the ledger is closed")
            .ResolveIncident().CompleteJob("book").IsCompleted();

    [Fact]
    public void A_job_priority_that_is_no_int_is_an_incident_that_can_be_mended()
    {
        var process = Bpmn.Process("start -> book -> end",
            """<startEvent id="start"/><serviceTask id="book" camunda:type="external" camunda:topic="ledger" camunda:taskPriority="${urgency}"/><endEvent id="end"/>""");

        Scenario.Start(process, ("urgency", 10_000_000_000m)).HasIncident("job priority")
            .SetVariables(("urgency", 7)).ResolveIncident().CompleteJob("book").IsCompleted();
    }

    [Theory]
    [InlineData("9", 9)]
    [InlineData("${'-3'}", -3)]
    public void A_job_priority_may_stand_in_the_model_as_it_is(string priority, int expected)
    {
        var process = Bpmn.Process("start -> book -> end",
            $"""<startEvent id="start"/><serviceTask id="book" camunda:type="external" camunda:topic="ledger" camunda:taskPriority="{priority}"/><endEvent id="end"/>""");

        Assert.Equal(expected, Assert.Single(Scenario.Start(process).History.OfType<JobCreated>()).Priority);
    }

    [Fact]
    public void A_job_is_completed_once_only()
    {
        var scenario = Scenario.Start(Booking);
        var late = new CompleteJob(scenario.JobAt("book").Key, VariableSet.Empty) { At = scenario.Now };

        scenario.CompleteJob("book").Refuses(late, RejectionKind.NotFound);
    }

    [Fact]
    public void An_expression_is_evaluated_in_place()
    {
        var process = Bpmn.Process("start -> sum -> end",
            """<startEvent id="start"/><serviceTask id="sum" camunda:expression="${a + b}" camunda:resultVariable="c"/><endEvent id="end"/>""");

        Scenario.Start(process, ("a", 1), ("b", 2)).IsCompleted().HasVariable("c", 3);
    }

    [Fact]
    public void Inputs_are_local_and_outputs_reach_the_process()
    {
        var process = Bpmn.Process("start -> book -> end",
            """
            <startEvent id="start"/><endEvent id="end"/>
            <serviceTask id="book" camunda:type="external" camunda:topic="ledger"><extensionElements><camunda:inputOutput>
              <camunda:inputParameter name="net">${amount - tax}</camunda:inputParameter>
              <camunda:outputParameter name="total">${net * 2}</camunda:outputParameter>
            </camunda:inputOutput></extensionElements></serviceTask>
            """);

        var scenario = Scenario.Start(process, ("amount", 100), ("tax", 19)).CompleteJob("book").IsCompleted().HasVariable("total", 162);

        Assert.False(scenario.Instance.TryGetVariable(scenario.Instance.Key, "net", out _));
    }
}
