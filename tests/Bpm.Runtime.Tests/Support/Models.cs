namespace Bpm.Runtime.Tests;

/// <summary>Small processes, written as a modeller's tool would save them, all with the process id <c>test</c>.</summary>
static class Models
{
    /// <summary>One user task <c>check</c>; the attributes and extension properties are the test's own.</summary>
    public static string UserTask(string attributes = "camunda:candidateGroups=\"accounting\"", params (string Name, string Value)[] properties) => Process(
        $"""
        <startEvent id="start"><outgoing>a</outgoing></startEvent>
        <userTask id="check" name="Check" {attributes}>
          {Properties(properties)}
          <incoming>a</incoming><outgoing>b</outgoing>
        </userTask>
        <endEvent id="end"><incoming>b</incoming></endEvent>
        <sequenceFlow id="a" sourceRef="start" targetRef="check"/>
        <sequenceFlow id="b" sourceRef="check" targetRef="end"/>
        """);

    /// <summary>One service task <c>work</c> of a topic, with an error boundary event that leads to the user task <c>repair</c>.</summary>
    public static string ServiceTask(string topic) => Process(
        $"""
        <startEvent id="start"><outgoing>a</outgoing></startEvent>
        <serviceTask id="work" name="Work" camunda:type="external" camunda:topic="{topic}">
          <extensionElements><camunda:failedJobRetryTimeCycle>R3/PT1M</camunda:failedJobRetryTimeCycle></extensionElements>
          <incoming>a</incoming><outgoing>b</outgoing>
        </serviceTask>
        <boundaryEvent id="rejected" attachedToRef="work"><outgoing>c</outgoing><errorEventDefinition id="e1" errorRef="rejection"/></boundaryEvent>
        <userTask id="repair" name="Repair" camunda:candidateGroups="accounting"><incoming>c</incoming><outgoing>d</outgoing></userTask>
        <endEvent id="end"><incoming>b</incoming></endEvent>
        <endEvent id="end2"><incoming>d</incoming></endEvent>
        <sequenceFlow id="a" sourceRef="start" targetRef="work"/>
        <sequenceFlow id="b" sourceRef="work" targetRef="end"/>
        <sequenceFlow id="c" sourceRef="rejected" targetRef="repair"/>
        <sequenceFlow id="d" sourceRef="repair" targetRef="end2"/>
        """, "<error id=\"rejection\" name=\"Rejected\" errorCode=\"REJECTED\"/>");

    /// <summary>Waits for a timer, then for the user task <c>check</c>.</summary>
    public static string TimerThenTask(string duration) => Process(
        $"""
        <startEvent id="start"><outgoing>a</outgoing></startEvent>
        <intermediateCatchEvent id="wait" name="Wait"><incoming>a</incoming><outgoing>b</outgoing>
          <timerEventDefinition id="t1"><timeDuration>{duration}</timeDuration></timerEventDefinition>
        </intermediateCatchEvent>
        <userTask id="check" name="Check" camunda:candidateGroups="accounting"><incoming>b</incoming><outgoing>c</outgoing></userTask>
        <endEvent id="end"><incoming>c</incoming></endEvent>
        <sequenceFlow id="a" sourceRef="start" targetRef="wait"/>
        <sequenceFlow id="b" sourceRef="wait" targetRef="check"/>
        <sequenceFlow id="c" sourceRef="check" targetRef="end"/>
        """);

    /// <summary>Starts by itself, and waits at the user task <c>check</c>.</summary>
    public static string TimerStart(string cycle) => Process(
        $"""
        <startEvent id="start"><outgoing>a</outgoing><timerEventDefinition id="t1"><timeCycle>{cycle}</timeCycle></timerEventDefinition></startEvent>
        {TaskToEnd}
        """);

    /// <summary>Starts when the message comes, and waits at the user task <c>check</c>.</summary>
    public static string MessageStart(string message) => Process(
        $"""
        <startEvent id="start"><outgoing>a</outgoing><messageEventDefinition id="m1" messageRef="m"/></startEvent>
        {TaskToEnd}
        """, $"<message id=\"m\" name=\"{message}\"/>");

    const string TaskToEnd = """
        <userTask id="check" name="Check" camunda:candidateGroups="accounting"><incoming>a</incoming><outgoing>b</outgoing></userTask>
        <endEvent id="end"><incoming>b</incoming></endEvent>
        <sequenceFlow id="a" sourceRef="start" targetRef="check"/>
        <sequenceFlow id="b" sourceRef="check" targetRef="end"/>
        """;

    static string Properties((string Name, string Value)[] properties) => properties.Length == 0 ? "" :
        $"<extensionElements><camunda:properties>{string.Concat(properties.Select(p => $"<camunda:property name=\"{p.Name}\" value=\"{p.Value}\"/>"))}</camunda:properties></extensionElements>";

    /// <summary>Only the members of a group may start it.</summary>
    public static string StartedBy(string group) =>
        UserTask().Replace("isExecutable=", $"camunda:candidateStarterGroups=\"{group}\" isExecutable=", StringComparison.Ordinal);

    /// <summary>Nodes between a start and what the test says, with flows as <c>from-to</c>.</summary>
    public static string Flow(string id, string nodes, string flows, string definitions = "") => Process(
        nodes + string.Concat(flows.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(f => f.Split('-'))
            .Select(f => $"<sequenceFlow id=\"{f[0]}_{f[1]}\" sourceRef=\"{f[0]}\" targetRef=\"{f[1]}\"/>")), definitions)
        .Replace("<process id=\"test\" name=\"Test\"", $"<process id=\"{id}\" name=\"{id}\"", StringComparison.Ordinal);

    /// <summary>The same as Camunda Modeler saves it for Camunda 8.</summary>
    public static string Flow8(string id, string nodes, string flows, string definitions = "") => Flow(id, nodes, flows, definitions)
        .Replace("xmlns:camunda=\"http://camunda.org/schema/1.0/bpmn\"", "xmlns:zeebe=\"http://camunda.org/schema/zeebe/1.0\"", StringComparison.Ordinal)
        .Replace("\"Camunda Platform\"", "\"Camunda Cloud\"", StringComparison.Ordinal).Replace("\"7.24.0\"", "\"8.8.0\"", StringComparison.Ordinal)
        .Replace(" camunda:historyTimeToLive=\"P30D\"", "", StringComparison.Ordinal);

    static string Process(string content, string definitions = "") => $"""
        <?xml version="1.0" encoding="UTF-8"?>
        <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:camunda="http://camunda.org/schema/1.0/bpmn"
                     xmlns:modeler="http://camunda.org/schema/modeler/1.0" modeler:executionPlatform="Camunda Platform" modeler:executionPlatformVersion="7.24.0"
                     id="definitions" targetNamespace="http://example.com">
          {definitions}
          <process id="test" name="Test" isExecutable="true" camunda:historyTimeToLive="P30D">
            {content}
          </process>
        </definitions>
        """;
}
