using System.Text;
using Bpm.Feel;

namespace Bpm.Runtime.Tests;

/// <summary>Small decisions, and processes that ask them at <c>ask</c>; the result is the variable <c>r</c>.</summary>
static class Rules
{
    /// <summary>A file with one decision that is a literal expression.</summary>
    public static string Expression(string id, string text, string attributes = "") => $"""
        <?xml version="1.0" encoding="UTF-8"?>
        <definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" xmlns:camunda="http://camunda.org/schema/1.0/dmn" id="rules-{id}" name="Rules" namespace="http://example.com/{id}">
          <decision id="{id}" name="Decision {id}" {attributes}><variable name="{id}"/><literalExpression id="{id}-text"><text>{System.Security.SecurityElement.Escape(text)}</text></literalExpression></decision>
        </definitions>
        """;

    public static string Asks(string decisionRef, string attributes = "", string before = "") => $"""
        <?xml version="1.0" encoding="UTF-8"?>
        <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:camunda="http://camunda.org/schema/1.0/bpmn"
                     xmlns:modeler="http://camunda.org/schema/modeler/1.0" modeler:executionPlatform="Camunda Platform" id="definitions" targetNamespace="http://example.com">
          <process id="test" name="Test" isExecutable="true">
            <startEvent id="start"/>
            {(before.Length == 0 ? "<task id=\"before\"/>" : before)}
            <businessRuleTask id="ask" name="Ask" camunda:decisionRef="{decisionRef}" camunda:resultVariable="r" camunda:mapDecisionResult="singleEntry" {attributes}/>
            <userTask id="check" name="Check" camunda:candidateGroups="accounting"/>
            <endEvent id="end"/>
            <sequenceFlow id="a" sourceRef="start" targetRef="before"/>
            <sequenceFlow id="b" sourceRef="before" targetRef="ask"/>
            <sequenceFlow id="c" sourceRef="ask" targetRef="check"/>
            <sequenceFlow id="d" sourceRef="check" targetRef="end"/>
          </process>
        </definitions>
        """;

    public static DeploymentFile File(string name, string content) => new(name, Encoding.UTF8.GetBytes(content));

    public static async Task<DeploymentResult> Deploy(this TestNode node, params DeploymentFile[] files)
    {
        var reply = await node.Engine.Deploy(await node.Actor("mia"), new DeploymentRequest("rules", null, files));
        Assert.True(reply.IsDone, string.Join("; ", reply.Value?.Diagnostics.Select(d => d.Message) ?? [reply.Rejection?.Message ?? ""]));
        return reply.Value!;
    }

    /// <summary>What the last instance's decision gave.</summary>
    public static async Task<FeelValue> Result(this TestNode node, long instanceKey) =>
        Assert.Single(await node.Get<Storage.Variables>().Of(instanceKey, CancellationToken.None), v => v.Name == "r").Value;
}
