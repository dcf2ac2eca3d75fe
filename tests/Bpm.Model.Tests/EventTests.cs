namespace Bpm.Model.Tests;

public sealed class EventTests
{
    const string Declarations =
        "<bpmn:error id=\"e\" name=\"Declined\" errorCode=\"DECLINED\" camunda:errorMessage=\"No credit\"/>" +
        "<bpmn:escalation id=\"esc\" escalationCode=\"LATE\"/><bpmn:message id=\"m\" name=\"order\"/>";

    static BpmnFile Read(string elements) => Bpmn.Read(Bpmn.Process(Dialect.Camunda7, elements, Declarations));

    static string Boundary(string definition) =>
        $"<bpmn:userTask id=\"x\"/><bpmn:boundaryEvent id=\"b\" attachedToRef=\"x\">{definition}</bpmn:boundaryEvent>" +
        "<bpmn:endEvent id=\"end\"/><bpmn:sequenceFlow id=\"f\" sourceRef=\"b\" targetRef=\"end\"/>";

    [Fact]
    public void Reads_errors_that_are_thrown()
    {
        var end = Read("<bpmn:endEvent id=\"x\"><bpmn:errorEventDefinition errorRef=\"e\"/></bpmn:endEvent>").Node<EndEvent>();

        Assert.Equal(new ErrorEventDefinition("DECLINED", "No credit"), end.Definition);
    }

    [Fact]
    public void Reads_errors_that_are_caught()
    {
        var boundary = Read(Boundary("<bpmn:errorEventDefinition errorRef=\"e\" camunda:errorCodeVariable=\"code\" camunda:errorMessageVariable=\"text\"/>"))
            .Node<BoundaryEvent>("b");

        Assert.Equal(new ErrorEventDefinition("DECLINED", "No credit", "code", "text"), boundary.Definition);
        Assert.Equal(("x", true), (boundary.AttachedToId, boundary.IsInterrupting));
    }

    [Fact]
    public void Reads_a_catcher_of_everything()
    {
        var file = Read(Boundary("<bpmn:errorEventDefinition/>"));

        Assert.Null(Assert.IsType<ErrorEventDefinition>(file.Node<BoundaryEvent>("b").Definition).Code);
        Assert.Empty(file.Diagnostics.Where(d => d.Code == "catches-all"));
    }

    [Theory]
    [InlineData("endEvent")]
    [InlineData("intermediateThrowEvent")]
    public void Reads_escalations_that_are_thrown(string element)
    {
        var node = Read($"<bpmn:{element} id=\"x\"><bpmn:escalationEventDefinition escalationRef=\"tns:esc\"/></bpmn:{element}>").Node();

        Assert.Equal(new EscalationEventDefinition("LATE"), Assert.IsAssignableFrom<Event>(node).Definition);
    }

    [Fact]
    public void Reads_escalations_that_are_caught()
    {
        var boundary = Read(Boundary("<bpmn:escalationEventDefinition escalationRef=\"esc\" camunda:escalationCodeVariable=\"code\"/>")).Node<BoundaryEvent>("b");

        Assert.Equal(new EscalationEventDefinition("LATE", "code"), boundary.Definition);
    }

    [Fact]
    public void Reads_none_and_terminate_events()
    {
        Assert.Null(Read("<bpmn:endEvent id=\"x\"/>").Node<EndEvent>().Definition);
        Assert.Null(Read("<bpmn:intermediateThrowEvent id=\"x\"/>").Node<IntermediateThrowEvent>().Definition);
        Assert.IsType<TerminateEventDefinition>(Read("<bpmn:endEvent id=\"x\"><bpmn:terminateEventDefinition/></bpmn:endEvent>").Node<EndEvent>().Definition);
    }

    [Fact]
    public void Reads_message_starts_beside_a_plain_start()
    {
        var start = Read("<bpmn:task id=\"x\"/><bpmn:startEvent id=\"s2\" camunda:initiator=\"who\"><bpmn:messageEventDefinition messageRef=\"m\"/></bpmn:startEvent>")
            .Node<StartEvent>("s2");

        Assert.Equal(("order", "who"), (Assert.IsType<MessageEventDefinition>(start.Definition).StaticName, start.Initiator));
    }

    [Theory]
    [InlineData("<bpmn:startEvent id=\"s2\"><bpmn:messageEventDefinition/></bpmn:startEvent>", "missing-message")]
    [InlineData("<bpmn:startEvent id=\"s2\"><bpmn:messageEventDefinition messageRef=\"none\"/></bpmn:startEvent>", "dangling-reference")]
    [InlineData("<bpmn:startEvent id=\"s2\"><bpmn:signalEventDefinition/></bpmn:startEvent>", "missing-signal")]
    [InlineData("<bpmn:startEvent id=\"s2\"><bpmn:conditionalEventDefinition/></bpmn:startEvent>", "missing-condition")]
    [InlineData("<bpmn:startEvent id=\"s2\"><bpmn:errorEventDefinition/></bpmn:startEvent>", "start-event-trigger")]
    [InlineData("<bpmn:startEvent id=\"s2\"><bpmn:eventDefinitionRef>none</bpmn:eventDefinitionRef></bpmn:startEvent>", "dangling-reference")]
    [InlineData("<bpmn:intermediateThrowEvent id=\"s2\"><bpmn:linkEventDefinition name=\"l\"/></bpmn:intermediateThrowEvent>", "link-target")]
    [InlineData("<bpmn:intermediateThrowEvent id=\"s2\"><bpmn:errorEventDefinition/></bpmn:intermediateThrowEvent>", "unsupported-element")]
    [InlineData("<bpmn:endEvent id=\"s2\"><bpmn:timerEventDefinition/></bpmn:endEvent>", "unsupported-element")]
    [InlineData("<bpmn:endEvent id=\"s2\"><bpmn:cancelEventDefinition/></bpmn:endEvent>", "cancel-outside-transaction")]
    [InlineData("<bpmn:eventBasedGateway id=\"s2\"/>", "event-gateway-target")]
    public void Refuses_events_that_nothing_can_come_of(string element, string code)
    {
        Assert.Equal("s2", Read("<bpmn:task id=\"x\"/>" + element).Error(code).ElementId);
    }

    [Fact]
    public void Warns_of_a_declared_error_without_a_code()
    {
        var file = Bpmn.Read(Bpmn.Process(Dialect.Plain, Boundary("<bpmn:errorEventDefinition errorRef=\"e\"/>"), "<bpmn:error id=\"e\"/>"));

        Assert.Equal(Severity.Warning, Assert.Single(file.Diagnostics, d => d.Code == "catches-all").Severity);
        Assert.False(file.HasErrors);
    }
}
