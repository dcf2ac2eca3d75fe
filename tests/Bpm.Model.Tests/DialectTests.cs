namespace Bpm.Model.Tests;

public sealed class DialectTests
{
    const string Model = "xmlns=\"http://www.omg.org/spec/BPMN/20100524/MODEL\"";

    [Theory]
    [InlineData("", "", Dialect.Plain)]
    [InlineData("xmlns:m=\"http://camunda.org/schema/modeler/1.0\" m:executionPlatform=\"Camunda Platform\"", "", Dialect.Camunda7)]
    [InlineData("xmlns:m=\"http://camunda.org/schema/modeler/1.0\" m:executionPlatform=\"Camunda Cloud\"", "", Dialect.Camunda8)]
    [InlineData("xmlns:c=\"http://camunda.org/schema/1.0/bpmn\"", "", Dialect.Plain)]
    [InlineData("xmlns:c=\"http://camunda.org/schema/1.0/bpmn\"", "<userTask id=\"u\" c:assignee=\"anna\"/>", Dialect.Camunda7)]
    [InlineData("xmlns:c=\"http://activiti.org/bpmn\"", "<userTask id=\"u\" c:assignee=\"anna\"/>", Dialect.Camunda7)]
    [InlineData("xmlns:c=\"http://operaton.org/schema/1.0/bpmn\"", "<userTask id=\"u\" c:assignee=\"anna\"/>", Dialect.Camunda7)]
    [InlineData("xmlns:z=\"http://camunda.org/schema/zeebe/1.0\"",
        "<userTask id=\"u\"><extensionElements><z:assignmentDefinition assignee=\"anna\"/></extensionElements></userTask>", Dialect.Camunda8)]
    public void Is_what_the_modeller_says_or_what_the_file_uses(string namespaces, string content, Dialect dialect)
    {
        var file = Bpmn.Read($"<definitions {Model} {namespaces}><process id=\"p\" isExecutable=\"true\"><startEvent id=\"s\"/>{content}</process></definitions>");

        Assert.Equal(dialect, file.Dialect);
        Assert.Equal(dialect, Assert.Single(file.Processes).Dialect);
        if (content.Length > 0)
        {
            Assert.Equal("anna", Assert.IsType<UserTask>(file.Processes[0].Nodes["u"]).Assignee.Text());
        }
    }

    [Theory]
    [InlineData(Dialect.Camunda8, "<bpmn:userTask id=\"x\" camunda:assignee=\"anna\"/>")]
    [InlineData(Dialect.Camunda7, "<bpmn:userTask id=\"x\"><bpmn:extensionElements><zeebe:taskSchedule dueDate=\"P1D\"/></bpmn:extensionElements></bpmn:userTask>")]
    public void Refuses_the_other_dialects_vocabulary(Dialect dialect, string task)
    {
        Bpmn.Read(Bpmn.Process(dialect, task)).Error("foreign-dialect");
    }

    [Fact]
    public void Warns_once_about_an_unknown_vendor()
    {
        var file = Bpmn.Read(Bpmn.Process(Dialect.Plain,
            "<bpmn:task id=\"x\" v:a=\"1\" v:b=\"2\" xmlns:v=\"http://vendor\"><bpmn:extensionElements><v:c><v:d/></v:c></bpmn:extensionElements></bpmn:task>"));

        Assert.False(file.HasErrors);
        Assert.Single(file.Diagnostics, d => d.Code == "unknown-extension" && d.Severity == Severity.Warning);
    }
}
