using Bpm.Engine.Tests.Support;

namespace Bpm.Engine.Tests.Behaviors;

public sealed class TransactionTests
{
    [Fact]
    public void Cancelling_from_a_subprocess_ends_what_runs_beside_the_cancel_event_before_anything_is_undone() =>
        Scenario.Start(Bpmn.Process(
                "start -> tx -> end; edge -> end2; within tx: begin -> work -> inner -> done; within inner: in -> fork; within inner: fork -> no -> cancel; within inner: fork -> other -> out",
                """
                <startEvent id="start"/><transaction id="tx"><startEvent id="begin"/><userTask id="work"/><boundaryEvent id="c" attachedToRef="work"><compensateEventDefinition/></boundaryEvent>
                <userTask id="undo" isForCompensation="true"/><association id="by" sourceRef="c" targetRef="undo" associationDirection="One"/>
                <subProcess id="inner"><startEvent id="in"/><parallelGateway id="fork"/><userTask id="no"/><userTask id="other"/><endEvent id="cancel"><cancelEventDefinition/></endEvent><endEvent id="out"/><flows of="inner"/></subProcess>
                <endEvent id="done"/><flows of="tx"/></transaction><boundaryEvent id="edge" attachedToRef="tx"><cancelEventDefinition/></boundaryEvent><endEvent id="end2"/><endEvent id="end"/>
                """))
            .CompleteUserTask("work").CompleteUserTask("no").WaitsAt("cancel", "undo").CompleteUserTask("undo").IsCompleted();
}
