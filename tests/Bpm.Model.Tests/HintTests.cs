namespace Bpm.Model.Tests;

/// <summary>What is right by the letter and hardly meant: warnings and notes with the element marked.</summary>
public sealed class HintTests
{
    const string Condition = "<bpmn:conditionExpression>${a}</bpmn:conditionExpression>";

    [Theory]
    [InlineData("<bpmn:task id=\"x\"/><bpmn:task id=\"y\"/><bpmn:task id=\"z\"/>|y>z|z>y", "never-reached", "y", "z")]
    [InlineData("<bpmn:exclusiveGateway id=\"x\" default=\"x-b\"/><bpmn:task id=\"a\"/><bpmn:task id=\"b\"/><bpmn:parallelGateway id=\"j\"/>|x?a|x>b|a>j|b>j", "join-never-completes", "j")]
    [InlineData("<bpmn:exclusiveGateway id=\"x\" default=\"x-b\"/><bpmn:exclusiveGateway id=\"a\"/><bpmn:task id=\"b\"/><bpmn:parallelGateway id=\"j\"/>|x?a|x>b|a?j|b>j|b>a", "join-never-completes")]
    [InlineData("<bpmn:parallelGateway id=\"x\"/><bpmn:task id=\"a\"/><bpmn:task id=\"b\"/><bpmn:parallelGateway id=\"j\"/>|x>a|x>b|a>j|b>j", "join-never-completes")]
    [InlineData("<bpmn:parallelGateway id=\"x\"/><bpmn:task id=\"a\"/><bpmn:task id=\"b\"/><bpmn:exclusiveGateway id=\"j\"/><bpmn:task id=\"c\"/>|x>a|x>b|a>j|b>j|j>c", "merge-repeats", "j")]
    [InlineData("<bpmn:exclusiveGateway id=\"x\" default=\"x-c\"/><bpmn:task id=\"a\"/><bpmn:task id=\"b\"/><bpmn:task id=\"c\"/>|x>a|x?b|x>c", "never-taken", "x-b", "x-c")]
    [InlineData("<bpmn:exclusiveGateway id=\"x\" default=\"x-x\"/><bpmn:task id=\"a\"/>|x?a|x>x", "loop-without-wait", "x")]
    [InlineData("<bpmn:exclusiveGateway id=\"x\" default=\"x-t\"/><bpmn:receiveTask id=\"t\"/><bpmn:task id=\"a\"/>|x?a|x>t|t>x", "loop-without-wait")]
    [InlineData("<bpmn:task id=\"x\"/><bpmn:intermediateThrowEvent id=\"t\"><bpmn:linkEventDefinition name=\"L\"/></bpmn:intermediateThrowEvent><bpmn:intermediateCatchEvent id=\"c\"><bpmn:linkEventDefinition name=\"L\"/></bpmn:intermediateCatchEvent>" +
        "<bpmn:intermediateThrowEvent id=\"u\"><bpmn:linkEventDefinition name=\"L\"/></bpmn:intermediateThrowEvent>|x>t|c>u", "loop-without-wait", "c")]
    [InlineData("<bpmn:task id=\"x\"/><bpmn:endEvent id=\"e\"><bpmn:compensateEventDefinition activityRef=\"x\"/></bpmn:endEvent>|x>e", "compensation-activity", "e")]
    [InlineData("<bpmn:subProcess id=\"x\"><bpmn:task id=\"y\"/><bpmn:boundaryEvent id=\"b\" attachedToRef=\"y\"><bpmn:compensateEventDefinition/></bpmn:boundaryEvent><bpmn:task id=\"u\" isForCompensation=\"true\"/>" +
        "<bpmn:association id=\"a\" sourceRef=\"b\" targetRef=\"u\"/></bpmn:subProcess><bpmn:endEvent id=\"e\"><bpmn:compensateEventDefinition activityRef=\"x\"/></bpmn:endEvent>|x>e", "compensation-activity")]
    [InlineData("<bpmn:task id=\"x\"/><bpmn:boundaryEvent id=\"b\" attachedToRef=\"x\"><bpmn:compensateEventDefinition/></bpmn:boundaryEvent><bpmn:task id=\"u\" isForCompensation=\"true\"/>" +
        "<bpmn:association id=\"a\" sourceRef=\"b\" targetRef=\"u\"/>|x>u", "compensation-flow", "x-u")]
    [InlineData("<bpmn:task id=\"x\"/><bpmn:callActivity id=\"c\" calledElement=\"p\"/>|x>c", "endless-calls", "c")]
    [InlineData("<bpmn:exclusiveGateway id=\"x\" default=\"x-e\"/><bpmn:callActivity id=\"c\" calledElement=\"p\"/><bpmn:endEvent id=\"e\"/>|x?c|x>e", "endless-calls")]
    [InlineData("<bpmn:userTask id=\"x\"/>", "nobody-named", "x")]
    [InlineData("<bpmn:userTask id=\"x\" camunda:candidateGroups=\"sales\"/>", "nobody-named")]
    [InlineData("<bpmn:subProcess id=\"x\"><bpmn:startEvent id=\"s\"/></bpmn:subProcess><bpmn:boundaryEvent id=\"c\" attachedToRef=\"x\"><bpmn:errorEventDefinition errorRef=\"E\"/></bpmn:boundaryEvent><bpmn:endEvent id=\"e\"/>|c>e", "never-thrown", "c")]
    [InlineData("<bpmn:subProcess id=\"x\"><bpmn:serviceTask id=\"s\"/></bpmn:subProcess><bpmn:boundaryEvent id=\"c\" attachedToRef=\"x\"><bpmn:errorEventDefinition errorRef=\"E\"/></bpmn:boundaryEvent><bpmn:endEvent id=\"e\"/>|c>e", "never-thrown")]
    public void Says_what_can_never_happen_and_where(string drawing, string code, params string[] elementIds)
    {
        var parts = drawing.Split('|');
        var flows = parts.Skip(1).Select(f => f.Split('>', '?')).Zip(parts.Skip(1), (ends, f) =>
            $"<bpmn:sequenceFlow id=\"{ends[0]}-{ends[1]}\" sourceRef=\"{ends[0]}\" targetRef=\"{ends[1]}\">{(f.Contains('?', StringComparison.Ordinal) ? Condition : "")}</bpmn:sequenceFlow>");

        var file = Bpmn.Read(Bpmn.Process(Dialect.Plain, parts[0] + string.Concat(flows), "<bpmn:error id=\"E\" errorCode=\"E\"/>"));

        Assert.False(file.HasErrors, string.Join('\n', file.Diagnostics));
        Assert.Equal(elementIds, file.Diagnostics.Where(d => d.Code == code).Select(d => d.ElementId));
    }

