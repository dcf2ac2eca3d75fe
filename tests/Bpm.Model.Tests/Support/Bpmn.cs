using System.Text;

namespace Bpm.Model.Tests;

/// <summary>Writes small files of each dialect around the part that a test is about.</summary>
static class Bpmn
{
    const string Namespaces =
        "xmlns:bpmn=\"http://www.omg.org/spec/BPMN/20100524/MODEL\" xmlns:bpmndi=\"http://www.omg.org/spec/BPMN/20100524/DI\" " +
        "xmlns:camunda=\"http://camunda.org/schema/1.0/bpmn\" xmlns:zeebe=\"http://camunda.org/schema/zeebe/1.0\" " +
        "xmlns:modeler=\"http://camunda.org/schema/modeler/1.0\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"";

    public static BpmnFile Read(string xml) => Read(Encoding.UTF8.GetBytes(xml));

    public static BpmnFile Read(byte[] content) => BpmnReader.Read(content, "test.bpmn");

    public static string Definitions(Dialect dialect, string content) =>
        $"<bpmn:definitions {Namespaces} targetNamespace=\"t\"{Platform(dialect)}>\n{content}\n" +
        "<bpmndi:BPMNDiagram><bpmndi:BPMNPlane><bpmndi:BPMNShape bpmnElement=\"start\"/></bpmndi:BPMNPlane></bpmndi:BPMNDiagram>\n</bpmn:definitions>";

    /// <summary>A process around these elements, with a start event before the node “x” where they have one.</summary>
    public static string Process(Dialect dialect, string elements, string declarations = "", string attributes = "", string extensions = "") =>
        Definitions(dialect, $"{declarations}<bpmn:process id=\"p\" isExecutable=\"true\" {attributes}>{Extensions(extensions)}" +
            $"<bpmn:startEvent id=\"start\"/><bpmn:sequenceFlow id=\"f0\" sourceRef=\"start\" targetRef=\"x\"/>\n{elements}</bpmn:process>");

    public static string Extensions(string content) =>
        content.Length == 0 ? "" : $"<bpmn:extensionElements>{content}</bpmn:extensionElements>";

    public static FlowNode Node(this BpmnFile file, string id = "x")
    {
        Assert.True(!file.HasErrors, string.Join("\n", file.Diagnostics));
        return file.Processes.Single().Nodes[id];
    }

    public static T Node<T>(this BpmnFile file, string id = "x") where T : FlowNode => Assert.IsType<T>(file.Node(id));

    public static Diagnostic Error(this BpmnFile file, string code)
    {
        Assert.Empty(file.Processes);
        var found = file.Diagnostics.Where(d => d.Code == code).ToList();
        Assert.True(found.Count > 0, $"no {code} among:\n{string.Join("\n", file.Diagnostics)}");
        Assert.All(file.Diagnostics, d => Assert.StartsWith("Expected ", d.Message, StringComparison.Ordinal));
        Assert.All(file.Diagnostics, d => Assert.False(string.IsNullOrWhiteSpace(d.Remedy)));
        Assert.Equal(Severity.Error, found[0].Severity);
        return found[0];
    }

    /// <summary>Line and column of a text inside the file, as a person would count them.</summary>
    public static SourceLocation Place(string xml, string text)
    {
        var offset = xml.IndexOf(text, StringComparison.Ordinal);
        Assert.True(offset >= 0, $"“{text}” is not in the file");
        var line = xml[..offset].Count(c => c == '\n') + 1;
        return new SourceLocation(line, offset - xml.LastIndexOf('\n', Math.Max(0, offset - 1)));
    }

    public static string? Text(this Feel.FeelExpression? expression) => (expression?.StaticValue as Feel.FeelString)?.Value;

    static string Platform(Dialect dialect) => dialect switch
    {
        Dialect.Camunda7 => " modeler:executionPlatform=\"Camunda Platform\"",
        Dialect.Camunda8 => " modeler:executionPlatform=\"Camunda Cloud\"",
        _ => "",
    };
}
