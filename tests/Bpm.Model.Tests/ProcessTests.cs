namespace Bpm.Model.Tests;

public sealed class ProcessTests
{
    static string File(Dialect dialect, params string?[] executable) => Bpmn.Definitions(dialect, string.Concat(executable.Select((value, i) =>
        $"<bpmn:process id=\"p{i}\"{(value is null ? "" : $" isExecutable=\"{value}\"")}><bpmn:startEvent id=\"{(i == 0 ? "start" : $"s{i}")}\"/></bpmn:process>")));

    [Theory]
    [InlineData(Dialect.Plain, new[] { "true", "false" }, "p0")]
    [InlineData(Dialect.Plain, new[] { "true", null }, "p0")]
    [InlineData(Dialect.Plain, new string?[] { null, null }, "p0 p1")]
    [InlineData(Dialect.Plain, new[] { null, "false" }, "p0")]
    [InlineData(Dialect.Camunda7, new[] { "true", null }, "p0 p1")]
    [InlineData(Dialect.Camunda8, new[] { "true", null }, "p0")]
    public void Executes_the_processes_that_are_marked_so(Dialect dialect, string?[] executable, string ids)
    {
        var file = Bpmn.Read(File(dialect, executable));

        Assert.Equal(ids, string.Join(' ', file.Processes.Select(p => p.Id)));
        Assert.False(file.HasErrors);
    }

    [Theory]
    [InlineData(Dialect.Camunda8, "false")]
    [InlineData(Dialect.Camunda8, null)]
    public void Refuses_a_file_without_an_executable_process(Dialect dialect, string? executable)
    {
        Bpmn.Read(File(dialect, executable)).Error("no-executable-process");
    }

    [Fact]
    public void Takes_a_plain_drawing_for_people_as_one_in_which_nothing_runs()
    {
        var file = Bpmn.Read(File(Dialect.Plain, ["false"]));

        Assert.Empty(file.Processes);
        Assert.Equal([(Severity.Warning, "no-executable-process")], file.Diagnostics.Select(d => (d.Severity, d.Code)));
    }

    [Fact]
    public void Does_not_judge_processes_that_are_only_shown()
    {
        var file = Bpmn.Read(Bpmn.Definitions(Dialect.Plain,
            "<bpmn:process id=\"p\" isExecutable=\"true\"><bpmn:startEvent id=\"start\"/></bpmn:process>" +
            "<bpmn:process id=\"q\" isExecutable=\"false\"><bpmn:callActivity id=\"c\"/></bpmn:process>"));

        Assert.Single(file.Processes);
        Assert.Equal(["not-executable"], file.Diagnostics.Select(d => d.Code));
    }

    [Fact]
    public void Reads_the_extensions_of_camunda_7()
    {
        var process = Bpmn.Read(Bpmn.Process(Dialect.Camunda7, "<bpmn:task id=\"x\"><bpmn:documentation>Do it.</bpmn:documentation></bpmn:task>",
            attributes: "name=\"P\" camunda:versionTag=\"1.2\" camunda:historyTimeToLive=\"P30D\" camunda:candidateStarterGroups=\"a, b\" " +
                "camunda:candidateStarterUsers=\"anna\" camunda:isStartableInTasklist=\"false\"",
            extensions: "<camunda:properties><camunda:property name=\"k\" value=\"v\"/></camunda:properties><camunda:potentialStarter>" +
                "<bpmn:resourceAssignmentExpression><bpmn:formalExpression>user(ben), group(c)</bpmn:formalExpression></bpmn:resourceAssignmentExpression></camunda:potentialStarter>"))
            .Processes.Single();

        Assert.Equal(("P", "1.2", 30, false), (process.Name, process.VersionTag, process.HistoryTimeToLiveDays, process.IsStartableInTasklist));
        Assert.Equal(["a", "b", "c"], process.CandidateStarterGroups);
        Assert.Equal(["anna", "ben"], process.CandidateStarterUsers);
        Assert.Equal("v", process.Properties["k"]);
        Assert.Equal("Do it.", process.Nodes["x"].Documentation);
    }

    [Fact]
    public void Reads_the_version_tag_of_camunda_8()
    {
        var file = Bpmn.Read(Bpmn.Process(Dialect.Camunda8, "<bpmn:task id=\"x\"/>", extensions: "<zeebe:versionTag value=\"2\"/>"));

        Assert.Equal("2", file.Processes.Single().VersionTag);
    }

    [Theory]
    [InlineData("camunda:historyTimeToLive=\"P1M\"", "history-time-to-live")]
    [InlineData("camunda:candidateStarterGroups=\"${groups}\"", "must-be-static")]
    [InlineData("camunda:versionTag=\"${tag}\"", "must-be-static")]
    public void Refuses_wrong_values(string attribute, string code)
    {
        Bpmn.Read(Bpmn.Process(Dialect.Camunda7, "<bpmn:task id=\"x\"/>", attributes: attribute)).Error(code);
    }

    [Fact]
    public void Keeps_flows_and_events_in_the_order_of_the_file()
    {
        var process = Bpmn.Read(Bpmn.Process(Dialect.Plain,
            "<bpmn:subProcess id=\"x\"><bpmn:startEvent id=\"s\"/><bpmn:sequenceFlow sourceRef=\"s\" targetRef=\"t\"/><bpmn:task id=\"t\"/></bpmn:subProcess>" +
            "<bpmn:boundaryEvent id=\"b2\" attachedToRef=\"x\" cancelActivity=\"false\"><bpmn:escalationEventDefinition/></bpmn:boundaryEvent>" +
            "<bpmn:boundaryEvent id=\"b1\" attachedToRef=\"x\"><bpmn:errorEventDefinition/></bpmn:boundaryEvent>" +
            "<bpmn:sequenceFlow sourceRef=\"x\" targetRef=\"e\"/><bpmn:sequenceFlow sourceRef=\"x\" targetRef=\"e\"/><bpmn:endEvent id=\"e\"/>"))
            .Processes.Single();

        Assert.Equal(["b2", "b1"], process.BoundaryEvents("x").Select(b => b.Id));
        Assert.Equal([false, true], process.BoundaryEvents("x").Select(b => b.IsInterrupting));
        Assert.Equal(["x->e", "x->e#2"], process.Outgoing("x").Select(f => f.Id));
        Assert.Equal("s", Assert.Single(process.StartEvents("x")).Id);
        Assert.Equal(("x", "p"), (process.Nodes["t"].ScopeId, process.Nodes["x"].ScopeId));
    }
}
