namespace Bpm.Model.Tests;

/// <summary>What the engine cannot execute is an error at upload, never skipped.</summary>
public sealed class CoverageTests
{
    [Theory]
    [InlineData("choreographyTask")]
    [InlineData("callChoreography")]
    [InlineData("implicitThrowEvent")]
    public void Refuses_flow_nodes_that_it_cannot_execute(string element)
    {
        var xml = Bpmn.Process(Dialect.Plain, $"<bpmn:{element} id=\"x\"/>");

        var file = Bpmn.Read(xml);

        var error = file.Error("unsupported-element");
        Assert.Equal("x", error.ElementId);
        Assert.Contains(element, error.Message, StringComparison.Ordinal);
        Assert.Equal(Bpmn.Place(xml, $"<bpmn:{element}"), error.Location);
        Assert.DoesNotContain(file.Diagnostics, d => d.Code == "dangling-reference");
    }

    [Theory]
    [InlineData("<bpmn:resourceRole/>")]
    [InlineData("<bpmn:performer/>")]
    public void Refuses_parts_of_a_task_that_it_cannot_execute(string part)
    {
        Bpmn.Read(Bpmn.Process(Dialect.Plain, $"<bpmn:userTask id=\"x\">{part}</bpmn:userTask>")).Error("unsupported-element");
    }

    [Theory]
    [InlineData("bpmn:userTask id=\"x\" camunda:formHandlerClass=\"a.B\"")]
    [InlineData("bpmn:serviceTask id=\"x\" camunda:type=\"mail\"")]
    [InlineData("bpmn:businessRuleTask id=\"x\" camunda:decisionRefTenantId=\"t\"")]
    public void Refuses_attributes_that_it_cannot_execute(string task)
    {
        Bpmn.Read(Bpmn.Process(Dialect.Plain, $"<{task}/>")).Error("unsupported-attribute");
    }

    [Theory]
    [InlineData("isForCompensation=\"false\" startQuantity=\"1\" completionQuantity=\"1\"")]
    [InlineData("camunda:modelerTemplate=\"t\" camunda:modelerTemplateVersion=\"1\" camunda:exclusive=\"false\"")]
    public void Accepts_attributes_that_change_nothing(string attributes)
    {
        var file = Bpmn.Read(Bpmn.Process(Dialect.Plain, $"<bpmn:task id=\"x\" {attributes}/>"));

        Assert.Empty(file.Diagnostics);
        Assert.IsType<UndefinedTask>(file.Node());
    }

    [Theory]
    [InlineData("bpmn:userTask id=\"x\" camunda:asignee=\"anna\"", "camunda:asignee")]
    [InlineData("bpmn:manualTask id=\"x\" camunda:assignee=\"anna\"", "camunda:assignee")]
    [InlineData("bpmn:userTask id=\"x\" kind=\"odd\"", "kind")]
    public void Names_an_unknown_attribute_at_its_place(string task, string attribute)
    {
        var xml = Bpmn.Process(Dialect.Camunda7, $"<{task}/>");

        var error = Bpmn.Read(xml).Error("unknown-attribute");

        Assert.Contains(attribute, error.Message, StringComparison.Ordinal);
        Assert.Equal(Bpmn.Place(xml, attribute), error.Location);
        Assert.Equal("x", error.ElementId);
    }

    [Theory]
    [InlineData("<bpmn:tusk id=\"y\"/>", "unknown-element")]
    [InlineData("<bpmn:message id=\"y\"/>", "misplaced-element")]
    public void Names_elements_that_do_not_belong_there(string element, string code)
    {
        Bpmn.Read(Bpmn.Process(Dialect.Plain, $"<bpmn:task id=\"x\"/>{element}")).Error(code);
    }

    [Fact]
    public void Ignores_what_is_only_drawn()
    {
        var file = Bpmn.Read(Bpmn.Process(Dialect.Plain,
            "<bpmn:laneSet id=\"l\"><bpmn:lane id=\"l1\"><bpmn:flowNodeRef>x</bpmn:flowNodeRef></bpmn:lane></bpmn:laneSet><bpmn:task id=\"x\"/>" +
            "<bpmn:textAnnotation id=\"t\"><bpmn:text>Hello</bpmn:text></bpmn:textAnnotation><bpmn:association id=\"a\" sourceRef=\"x\" targetRef=\"t\"/>" +
            "<bpmn:group id=\"g\"/><bpmn:dataObject id=\"d\"/><bpmn:dataObjectReference id=\"dr\" dataObjectRef=\"d\"/><bpmn:dataStoreReference id=\"ds\"/>",
            declarations: "<bpmn:collaboration id=\"c\"><bpmn:participant id=\"pp\" processRef=\"p\"/></bpmn:collaboration>"));

        Assert.Empty(file.Diagnostics);
        Assert.Equal(["start", "x"], file.Processes.Single().Nodes.Keys.Order());
    }

    [Fact]
    public void Lists_all_problems_at_once_in_the_order_of_the_file()
    {
        var file = Bpmn.Read(Bpmn.Process(Dialect.Camunda7,
            "<bpmn:callActivity id=\"x\"/>\n<bpmn:userTask id=\"y\" camunda:dueDate=\"tomorrow\"/>\n<bpmn:sequenceFlow id=\"f\" sourceRef=\"x\" targetRef=\"nowhere\"/>"));

        Assert.Equal(
            ["missing-called-element", "date-text", "dangling-reference"],
            file.Diagnostics.Where(d => d.Severity == Severity.Error).Select(d => d.Code));
        Assert.Equal(["x", "y", "f"], file.Diagnostics.Where(d => d.Severity == Severity.Error).Select(d => d.ElementId));
    }
}
