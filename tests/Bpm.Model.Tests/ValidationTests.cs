namespace Bpm.Model.Tests;

/// <summary>Rules about how the parts of a process fit together.</summary>
public sealed class ValidationTests
{
    [Theory]
    [InlineData("<bpmn:task id=\"x\"/><bpmn:task id=\"x\"/>", "duplicate-id", "x")]
    [InlineData("<bpmn:task id=\"x\"/><bpmn:sequenceFlow id=\"x\" sourceRef=\"x\" targetRef=\"x\"/>", "duplicate-id", "x")]
    [InlineData("<bpmn:task id=\"x\"/><bpmn:task/>", "missing-id", "p")]
    [InlineData("<bpmn:task id=\"x\"/><bpmn:sequenceFlow id=\"f\" sourceRef=\"y\" targetRef=\"x\"/>", "dangling-reference", "f")]
    [InlineData("<bpmn:task id=\"x\"/><bpmn:sequenceFlow id=\"f\" sourceRef=\"x\" targetRef=\"y\"/>", "dangling-reference", "f")]
    [InlineData("<bpmn:task id=\"x\"/><bpmn:sequenceFlow id=\"f\" sourceRef=\"x\"/>", "missing-reference", "f")]
    [InlineData("<bpmn:task id=\"x\"/><bpmn:sequenceFlow id=\"f\" sourceRef=\"x\" targetRef=\"start\"/>", "incoming-flow", "f")]
    [InlineData("<bpmn:endEvent id=\"x\"/><bpmn:task id=\"y\"/><bpmn:sequenceFlow id=\"f\" sourceRef=\"x\" targetRef=\"y\"/>", "outgoing-flow", "f")]
    [InlineData("<bpmn:task id=\"x\" default=\"f0\"/>", "default-flow", "x")]
    [InlineData("<bpmn:task id=\"x\"/><bpmn:boundaryEvent id=\"b\" attachedToRef=\"y\"><bpmn:errorEventDefinition/></bpmn:boundaryEvent>", "dangling-reference", "b")]
    [InlineData("<bpmn:task id=\"x\"/><bpmn:boundaryEvent id=\"b\"><bpmn:errorEventDefinition/></bpmn:boundaryEvent>", "dangling-reference", "b")]
    [InlineData("<bpmn:task id=\"x\"/><bpmn:boundaryEvent id=\"b\" attachedToRef=\"start\"><bpmn:errorEventDefinition/></bpmn:boundaryEvent>", "boundary-host", "b")]
    [InlineData("<bpmn:task id=\"x\"/><bpmn:boundaryEvent id=\"b\" attachedToRef=\"x\"/>", "missing-event-definition", "b")]
    [InlineData("<bpmn:intermediateCatchEvent id=\"x\"/>", "missing-event-definition", "x")]
    [InlineData("<bpmn:endEvent id=\"x\"><bpmn:errorEventDefinition errorRef=\"e\"/></bpmn:endEvent>", "missing-error-code", "x")]
    [InlineData("<bpmn:intermediateThrowEvent id=\"x\"><bpmn:escalationEventDefinition/></bpmn:intermediateThrowEvent>", "missing-escalation-code", "x")]
    [InlineData("<bpmn:endEvent id=\"x\"><bpmn:escalationEventDefinition escalationRef=\"none\"/></bpmn:endEvent>", "dangling-reference", "x")]
    public void Reports_what_does_not_fit(string elements, string code, string elementId)
    {
        var error = Bpmn.Read(Bpmn.Process(Dialect.Plain, elements, declarations: "<bpmn:error id=\"e\"/>")).Error(code);

        Assert.Equal(elementId, error.ElementId);
        Assert.True(error.Location.Line > 0);
    }

    [Theory]
    [InlineData("<bpmn:sequenceFlow id=\"f\" sourceRef=\"t\" targetRef=\"y\"/>", "flow-crosses-scope", "f")]
    [InlineData("<bpmn:startEvent id=\"s2\"><bpmn:timerEventDefinition><bpmn:timeDuration>PT1H</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:startEvent>", "start-event-trigger", "s2")]
    public void Reports_what_does_not_fit_in_a_subprocess(string elements, string code, string elementId)
    {
        var xml = Bpmn.Process(Dialect.Plain, $"<bpmn:subProcess id=\"x\"><bpmn:startEvent id=\"s1\"/><bpmn:task id=\"t\"/>{elements}</bpmn:subProcess><bpmn:task id=\"y\"/>");

        Assert.Equal(elementId, Bpmn.Read(xml).Error(code).ElementId);
    }

    [Theory]
    [InlineData(Dialect.Camunda7, "<bpmn:process id=\"p\" isExecutable=\"true\"><bpmn:task id=\"t\"/></bpmn:process>")]
    [InlineData(Dialect.Plain, "<bpmn:process id=\"p\" isExecutable=\"true\"/>")]
    [InlineData(Dialect.Camunda7, "<bpmn:process id=\"p\" isExecutable=\"true\"><bpmn:startEvent id=\"s\"/><bpmn:subProcess id=\"u\"/></bpmn:process>")]
    public void Reports_a_scope_that_cannot_begin(Dialect dialect, string process)
    {
        Bpmn.Read(Bpmn.Definitions(dialect, process)).Error("missing-start-event");
    }

