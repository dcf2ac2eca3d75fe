namespace Bpm.Model.Tests;

/// <summary>Elements that go beyond tasks, exclusive gateways and timers, as each dialect writes them.</summary>
public sealed class AllElementsTests
{
    [Fact]
    public void Reads_loops_with_their_conditions()
    {
        var loop = Assert.IsType<StandardLoop>(Activity(Dialect.Plain,
            "<bpmn:standardLoopCharacteristics testBefore=\"true\" loopMaximum=\"3\"><bpmn:loopCondition>x &lt; 3</bpmn:loopCondition></bpmn:standardLoopCharacteristics>").Loop);

        Assert.Equal((true, "3", "x < 3"), (loop.TestsBefore, loop.Maximum!.Text, loop.Condition!.Text));
    }

    [Fact]
    public void Reads_collections_of_camunda_7()
    {
        var multi = Assert.IsType<MultiInstance>(Activity(Dialect.Camunda7,
            "<bpmn:multiInstanceLoopCharacteristics isSequential=\"true\" camunda:collection=\"people\" camunda:elementVariable=\"person\">"
            + "<bpmn:completionCondition>${nrOfCompletedInstances == 2}</bpmn:completionCondition></bpmn:multiInstanceLoopCharacteristics>").Loop);

        Assert.Equal((true, "people", "person"), (multi.IsSequential, multi.Collection!.Text, multi.ElementVariable));
        Assert.NotNull(multi.CompletionCondition);
    }

    [Fact]
    public void Reads_collections_of_camunda_8()
    {
        var multi = Assert.IsType<MultiInstance>(Activity(Dialect.Camunda8,
            "<bpmn:multiInstanceLoopCharacteristics><bpmn:extensionElements><zeebe:loopCharacteristics inputCollection=\"= people\" inputElement=\"person\""
            + " outputCollection=\"answers\" outputElement=\"= answer\"/></bpmn:extensionElements></bpmn:multiInstanceLoopCharacteristics>").Loop);

        Assert.Equal(("person", "answers"), (multi.ElementVariable, multi.OutputCollection));
        Assert.NotNull(multi.OutputElement);
    }

    [Theory]
    [InlineData("<bpmn:multiInstanceLoopCharacteristics/>", "missing-cardinality")]
    [InlineData("<bpmn:multiInstanceLoopCharacteristics><bpmn:loopCardinality>-1</bpmn:loopCardinality></bpmn:multiInstanceLoopCharacteristics>", "loop-number")]
    [InlineData("<bpmn:standardLoopCharacteristics loopMaximum=\"-1\"/>", "loop-number")]
    public void Refuses_loops_that_nobody_can_count(string loop, string code) =>
        Bpmn.Read(Bpmn.Process(Dialect.Plain, $"<bpmn:userTask id=\"x\">{loop}</bpmn:userTask>")).Error(code);

    [Theory]
    [InlineData("startQuantity=\"0\"")]
    [InlineData("completionQuantity=\"many\"")]
    public void Refuses_token_quantities_that_are_no_count(string attribute) =>
        Bpmn.Read(Bpmn.Process(Dialect.Plain, $"<bpmn:userTask id=\"x\" {attribute}/>")).Error("token-quantity");

    [Fact]
    public void Reads_call_activities_with_what_goes_over()
    {
        var call = Bpmn.Read(Bpmn.Process(Dialect.Camunda7,
            "<bpmn:callActivity id=\"x\" calledElement=\"other\" camunda:calledElementBinding=\"version\" camunda:calledElementVersion=\"3\"><bpmn:extensionElements>"
            + "<camunda:in source=\"a\" target=\"b\"/><camunda:in businessKey=\"${execution.processBusinessKey}\"/><camunda:out variables=\"all\"/></bpmn:extensionElements></bpmn:callActivity>"))
            .Node<CallActivity>();

        Assert.Equal((Binding.Version, "3", "other"), (call.Binding, call.Version!.Text, call.CalledElement.Text));
        Assert.Equal("b", Assert.Single(call.In.Mappings).Target);
        Assert.False(call.In.PassesAll);
        Assert.True(call.Out.PassesAll);
        Assert.NotNull(call.BusinessKey);
    }

    [Fact]
    public void Finds_the_handler_that_an_association_leads_to()
    {
        var boundary = Bpmn.Read(Bpmn.Process(Dialect.Plain,
            "<bpmn:userTask id=\"x\"/><bpmn:userTask id=\"undo\" isForCompensation=\"true\"/>"
            + "<bpmn:boundaryEvent id=\"b\" attachedToRef=\"x\"><bpmn:compensateEventDefinition/></bpmn:boundaryEvent><bpmn:association sourceRef=\"b\" targetRef=\"undo\"/>"))
            .Node<BoundaryEvent>("b");

        Assert.Equal("undo", boundary.HandlerId);
    }

