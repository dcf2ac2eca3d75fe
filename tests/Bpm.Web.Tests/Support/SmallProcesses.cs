namespace Bpm.Web.Tests.Support;

/// <summary>Small processes for one test each, as a modeler would save them for Camunda 7.</summary>
static class SmallProcesses
{
    public static string Process(string id, string content, string attributes = "") => $"""
        <?xml version="1.0" encoding="UTF-8"?>
        <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:camunda="http://camunda.org/schema/1.0/bpmn"
            xmlns:modeler="http://camunda.org/schema/modeler/1.0" id="definitions" targetNamespace="http://bpmn.io/schema/bpmn"
            modeler:executionPlatform="Camunda Platform" modeler:executionPlatformVersion="7.24.0">
          <bpmn:message id="message_order" name="order-{id}" />
          <bpmn:error id="error_declined" name="Declined" errorCode="DECLINED" />
          <bpmn:process id="{id}" name="Order" isExecutable="true" camunda:historyTimeToLive="180" {attributes}>
            {content}
          </bpmn:process>
        </bpmn:definitions>
        """;

    /// <summary>A DMN file with one decision, which says the variable <c>text</c> again beside an x.</summary>
    public static string Echo(string id) => $"""
        <?xml version="1.0" encoding="UTF-8"?>
        <definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="rules" name="Rules" namespace="http://example.com/{id}">
          <decision id="{id}" name="Echo"><variable name="echo"/><literalExpression id="say"><text>[text, "x"]</text></literalExpression></decision>
        </definitions>
        """;

    /// <summary>start → Approve (user task, group accounting) → end</summary>
    public static string UserTask(string id, string attributes = "camunda:candidateGroups=\"accounting\"") => Process(id, $"""
        <bpmn:startEvent id="start"><bpmn:outgoing>f1</bpmn:outgoing></bpmn:startEvent>
        <bpmn:sequenceFlow id="f1" sourceRef="start" targetRef="approve" />
        <bpmn:userTask id="approve" name="Approve" {attributes}>
          <bpmn:documentation>Look at it.</bpmn:documentation>
          <bpmn:incoming>f1</bpmn:incoming><bpmn:outgoing>f2</bpmn:outgoing>
        </bpmn:userTask>
        <bpmn:sequenceFlow id="f2" sourceRef="approve" targetRef="end" />
        <bpmn:endEvent id="end"><bpmn:incoming>f2</bpmn:incoming></bpmn:endEvent>
        """);

    /// <summary>start → charge (external task of the topic) → end, with an error path to a user task</summary>
    public static string External(string id, string topic) => Process(id, $"""
        <bpmn:startEvent id="start"><bpmn:outgoing>f1</bpmn:outgoing></bpmn:startEvent>
        <bpmn:sequenceFlow id="f1" sourceRef="start" targetRef="charge" />
        <bpmn:serviceTask id="charge" name="Charge" camunda:type="external" camunda:topic="{topic}">
          <bpmn:extensionElements>
            <camunda:properties><camunda:property name="currency" value="EUR" /></camunda:properties>
          </bpmn:extensionElements>
          <bpmn:incoming>f1</bpmn:incoming><bpmn:outgoing>f2</bpmn:outgoing>
        </bpmn:serviceTask>
        <bpmn:sequenceFlow id="f2" sourceRef="charge" targetRef="end" />
        <bpmn:endEvent id="end"><bpmn:incoming>f2</bpmn:incoming></bpmn:endEvent>
        <bpmn:boundaryEvent id="declined" attachedToRef="charge">
          <bpmn:outgoing>f3</bpmn:outgoing><bpmn:errorEventDefinition id="declined_error" errorRef="error_declined" />
        </bpmn:boundaryEvent>
        <bpmn:sequenceFlow id="f3" sourceRef="declined" targetRef="call" />
        <bpmn:userTask id="call" name="Call the customer" camunda:candidateGroups="sales">
          <bpmn:incoming>f3</bpmn:incoming><bpmn:outgoing>f4</bpmn:outgoing>
        </bpmn:userTask>
        <bpmn:sequenceFlow id="f4" sourceRef="call" targetRef="end2" />
        <bpmn:endEvent id="end2"><bpmn:incoming>f4</bpmn:incoming></bpmn:endEvent>
        """);

    /// <summary>start → wait a day (timer) → end</summary>
    public static string Timer(string id) => Process(id, """
        <bpmn:startEvent id="start"><bpmn:outgoing>f1</bpmn:outgoing></bpmn:startEvent>
        <bpmn:sequenceFlow id="f1" sourceRef="start" targetRef="wait" />
        <bpmn:intermediateCatchEvent id="wait" name="A day later">
          <bpmn:incoming>f1</bpmn:incoming><bpmn:outgoing>f2</bpmn:outgoing>
          <bpmn:timerEventDefinition id="wait_timer"><bpmn:timeDuration>P1D</bpmn:timeDuration></bpmn:timerEventDefinition>
        </bpmn:intermediateCatchEvent>
        <bpmn:sequenceFlow id="f2" sourceRef="wait" targetRef="end" />
        <bpmn:endEvent id="end"><bpmn:incoming>f2</bpmn:incoming></bpmn:endEvent>
        """);

    /// <summary>start by message order-{id} → Approve → end</summary>
    public static string Message(string id) => Process(id, """
        <bpmn:startEvent id="start">
          <bpmn:outgoing>f1</bpmn:outgoing><bpmn:messageEventDefinition id="start_message" messageRef="message_order" />
        </bpmn:startEvent>
        <bpmn:sequenceFlow id="f1" sourceRef="start" targetRef="approve" />
        <bpmn:userTask id="approve" name="Approve"><bpmn:incoming>f1</bpmn:incoming><bpmn:outgoing>f2</bpmn:outgoing></bpmn:userTask>
        <bpmn:sequenceFlow id="f2" sourceRef="approve" targetRef="end" />
        <bpmn:endEvent id="end"><bpmn:incoming>f2</bpmn:incoming></bpmn:endEvent>
        """);
}