    [Theory]
    [InlineData(Dialect.Camunda7)]
    [InlineData(Dialect.Camunda8)]
    public void Allows_one_plain_start_event_in_the_dialects(Dialect dialect)
    {
        Assert.Equal("s2", Bpmn.Read(Bpmn.Process(dialect, "<bpmn:task id=\"x\"/><bpmn:startEvent id=\"s2\"/>")).Error("several-start-events").ElementId);
    }

    [Theory]
    [InlineData("<bpmn:errorEventDefinition/>", "missing-error-code")]
    [InlineData("<bpmn:errorEventDefinition errorRef=\"E-1\"/>", "undeclared-error")]
    public void Warns_of_an_error_that_is_declared_nowhere(string definition, string code)
    {
        var file = Bpmn.Read(Bpmn.Process(Dialect.Plain, $"<bpmn:endEvent id=\"x\">{definition}</bpmn:endEvent>"));

        Assert.Contains(file.Diagnostics, d => d.Code == code && d.Severity == Severity.Warning);
        Assert.False(file.HasErrors);
    }

    [Fact]
    public void Names_both_places_of_a_duplicate_id()
    {
        var xml = Bpmn.Process(Dialect.Plain, "<bpmn:task id=\"x\"/>\n<bpmn:userTask id=\"x\"/>");

        var error = Bpmn.Read(xml).Error("duplicate-id");

        Assert.Equal(4, error.Location.Line);
        Assert.Contains("line 3", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Dialect.Camunda8, Severity.Error)]
    [InlineData(Dialect.Camunda7, Severity.Warning)]
    [InlineData(Dialect.Plain, Severity.Warning)]
    public void Asks_for_conditions_behind_an_exclusive_gateway(Dialect dialect, Severity severity)
    {
        var file = Bpmn.Read(Bpmn.Process(dialect,
            "<bpmn:exclusiveGateway id=\"x\" default=\"a\"/><bpmn:endEvent id=\"end\"/>" +
            "<bpmn:sequenceFlow id=\"a\" sourceRef=\"x\" targetRef=\"end\"/><bpmn:sequenceFlow id=\"b\" sourceRef=\"x\" targetRef=\"end\"/>"));

        var found = Assert.Single(file.Diagnostics, d => d.Code == "missing-condition");
        Assert.Equal(("b", severity), (found.ElementId, found.Severity));
    }

    [Fact]
    public void Warns_of_conditions_behind_a_parallel_gateway()
    {
        var file = Bpmn.Read(Bpmn.Process(Dialect.Plain,
            "<bpmn:parallelGateway id=\"x\"/><bpmn:endEvent id=\"end\"/><bpmn:sequenceFlow id=\"a\" sourceRef=\"x\" targetRef=\"end\">" +
            "<bpmn:conditionExpression>b</bpmn:conditionExpression></bpmn:sequenceFlow>"));

        Assert.Contains(file.Diagnostics, d => d.Code == "parallel-condition" && d.Severity == Severity.Warning);
    }

    [Theory]
    [InlineData(Dialect.Camunda8, Severity.Error)]
    [InlineData(Dialect.Plain, Severity.Warning)]
    public void Asks_for_a_flow_out_of_a_boundary_event(Dialect dialect, Severity severity)
    {
        var file = Bpmn.Read(Bpmn.Process(dialect,
            "<bpmn:userTask id=\"x\"/><bpmn:boundaryEvent id=\"b\" attachedToRef=\"x\"><bpmn:errorEventDefinition/></bpmn:boundaryEvent>"));

        Assert.Equal(severity, Assert.Single(file.Diagnostics, d => d.Code == "boundary-without-flow").Severity);
    }

    [Theory]
    [InlineData("<bpmn:task id=\"x\"/><bpmn:task id=\"alone\"/>", "never-reached", "alone")]
    [InlineData("<bpmn:task id=\"x\" default=\"d\"/><bpmn:task id=\"y\"/><bpmn:sequenceFlow id=\"d\" sourceRef=\"x\" targetRef=\"y\"><bpmn:conditionExpression>b</bpmn:conditionExpression></bpmn:sequenceFlow>", "default-flow-condition", "d")]
    public void Warns_of_what_has_no_effect(string elements, string code, string elementId)
    {
        var file = Bpmn.Read(Bpmn.Process(Dialect.Plain, elements));

        Assert.False(file.HasErrors);
        Assert.Equal(elementId, Assert.Single(file.Diagnostics, d => d.Code == code).ElementId);
    }

    [Fact]
    public void Warns_when_a_process_is_not_drawn()
    {
        var file = Bpmn.Read("<definitions xmlns=\"http://www.omg.org/spec/BPMN/20100524/MODEL\"><process id=\"p\" isExecutable=\"true\"><startEvent id=\"s\"/></process></definitions>");

        Assert.Equal("no-diagram", Assert.Single(file.Diagnostics).Code);
        Assert.Single(file.Processes);
    }
}
