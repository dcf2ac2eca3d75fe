using Bpm.Engine.Tests.Support;

namespace Bpm.Engine.Tests.Behaviors;

public sealed class CompensationTests
{
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
