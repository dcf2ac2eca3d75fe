using Bpm.Engine.Tests.Support;

namespace Bpm.Engine.Tests.Behaviors;

/// <summary><c>camunda:errorEventDefinition</c> on external tasks.</summary>
public sealed class JobErrorTests
{
    static readonly Bpm.Model.ProcessDefinition Booking = Bpmn.Process(
        "start -> book -> end; edge -> mend -> end2",
        """
        <startEvent id="start"/>
        <serviceTask id="book" camunda:type="external" camunda:topic="ledger"><extensionElements>
          <camunda:errorEventDefinition errorRef="E" expression="${status == 'rejected'}"/>
          <camunda:errorEventDefinition errorRef="E" expression="${externalTask.errorMessage == 'the ledger is closed'}"/>
        </extensionElements></serviceTask>
        <boundaryEvent id="edge" attachedToRef="book"><errorEventDefinition errorRef="E"/></boundaryEvent><userTask id="mend"/><endEvent id="end"/><endEvent id="end2"/>
        """);

    [Fact]
    public void A_result_for_which_the_expression_holds_throws_the_error() =>
        Scenario.Start(Booking, ("status", "open")).CompleteJob("book", ("status", "rejected")).WaitsAt("mend").HasVariable("status", "rejected");

    [Fact]
    public void A_result_for_which_it_does_not_hold_completes_the_task() =>
        Scenario.Start(Booking, ("status", "open")).CompleteJob("book", ("status", "booked")).IsCompleted();

    [Fact]
    public void A_failure_for_which_the_expression_holds_throws_the_error_at_once() =>
        Scenario.Start(Booking, ("status", "open")).FailJob("book", 2).WaitsAt("mend");

    [Fact]
    public void What_a_job_gives_counts_as_one_change_for_a_condition() =>
        Scenario.Start(Bpmn.Process(
                "start -> sub -> end; edge -> seen -> end2; within sub: begin -> job -> wait -> done",
                """
                <startEvent id="start"/><subProcess id="sub"><startEvent id="begin"/><serviceTask id="job" camunda:type="external" camunda:topic="t">
                <extensionElements><camunda:errorEventDefinition errorRef="E" expression="${x == 99}"/></extensionElements></serviceTask><userTask id="wait"/><endEvent id="done"/><flows of="sub"/></subProcess>
                <boundaryEvent id="edge" attachedToRef="sub" cancelActivity="false"><conditionalEventDefinition><condition>${x == 1}</condition></conditionalEventDefinition></boundaryEvent>
                <userTask id="seen"/><endEvent id="end2"/><endEvent id="end"/>
                """))
            .CompleteJob("job", ("x", 1)).WaitsAt("seen", "wait");
}
