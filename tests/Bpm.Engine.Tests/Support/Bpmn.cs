using System.Text;
using System.Text.RegularExpressions;
using Bpm.Model;

namespace Bpm.Engine.Tests.Support;

/// <summary>
/// Small models for tests: flows as arrows, elements as BPMN. <c>"start -> gate; gate -[x > 1]-> a; gate -default-> b"</c>
/// gives flows named <c>gate-a</c>; a line <c>within sub:</c> puts the arrows behind it into that subprocess.
/// </summary>
static partial class Bpmn
{
    public static ProcessDefinition Process(string arrows, string elements, string? properties = null)
    {
        var flows = new Dictionary<string, StringBuilder>();
        foreach (var line in arrows.Split([';', '\n'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var (scope, chain) = line.Split(':', 2) is [var name, var rest] && name.StartsWith("within ", StringComparison.Ordinal)
                ? (name[7..].Trim(), rest) : ("", line);
            if (!flows.TryGetValue(scope, out var xml)) flows[scope] = xml = new StringBuilder();
            AddFlows(xml, chain, ref elements);
        }
        foreach (var (scope, xml) in flows)
            if (scope != "") elements = elements.Replace($"<flows of=\"{scope}\"/>", xml.ToString(), StringComparison.Ordinal);

        return Read($"""
            <?xml version="1.0" encoding="UTF-8"?>
            <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:camunda="http://camunda.org/schema/1.0/bpmn"
                xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" targetNamespace="test" id="defs"
                xmlns:modeler="http://camunda.org/schema/modeler/1.0" modeler:executionPlatform="Camunda Platform" modeler:executionPlatformVersion="7.24.0">
              <error id="E" errorCode="E"/><error id="F" errorCode="F"/><escalation id="X" escalationCode="X"/><message id="M" name="order"/>
              <process id="p" isExecutable="true">{properties}{elements}{flows.GetValueOrDefault("")}</process>
            </definitions>
            """);
    }

    public static ProcessDefinition Read(string xml, string name = "test.bpmn")
    {
        var file = BpmnReader.Read(Encoding.UTF8.GetBytes(xml), name);
        Assert.True(!file.HasErrors, string.Join('\n', file.Diagnostics.Select(d => $"{d.Severity} {d.Location} {d.Message} {d.Remedy}")));
        return file.Processes[0];
    }

    static void AddFlows(StringBuilder xml, string chain, ref string elements)
    {
        var arrows = Arrow().Matches(chain);
        var nodes = Arrow().Replace(chain, "\n").Split('\n', StringSplitOptions.TrimEntries);
        for (var i = 0; i < arrows.Count; i++)
        {
            var label = arrows[i].Groups[1].Value;
            var id = $"{nodes[i]}-{nodes[i + 1]}";
            if (label == "default") elements = elements.Replace($" id=\"{nodes[i]}\"", $" id=\"{nodes[i]}\" default=\"{id}\"", StringComparison.Ordinal);
            var condition = label is "" or "default" ? "" : $"<conditionExpression xsi:type=\"tFormalExpression\"><![CDATA[${{{label.Trim('[', ']')}}}]]></conditionExpression>";
            xml.Append($"<sequenceFlow id=\"{id}\" sourceRef=\"{nodes[i]}\" targetRef=\"{nodes[i + 1]}\">{condition}</sequenceFlow>");
        }
    }

    [GeneratedRegex(@"-(?:(\[[^\]]*\]|default)-)?>")]
    private static partial Regex Arrow();
}
