namespace Bpm.Model.Tests;

/// <summary>What tools that only draw leave open or write in their own way, and what is wrong in any case.</summary>
public sealed class PlainDrawingTests
{
    static BpmnFile Read(string elements, string declarations = "") => Bpmn.Read(Bpmn.Process(Dialect.Plain, elements, declarations));

    [Theory]
    [InlineData("<bpmn:intermediateCatchEvent id=\"x\" name=\"Order&#10; received\"><bpmn:messageEventDefinition/></bpmn:intermediateCatchEvent>", "missing-message")]
    [InlineData("<bpmn:intermediateCatchEvent id=\"x\" name=\"Order received\"><bpmn:signalEventDefinition/></bpmn:intermediateCatchEvent>", "missing-signal")]
    public void An_event_that_references_nothing_is_called_by_its_own_name(string @event, string code)
    {
        var file = Read(@event);

        var name = file.Node<IntermediateCatchEvent>().Definition switch { MessageEventDefinition m => m.Name, SignalEventDefinition s => s.Name, _ => null };
        Assert.Equal("Order received", name.Text());
        Assert.Equal(Severity.Warning, Assert.Single(file.Diagnostics, d => d.Code == code).Severity);
    }

    [Theory]
    [InlineData("sendTask")]
    [InlineData("businessRuleTask")]
    public void A_task_without_an_implementation_is_a_job_of_its_id(string element) =>
        Assert.Equal("x", Read($"<bpmn:{element} id=\"x\"/>").Node<ServiceTask>().JobType.Text());

    [Fact]
    public void A_prefix_before_an_id_is_taken_off()
    {
        var file = Bpmn.Read(Bpmn.Definitions(Dialect.Plain, "<bpmn:process id=\"p\" isExecutable=\"true\"><bpmn:startEvent id=\"s\"><bpmn:outgoing>t:f</bpmn:outgoing></bpmn:startEvent>" +
            "<bpmn:sequenceFlow id=\"f\" sourceRef=\"t:s\" targetRef=\"t:x\"/><bpmn:task id=\"x\"/>" +
            "<bpmn:boundaryEvent id=\"b\" attachedToRef=\"t:x\"><bpmn:errorEventDefinition/></bpmn:boundaryEvent></bpmn:process>"));

        Assert.Equal("x", file.Node<BoundaryEvent>("b").AttachedToId);
        Assert.Equal("s", file.Processes[0].Flows["f"].SourceId);
        Assert.Equal(["f"], file.Node("s").OutgoingIds);
    }

    [Theory]
    [InlineData("potentialOwner")]
    [InlineData("humanPerformer")]
    public void A_role_is_a_candidate_group(string performer)
    {
        var task = Read($"<bpmn:userTask id=\"x\"><bpmn:{performer}><bpmn:resourceRef>r</bpmn:resourceRef></bpmn:{performer}></bpmn:userTask>", "<bpmn:resource id=\"r\" name=\"Clerk\"/>").Node<UserTask>();

        Assert.Equal("Clerk", task.CandidateGroups.Text());
        Assert.Null(task.Assignee);
    }

    [Fact]
    public void An_empty_pool_beside_others_is_only_shown()
    {
        var file = Bpmn.Read(Bpmn.Definitions(Dialect.Plain, "<bpmn:process id=\"p\"/><bpmn:process id=\"q\"><bpmn:startEvent id=\"start\"/></bpmn:process>"));

        Assert.Equal("q", Assert.Single(file.Processes).Id);
        Assert.Contains(file.Diagnostics, d => d is { Code: "empty-process", ElementId: "p" });
    }

    [Fact]
    public void An_error_on_the_edge_always_interrupts()
    {
        var file = Read("<bpmn:task id=\"x\"/><bpmn:boundaryEvent id=\"b\" attachedToRef=\"x\" cancelActivity=\"false\"><bpmn:errorEventDefinition/></bpmn:boundaryEvent>");

        Assert.True(file.Node<BoundaryEvent>("b").IsInterrupting);
        Assert.Contains(file.Diagnostics, d => d is { Code: "always-interrupting", ElementId: "b" });
    }

    [Theory]
    [InlineData("<bpmn:task id=\"x\"><bpmn:outgoing>f9</bpmn:outgoing></bpmn:task>", "listed-flow", Severity.Warning)]
    [InlineData("<bpmn:exclusiveGateway id=\"x\" gatewayDirection=\"Diverging\"/><bpmn:task id=\"y\"/><bpmn:sequenceFlow id=\"f\" sourceRef=\"y\" targetRef=\"x\"/>", "gateway-direction", Severity.Info)]
    [InlineData("<bpmn:task id=\"x\"/><bpmn:intermediateCatchEvent id=\"l\"><bpmn:linkEventDefinition name=\"n\"/></bpmn:intermediateCatchEvent>", "link-source", Severity.Warning)]
    [InlineData("<bpmn:subProcess id=\"x\"/>", "empty-subprocess", Severity.Warning)]
    [InlineData("<bpmn:task id=\"x\"><bpmn:standardLoopCharacteristics/><bpmn:multiInstanceLoopCharacteristics><bpmn:loopCardinality>2</bpmn:loopCardinality></bpmn:multiInstanceLoopCharacteristics></bpmn:task>", "several-loops", Severity.Error)]
    [InlineData("<bpmn:adHocSubProcess id=\"x\"><bpmn:task id=\"y\"/><bpmn:endEvent id=\"e\"/></bpmn:adHocSubProcess>", "end-event-in-ad-hoc", Severity.Error)]
    [InlineData("<bpmn:task id=\"x\"/><bpmn:task id=\"u\" isForCompensation=\"true\"/><bpmn:boundaryEvent id=\"b\" attachedToRef=\"x\"><bpmn:compensateEventDefinition/></bpmn:boundaryEvent><bpmn:association id=\"a\" sourceRef=\"b\" targetRef=\"u\"/><bpmn:sequenceFlow id=\"f\" sourceRef=\"b\" targetRef=\"u\"/>", "compensation-flow", Severity.Error)]
    public void Says_what_the_standard_does_not_allow(string elements, string code, Severity severity) =>
        Assert.Equal(severity, Assert.Single(Read(elements).Diagnostics, d => d.Code == code).Severity);
}
