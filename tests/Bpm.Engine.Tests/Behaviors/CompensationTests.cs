using Bpm.Engine.Tests.Support;

namespace Bpm.Engine.Tests.Behaviors;

public sealed class CompensationTests
{
    const string Sequential = """<extensionElements><camunda:properties><camunda:property name="compensation" value="sequential"/></camunda:properties></extensionElements>""";

    static string Undo(string of) =>
        $"""
        <boundaryEvent id="edge-{of}" attachedToRef="{of}"><compensateEventDefinition/></boundaryEvent><userTask id="undo-{of}" isForCompensation="true"/>
        <association id="by-{of}" sourceRef="edge-{of}" targetRef="undo-{of}" associationDirection="One"/>
        """;

    [Fact]
    public void What_was_completed_last_is_undone_before_the_one_before_begins_where_the_process_asks_for_it() =>
        Scenario.Start(Bpmn.Process("start -> a -> b -> throw -> end",
                $"""
                <startEvent id="start"/><userTask id="a"/><userTask id="b"/>{Undo("a")}{Undo("b")}
                <intermediateThrowEvent id="throw"><compensateEventDefinition/></intermediateThrowEvent><endEvent id="end"/>
                """, Sequential))
            .CompleteUserTask("a").CompleteUserTask("b").WaitsAt("throw", "undo-b")
            .CompleteUserTask("undo-b").WaitsAt("throw", "undo-a").CompleteUserTask("undo-a").IsCompleted();

    [Fact]
    public void All_that_is_undone_begins_at_once_otherwise() =>
        Scenario.Start(Bpmn.Process("start -> a -> b -> throw -> end",
                $"""
                <startEvent id="start"/><userTask id="a"/><userTask id="b"/>{Undo("a")}{Undo("b")}
                <intermediateThrowEvent id="throw"><compensateEventDefinition/></intermediateThrowEvent><endEvent id="end"/>
                """))
            .CompleteUserTask("a").CompleteUserTask("b").WaitsAt("throw", "undo-a", "undo-b")
            .CompleteUserTask("undo-a").WaitsAt("throw", "undo-b").CompleteUserTask("undo-b").IsCompleted();

    [Fact]
    public void An_event_that_does_not_wait_has_all_of_it_undone_at_once() =>
        Scenario.Start(Bpmn.Process("start -> a -> b -> throw -> next -> end",
                $"""
                <startEvent id="start"/><userTask id="a"/><userTask id="b"/>{Undo("a")}{Undo("b")}
                <intermediateThrowEvent id="throw"><compensateEventDefinition waitForCompletion="false"/></intermediateThrowEvent><userTask id="next"/><endEvent id="end"/>
                """))
            .CompleteUserTask("a").CompleteUserTask("b").WaitsAt("next", "undo-a", "undo-b");

    [Fact]
    public void What_begins_while_others_are_undone_is_not_undone_with_them() =>
        Scenario.Start(Bpmn.Process("start -> a -> fork; fork -> throw -> end; fork -> before -> b -> last",
                $"""
                <startEvent id="start"/><userTask id="a"/><parallelGateway id="fork"/><userTask id="before"/><userTask id="b"/>{Undo("a")}{Undo("b")}
                <intermediateThrowEvent id="throw"><compensateEventDefinition/></intermediateThrowEvent><endEvent id="end"/><endEvent id="last"/>
                """, Sequential))
            .CompleteUserTask("a").WaitsAt("throw", "undo-a", "before").CompleteUserTask("before").CompleteUserTask("b")
            .CompleteUserTask("undo-a").IsCompleted();

    [Fact]
    public void What_was_done_in_an_event_subprocess_is_undone_by_the_scope_around_it()
    {
        var scenario = Scenario.Start(Bpmn.Process("start -> a -> throw -> end; within event: begin -> b -> done",
            $"""
            <startEvent id="start"/><userTask id="a"/><intermediateThrowEvent id="throw"><compensateEventDefinition/></intermediateThrowEvent><endEvent id="end"/>
            <subProcess id="event" triggeredByEvent="true"><startEvent id="begin" isInterrupting="false"><messageEventDefinition messageRef="M"/></startEvent>
            <userTask id="b"/>{Undo("b")}<endEvent id="done"/><flows of="event"/></subProcess>
            """));

        scenario.Accept(new DeliverMessage(scenario.Instance.Subscriptions.Keys.Single(), VariableSet.Empty) { At = scenario.Now })
            .CompleteUserTask("b").CompleteUserTask("a").WaitsAt("throw", "undo-b").CompleteUserTask("undo-b").IsCompleted();
    }

    [Fact]
    public void Undoing_what_was_done_in_a_subprocess_does_not_map_its_outputs_again() =>
        Scenario.Start(Bpmn.Process(
                "start -> sub -> between -> throw -> end; within sub: begin -> work -> done",
                """
                <startEvent id="start"/><subProcess id="sub"><extensionElements><camunda:inputOutput>
                <camunda:inputParameter name="mine">first</camunda:inputParameter><camunda:outputParameter name="x">${mine}</camunda:outputParameter>
                </camunda:inputOutput></extensionElements><startEvent id="begin"/><userTask id="work"/>
                <boundaryEvent id="edge" attachedToRef="work"><compensateEventDefinition/></boundaryEvent><userTask id="undo" isForCompensation="true"/>
                <association id="by" sourceRef="edge" targetRef="undo" associationDirection="One"/><endEvent id="done"/><flows of="sub"/></subProcess>
                <userTask id="between"/><intermediateThrowEvent id="throw"><compensateEventDefinition/></intermediateThrowEvent><endEvent id="end"/>
                """))
            .CompleteUserTask("work").HasVariable("x", "first").SetVariables(("x", "second")).CompleteUserTask("between")
            .WaitsAt("throw", "undo").CompleteUserTask("undo").HasVariable("x", "second").IsCompleted();
}
