using System.Reflection;
using System.Text;
using System.Text.Json;
using System.Xml.Linq;
using Bpm.Model;
using Bpm.Runtime.Tests;

namespace Bpm.Connectors.Tests;

/// <summary>The fields that Camunda Modeler shows for a connector become what the connector reads.</summary>
public sealed class ElementTemplateTests
{
    static readonly XNamespace Bpmn = "http://www.omg.org/spec/BPMN/20100524/MODEL";
    static readonly XNamespace Camunda = "http://camunda.org/schema/1.0/bpmn";
    static readonly XNamespace Zeebe = "http://camunda.org/schema/zeebe/1.0";
    static readonly XNamespace Modeler = "http://camunda.org/schema/modeler/1.0";

    static readonly string Folder = Path.Combine(
        typeof(ElementTemplateTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "BpmRoot").Value!, "processes", "element-templates");

    static readonly string[] Types = ["http", "mail", "sql", "script", "llm", "send-message", "start-process"];

    public static TheoryData<string, bool> Templates => [.. Types.SelectMany(t => new[] { (t, false), (t, true) })];

    [Fact]
    public void Every_connector_that_is_for_general_use_has_templates()
    {
        var shipped = ConnectorTable.Shipped(Folder, new ConnectorOptions(), new FakeClock()).Select(c => c.Type).Except(["ledger", "archive"]);

        Assert.Empty(shipped.Except(Types));
    }

    [Theory]
    [MemberData(nameof(Templates))]
    public void A_task_of_the_template_is_read_with_all_its_fields(string type, bool isZeebe)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(Path.Combine(Folder, type + (isZeebe ? ".zeebe.json" : ".json"))));
        var properties = document.RootElement[0].GetProperty("properties").EnumerateArray().ToList();

        var file = BpmnReader.Read(Encoding.UTF8.GetBytes(Model(properties, isZeebe).ToString()), "template.bpmn");

        Assert.DoesNotContain(file.Diagnostics, d => d.Severity != Severity.Info && d.Code != "no-diagram");
        var task = Assert.IsType<ServiceTask>(file.Processes.Single().Nodes["task"]);
        Assert.Equal(type, task.JobType!.StaticValue!.Text);
        var settings = properties.Select(Binding).Where(b => b.Kind is "zeebe:taskHeader" or "camunda:property").Select(b => b.Name);
        Assert.Equal(settings.Order(StringComparer.Ordinal), (isZeebe ? task.Headers : task.Properties).Keys.Order(StringComparer.Ordinal));
        Assert.Equal(properties.Select(Binding).Where(b => b.Kind is "zeebe:input" or "camunda:inputParameter").Select(b => b.Name), task.Inputs.Select(i => i.Target));
    }

    [Theory]
    [MemberData(nameof(Templates))]
    public void No_secret_can_be_typed_where_data_belongs(string type, bool isZeebe)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(Path.Combine(Folder, type + (isZeebe ? ".zeebe.json" : ".json"))));

        Assert.All(document.RootElement[0].GetProperty("properties").EnumerateArray().Where(p => p.TryGetProperty("description", out var text) && text.GetString()!.StartsWith("{{secrets.", StringComparison.Ordinal)),
            p => Assert.True(Binding(p).Kind is "zeebe:taskHeader" or "camunda:property"));
    }

    static XDocument Model(List<JsonElement> properties, bool isZeebe)
    {
        var task = new XElement(Bpmn + "serviceTask", new XAttribute("id", "task"));
        var extensions = new XElement(Bpmn + "extensionElements");
        var (first, second) = isZeebe ? (new XElement(Zeebe + "taskHeaders"), new XElement(Zeebe + "ioMapping")) : (new XElement(Camunda + "properties"), new XElement(Camunda + "inputOutput"));
        foreach (var (kind, name, value) in properties.Select(Binding))
        {
            if (kind == "property") task.Add(new XAttribute(Camunda + name["camunda:".Length..], value));
            else if (kind == "zeebe:taskDefinition") extensions.Add(new XElement(Zeebe + "taskDefinition", new XAttribute("type", value)));
            else if (kind == "zeebe:taskHeader") first.Add(new XElement(Zeebe + "header", new XAttribute("key", name), new XAttribute("value", value)));
            else if (kind == "zeebe:input") second.Add(new XElement(Zeebe + "input", new XAttribute("source", "=x"), new XAttribute("target", name)));
            else if (kind == "camunda:property") first.Add(new XElement(Camunda + "property", new XAttribute("name", name), new XAttribute("value", value)));
            else if (kind == "camunda:inputParameter") second.Add(new XElement(Camunda + "inputParameter", new XAttribute("name", name), "${x}"));
            else Assert.Fail($"There is no such binding: {kind}");
        }
        extensions.Add(new[] { first, second }.Where(e => e.HasElements));
        task.Add(extensions);
        return new XDocument(new XElement(Bpmn + "definitions", new XAttribute(XNamespace.Xmlns + "bpmn", Bpmn), new XAttribute(XNamespace.Xmlns + "camunda", Camunda),
            new XAttribute(XNamespace.Xmlns + "zeebe", Zeebe), new XAttribute(XNamespace.Xmlns + "modeler", Modeler), new XAttribute("targetNamespace", "http://example.com"),
            new XAttribute(Modeler + "executionPlatform", isZeebe ? "Camunda Cloud" : "Camunda Platform"), new XAttribute(Modeler + "executionPlatformVersion", isZeebe ? "8.8.0" : "7.24.0"),
            new XElement(Bpmn + "process", new XAttribute("id", "test"), new XAttribute("isExecutable", "true"), isZeebe ? null : new XAttribute(Camunda + "historyTimeToLive", "P30D"),
                new XElement(Bpmn + "startEvent", new XAttribute("id", "start")), task, new XElement(Bpmn + "endEvent", new XAttribute("id", "end")),
                Flow("start", "task"), Flow("task", "end"))));
    }

    static XElement Flow(string from, string to) =>
        new(Bpmn + "sequenceFlow", new XAttribute("id", $"{from}_{to}"), new XAttribute("sourceRef", from), new XAttribute("targetRef", to));

    static (string Kind, string Name, string Value) Binding(JsonElement property)
    {
        var binding = property.GetProperty("binding");
        var name = binding.TryGetProperty("name", out var named) || binding.TryGetProperty("key", out named) || binding.TryGetProperty("property", out named) ? named.GetString()! : "";
        return (binding.GetProperty("type").GetString()!, name, property.TryGetProperty("value", out var value) ? value.GetString()! : "text");
    }
}
