namespace Bpm.Model.Tests;

public sealed class MappingTests
{
    static BpmnFile Read(Dialect dialect, string extensions, string element = "task") =>
        Bpmn.Read(Bpmn.Process(dialect, $"<bpmn:{element} id=\"x\">{Bpmn.Extensions(extensions)}</bpmn:{element}>"));

    [Fact]
    public void Reads_input_and_output_parameters_of_camunda_7()
    {
        var node = Read(Dialect.Camunda7,
            "<camunda:inputOutput><camunda:inputParameter name=\"a\">text</camunda:inputParameter><camunda:inputParameter name=\"b\"/>" +
            "<camunda:outputParameter name=\"c\">${a}</camunda:outputParameter></camunda:inputOutput>").Node();

        Assert.Equal(["a", "b"], node.Inputs.Select(m => m.Target));
        Assert.Equal("text", node.Inputs[0].Source.Text());
        Assert.Equal(Feel.FeelNull.Instance, node.Inputs[1].Source.StaticValue);
        Assert.Equal("c", Assert.Single(node.Outputs).Target);
    }

    [Fact]
    public void Reads_lists_maps_and_scripts_of_camunda_7_nested_in_each_other()
    {
        var input = Assert.Single(Read(Dialect.Camunda7,
            "<camunda:inputOutput><camunda:inputParameter name=\"a\"><camunda:map><camunda:entry key=\"amount\">${total + 1}</camunda:entry>" +
            "<camunda:entry key=\"total\"><camunda:list><camunda:value>x</camunda:value><camunda:script scriptFormat=\"FEEL\">total * 2</camunda:script><camunda:list/></camunda:list></camunda:entry>" +
            "</camunda:map></camunda:inputParameter></camunda:inputOutput>").Node().Inputs);

        var value = input.Source.Evaluate(Feel.FeelContext.Of(("total", Feel.FeelNumber.Of(2))), new Feel.FeelEnvironment(default)).Value;
        Assert.Equal("{amount: 3, total: [\"x\", 4, []]}", value.ToString());
    }

    [Fact]
    public void Reads_the_mappings_of_camunda_8()
    {
        var node = Read(Dialect.Camunda8, "<zeebe:ioMapping><zeebe:input source=\"=order.total\" target=\"a.b\"/><zeebe:output source=\"text\" target=\"c\"/></zeebe:ioMapping>").Node();

        Assert.Equal("a.b", Assert.Single(node.Inputs).Target);
        Assert.Equal("text", Assert.Single(node.Outputs).Source.Text());
    }

    [Theory]
    [InlineData(Dialect.Camunda7, "<camunda:inputOutput><camunda:inputParameter>1</camunda:inputParameter></camunda:inputOutput>", "task", "mapping-target")]
    [InlineData(Dialect.Camunda7, "<camunda:inputOutput><camunda:inputParameter name=\"a\"><camunda:script scriptFormat=\"groovy\">1</camunda:script></camunda:inputParameter></camunda:inputOutput>", "task", "unsupported-script-format")]
    [InlineData(Dialect.Camunda7, "<camunda:inputOutput><camunda:inputParameter name=\"a\"><camunda:map><camunda:entry>1</camunda:entry></camunda:map></camunda:inputParameter></camunda:inputOutput>", "task", "missing-key")]
    [InlineData(Dialect.Camunda8, "<zeebe:ioMapping><zeebe:input source=\"=1\" target=\"=a\"/></zeebe:ioMapping>", "task", "mapping-target")]
    [InlineData(Dialect.Camunda8, "<zeebe:ioMapping><zeebe:input source=\"=(1\" target=\"a\"/></zeebe:ioMapping>", "task", "expression-syntax")]
    [InlineData(Dialect.Camunda7, "<camunda:inputOutput><camunda:outputParameter name=\"a\">1</camunda:outputParameter></camunda:inputOutput>", "endEvent", "output-on-end-event")]
    public void Refuses_wrong_mappings(Dialect dialect, string extensions, string element, string code)
    {
        Assert.Equal("x", Read(dialect, extensions, element).Error(code).ElementId);
    }
}
