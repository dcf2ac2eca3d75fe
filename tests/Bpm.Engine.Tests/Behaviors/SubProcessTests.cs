using Bpm.Engine.Tests.Support;

namespace Bpm.Engine.Tests.Behaviors;

public sealed class SubProcessTests
{
    static Bpm.Model.ProcessDefinition Process(string inner, string innerArrows, string edge = "", string edgeArrows = "") => Bpmn.Process(
        $"start -> sub -> after -> end; within sub: begin -> {innerArrows}; {edgeArrows}",
        $"""<startEvent id="start"/><subProcess id="sub"><startEvent id="begin"/>{inner}<flows of="sub"/></subProcess>{edge}<userTask id="after"/><userTask id="caught"/><endEvent id="end"/><endEvent id="end2"/>""");

    [Fact]
    public void A_condition_that_holds_at_the_start_does_not_end_the_process_before_it_has_begun() =>
        Scenario.Start(Bpmn.Process("start -> work -> end",
                """
                <startEvent id="start"/><userTask id="work"/><endEvent id="end"/><subProcess id="event" triggeredByEvent="true">
                <startEvent id="go" isInterrupting="false"><conditionalEventDefinition><condition>${x}</condition></conditionalEventDefinition></startEvent></subProcess>
                """), ("x", true))
            .WaitsAt("work").CompleteUserTask("work").IsCompleted();

    [Fact]
    public void A_condition_that_holds_at_the_start_and_interrupts_ends_the_process() =>
        Scenario.Start(Bpmn.Process("start -> work -> end",
                """
                <startEvent id="start"/><userTask id="work"/><endEvent id="end"/><subProcess id="event" triggeredByEvent="true">
                <startEvent id="go"><conditionalEventDefinition><condition>${x}</condition></conditionalEventDefinition></startEvent></subProcess>
                """), ("x", true))
            .IsCompleted();

    [Fact]
    public void Completes_when_nothing_inside_is_active() =>
        Scenario.Start(Process("""<userTask id="a"/><endEvent id="done"/>""", "a -> done", edgeArrows: "caught -> end2"))
            .WaitsAt("a").CompleteUserTask("a").WaitsAt("after").CompleteUserTask("after").IsCompleted();

    [Fact]
    public void An_error_end_event_inside_ends_it_and_leaves_by_the_boundary_event() =>
        Scenario.Start(Process(
                """<parallelGateway id="fork"/><userTask id="a"/><userTask id="b"/><endEvent id="fail"><errorEventDefinition errorRef="E"/></endEvent><endEvent id="done"/>""",
                "fork; within sub: fork -> a -> fail; within sub: fork -> b -> done",
                """<boundaryEvent id="edge" attachedToRef="sub"><errorEventDefinition errorRef="E" camunda:errorCodeVariable="code"/></boundaryEvent>""",
                "edge -> caught -> end2"))
            .WaitsAt("a", "b").CompleteUserTask("a")
            .WaitsAt("caught").HasVariable("code", "E").CompleteUserTask("caught").IsCompleted();

    [Fact]
    public void An_escalation_caught_without_interrupting_leaves_it_active() =>
        Scenario.Start(Process(
                """<intermediateThrowEvent id="escalate"><escalationEventDefinition escalationRef="X"/></intermediateThrowEvent><userTask id="a"/><endEvent id="done"/>""",
                "escalate -> a -> done",
                """<boundaryEvent id="edge" attachedToRef="sub" cancelActivity="false"><escalationEventDefinition escalationRef="X"/></boundaryEvent>""",
                "edge -> caught -> end2"))
            .WaitsAt("a", "caught").CompleteUserTask("caught").WaitsAt("a").CompleteUserTask("a").WaitsAt("after");

    [Fact]
    public void An_escalation_end_event_caught_interrupting_ends_it() =>
        Scenario.Start(Process(
                """<parallelGateway id="fork"/><userTask id="a"/><userTask id="b"/><endEvent id="done"><escalationEventDefinition escalationRef="X"/></endEvent><endEvent id="done2"/>""",
                "fork; within sub: fork -> a -> done; within sub: fork -> b -> done2",
                """<boundaryEvent id="edge" attachedToRef="sub"><escalationEventDefinition escalationRef="X"/></boundaryEvent>""",
                "edge -> caught -> end2"))
            .CompleteUserTask("a").WaitsAt("caught").CompleteUserTask("caught").IsCompleted();

    [Fact]
    public void A_terminate_end_event_inside_ends_only_the_subprocess() =>
        Scenario.Start(Process(
                """<parallelGateway id="fork"/><userTask id="a"/><userTask id="b"/><endEvent id="stop"><terminateEventDefinition/></endEvent><endEvent id="done"/>""",
                "fork; within sub: fork -> a -> stop; within sub: fork -> b -> done", edgeArrows: "caught -> end2"))
            .WaitsAt("a", "b").CompleteUserTask("a").WaitsAt("after").CompleteUserTask("after").IsCompleted();

    [Fact]
    public void An_uncaught_error_becomes_an_incident_and_nothing_is_lost() =>
        Scenario.Start(Process(
                """<endEvent id="fail"><errorEventDefinition errorRef="E"/></endEvent>""", "fail", edgeArrows: "caught -> end2"))
            .WaitsAt("fail").HasIncident("'E'");
}
