using Bpm.Engine.Tests.Support;

namespace Bpm.Engine.Tests.Behaviors;

public sealed class MultipleEventTests
{
    const string Both = """<endEvent id="stop"><errorEventDefinition errorRef="E"/><messageEventDefinition messageRef="M"/></endEvent>""";

    [Fact]
    public void An_end_event_whose_error_nobody_catches_sends_no_message_however_often_it_is_tried()
    {
        var scenario = Scenario.Start(Bpmn.Process("start -> stop", $"""<startEvent id="start"/>{Both}"""));

        scenario.HasIncident("'E'").ResolveIncident().HasIncident("'E'");

        Assert.Empty(scenario.History.OfType<MessageThrown>());
    }

    [Fact]
    public void An_end_event_sends_its_message_although_its_error_ends_the_scope()
    {
        var scenario = Scenario.Start(Bpmn.Process(
            "start -> sub -> end; edge -> caught; within sub: begin -> stop",
            $"""<startEvent id="start"/><subProcess id="sub"><startEvent id="begin"/>{Both}<flows of="sub"/></subProcess><boundaryEvent id="edge" attachedToRef="sub"><errorEventDefinition errorRef="E"/></boundaryEvent><userTask id="caught"/><endEvent id="end"/>"""));

        scenario.WaitsAt("caught");

        Assert.Single(scenario.History.OfType<MessageThrown>());
    }
}
