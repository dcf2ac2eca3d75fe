namespace Bpm.Model.Tests;

public sealed class ScriptTaskTests
{
    static BpmnFile Read(Dialect dialect, string attributes, string content) =>
        Bpmn.Read(Bpmn.Process(dialect, $"<bpmn:scriptTask id=\"x\" {attributes}>{content}</bpmn:scriptTask>"));

    [Fact]
    public void Reads_feel_with_a_result_variable()
    {
        var script = Read(Dialect.Camunda7, "scriptFormat=\"FEEL\" camunda:resultVariable=\"y\"", "<bpmn:script>1 + 2</bpmn:script>").Node<ScriptTask>().Script;

        Assert.Equal("y", Assert.Single(script.Assignments).Name);
    }

    [Fact]
    public void Reads_assignments()
    {
        var script = Read(Dialect.Plain, "scriptFormat=\"feel\"", "<bpmn:script>\n  a = 1\n  b = a + 1\n</bpmn:script>").Node<ScriptTask>().Script;

        Assert.Equal(["a", "b"], script.Assignments.Select(a => a.Name));
    }

    [Fact]
    public void Reads_a_plain_script_without_a_format_as_feel()
    {
        var script = Read(Dialect.Plain, "", "<bpmn:script>a = 1</bpmn:script>").Node<ScriptTask>().Script;

        Assert.Equal(["a"], script.Assignments.Select(a => a.Name));
    }

    [Fact]
    public void Reads_the_script_of_camunda_8()
    {
        var script = Read(Dialect.Camunda8, "", Bpmn.Extensions("<zeebe:script expression=\"= 1 + 2\" resultVariable=\"y\"/>")).Node<ScriptTask>().Script;

        Assert.Equal("y", Assert.Single(script.Assignments).Name);
    }

    [Fact]
    public void Reads_a_script_task_with_a_job_as_a_job()
    {
        Assert.Equal("t", Read(Dialect.Camunda8, "", Bpmn.Extensions("<zeebe:taskDefinition type=\"t\"/>")).Node<ServiceTask>().JobType.Text());
    }

    [Theory]
    [InlineData(Dialect.Plain, "scriptFormat=\"javascript\"", "<bpmn:script>x</bpmn:script>", "unsupported-script-format")]
    [InlineData(Dialect.Camunda7, "", "<bpmn:script>x</bpmn:script>", "missing-script-format")]
    [InlineData(Dialect.Plain, "scriptFormat=\"feel\"", "", "missing-script")]
    [InlineData(Dialect.Plain, "scriptFormat=\"feel\"", "<bpmn:script>a = (1</bpmn:script>", "expression-syntax")]
    [InlineData(Dialect.Camunda7, "scriptFormat=\"feel\" camunda:resource=\"a.feel\"", "<bpmn:script>x</bpmn:script>", "unsupported-attribute")]
    [InlineData(Dialect.Camunda8, "", "<bpmn:extensionElements><zeebe:script expression=\"1\" resultVariable=\"y\"/></bpmn:extensionElements>", "script-no-expression")]
    [InlineData(Dialect.Camunda8, "", "<bpmn:extensionElements><zeebe:script expression=\"=1\"/></bpmn:extensionElements>", "missing-result-variable")]
    [InlineData(Dialect.Camunda8, "", "<bpmn:extensionElements><zeebe:script resultVariable=\"y\"/></bpmn:extensionElements>", "missing-script")]
    public void Refuses_other_scripts(Dialect dialect, string attributes, string content, string code)
    {
        Assert.Equal("x", Read(dialect, attributes, content).Error(code).ElementId);
    }
}