    [Fact]
    public void A_literal_false_is_a_dead_way()
    {
        var file = Bpmn.Read(Bpmn.Process(Dialect.Camunda7, "<bpmn:task id=\"x\"/><bpmn:task id=\"a\"/><bpmn:task id=\"b\"/><bpmn:sequenceFlow id=\"f\" sourceRef=\"x\" targetRef=\"b\"/>" +
            "<bpmn:sequenceFlow id=\"g\" sourceRef=\"x\" targetRef=\"a\"><bpmn:conditionExpression>${false}</bpmn:conditionExpression></bpmn:sequenceFlow>"));

        Assert.Equal("g", Assert.Single(file.Diagnostics, d => d.Code == "never-taken").ElementId);
    }

    [Theory]
    [InlineData("true", "<camunda:formData><camunda:formField id=\"n\" type=\"string\"/></camunda:formData>", true, null)]
    [InlineData("false", "", false, null)]
    [InlineData("true", "", true, "public-form")]
    [InlineData("yes", "", false, "public-access")]
    public void A_public_start_needs_a_form(string access, string form, bool isPublic, string? code)
    {
        var file = Bpmn.Read(Bpmn.Definitions(Dialect.Camunda7,
            $"<bpmn:process id=\"p\" isExecutable=\"true\"><bpmn:startEvent id=\"s\"><bpmn:extensionElements>{form}<camunda:properties><camunda:property name=\"publicAccess\" value=\"{access}\"/></camunda:properties></bpmn:extensionElements></bpmn:startEvent></bpmn:process>"));

        Assert.Equal(code is null ? [] : [code], file.Diagnostics.Select(d => d.Code).Where(c => c.StartsWith("public", StringComparison.Ordinal)));
        Assert.Equal(isPublic, file.Processes.FirstOrDefault()?.IsPublic ?? false);
    }

    [Theory]
    [InlineData("lanes", "candidateGroups", "Sales, inner")]
    [InlineData("lanes", "nobody", null)]
    [InlineData("other", "candidateGroups", null)]
    public void Lanes_are_candidate_groups_where_the_process_asks_for_it(string property, string value, string? group)
    {
        var file = Bpmn.Read(Bpmn.Process(Dialect.Camunda7,
            "<bpmn:laneSet id=\"ls\"><bpmn:lane id=\"l1\" name=\"Company\"><bpmn:flowNodeRef>x</bpmn:flowNodeRef><bpmn:flowNodeRef>sub</bpmn:flowNodeRef>" +
            "<bpmn:childLaneSet id=\"cs\"><bpmn:lane id=\"l2\" name=\"Sales, inner\"><bpmn:flowNodeRef>sub</bpmn:flowNodeRef></bpmn:lane></bpmn:childLaneSet></bpmn:lane></bpmn:laneSet>" +
            "<bpmn:userTask id=\"x\" camunda:assignee=\"anna\"/><bpmn:sequenceFlow id=\"f\" sourceRef=\"x\" targetRef=\"sub\"/>" +
            "<bpmn:subProcess id=\"sub\"><bpmn:startEvent id=\"s\"/><bpmn:sequenceFlow id=\"g\" sourceRef=\"s\" targetRef=\"y\"/><bpmn:userTask id=\"y\"/></bpmn:subProcess>",
            extensions: $"<camunda:properties><camunda:property name=\"{property}\" value=\"{value}\"/></camunda:properties>"));

        Assert.Null(file.Node<UserTask>("x").CandidateGroups);
        Assert.Equal(group is null ? null : $"[\"{group}\"]", file.Node<UserTask>("y").CandidateGroups?.StaticValue?.ToString());
        Assert.Equal(value == "nobody", file.Diagnostics.Any(d => d.Code == "lanes-property"));
    }
}