    [Theory]
    [InlineData("<bpmn:task id=\"x\"/><bpmn:sequenceFlow id=\"f\" sourceRef=\"x\" targetRef=\"e\"/><bpmn:endEvent id=\"e\"><bpmn:compensateEventDefinition activityRef=\"nope\"/></bpmn:endEvent>", "compensation-activity", "e")]
    [InlineData("<bpmn:userTask id=\"x\"/><bpmn:boundaryEvent id=\"b\" attachedToRef=\"x\"><bpmn:compensateEventDefinition/></bpmn:boundaryEvent><bpmn:association id=\"a\" sourceRef=\"b\" targetRef=\"x\"/>", "compensation-handler", "b")]
    [InlineData("<bpmn:userTask id=\"x\"/><bpmn:boundaryEvent id=\"b\" attachedToRef=\"x\"><bpmn:compensateEventDefinition/></bpmn:boundaryEvent><bpmn:subProcess id=\"sub\"><bpmn:userTask id=\"undo\" isForCompensation=\"true\"/></bpmn:subProcess>" +
        "<bpmn:association id=\"a\" sourceRef=\"b\" targetRef=\"undo\"/>", "compensation-handler", "b")]
    public void Refuses_compensation_that_undoes_nothing(string elements, string code, string elementId) =>
        Assert.Equal(elementId, Bpmn.Read(Bpmn.Process(Dialect.Plain, elements)).Error(code).ElementId);

    [Fact]
    public void Asks_for_a_compensation_handler()
    {
        var xml = Bpmn.Process(Dialect.Plain, "<bpmn:userTask id=\"x\"/><bpmn:boundaryEvent id=\"b\" attachedToRef=\"x\"><bpmn:compensateEventDefinition/></bpmn:boundaryEvent>");

        Assert.Equal("b", Bpmn.Read(xml).Error("compensation-handler").ElementId);
    }

    [Fact]
    public void Reads_reusable_and_several_event_definitions()
    {
        var start = Bpmn.Read(Bpmn.Process(Dialect.Plain,
            "<bpmn:task id=\"x\"/><bpmn:startEvent id=\"s2\" parallelMultiple=\"true\"><bpmn:eventDefinitionRef>shared</bpmn:eventDefinitionRef>"
            + "<bpmn:conditionalEventDefinition><bpmn:condition>a > 1</bpmn:condition></bpmn:conditionalEventDefinition></bpmn:startEvent>",
            declarations: "<bpmn:signal id=\"s\" name=\"alarm\"/><bpmn:signalEventDefinition id=\"shared\" signalRef=\"s\"/>")).Node<StartEvent>("s2");

        Assert.True(start.IsParallelMultiple);
        Assert.Equal("alarm", Assert.IsType<SignalEventDefinition>(start.Definitions[0]).Name.Text);
        Assert.IsType<ConditionalEventDefinition>(start.Definitions[1]);
    }

    [Fact]
    public void Reads_a_global_task_as_a_process_of_its_own()
    {
        var file = Bpmn.Read(Bpmn.Process(Dialect.Plain, "<bpmn:callActivity id=\"x\" calledElement=\"ask\"/>", declarations: "<bpmn:globalUserTask id=\"ask\" name=\"Ask\"/>"));

        Assert.IsType<UserTask>(Assert.Single(file.Processes[^1].Nodes.Values));
        Assert.Equal("ask", file.Processes[^1].Id);
    }

    [Fact]
    public void Maps_data_associations_onto_variables()
    {
        var task = Bpmn.Read(Bpmn.Process(Dialect.Plain,
            "<bpmn:dataObject id=\"d1\" name=\"order\"/><bpmn:dataObjectReference id=\"r1\" dataObjectRef=\"d1\"/>"
            + "<bpmn:userTask id=\"x\"><bpmn:ioSpecification><bpmn:dataInput id=\"i\" name=\"input\"/><bpmn:dataOutput id=\"o\" name=\"result\"/></bpmn:ioSpecification>"
            + "<bpmn:dataInputAssociation><bpmn:sourceRef>r1</bpmn:sourceRef><bpmn:targetRef>i</bpmn:targetRef></bpmn:dataInputAssociation>"
            + "<bpmn:dataOutputAssociation><bpmn:sourceRef>o</bpmn:sourceRef><bpmn:targetRef>r1</bpmn:targetRef></bpmn:dataOutputAssociation></bpmn:userTask>")).Node<UserTask>();

        Assert.Equal(("input", "order"), (Assert.Single(task.Inputs).Target, task.Inputs[0].OnlyWith));
        Assert.Equal(("order", "result"), (Assert.Single(task.Outputs).Target, task.Outputs[0].OnlyWith));
    }

    static Activity Activity(Dialect dialect, string parts) =>
        Bpmn.Read(Bpmn.Process(dialect, $"<bpmn:userTask id=\"x\">{parts}</bpmn:userTask>")).Node<UserTask>();
}
