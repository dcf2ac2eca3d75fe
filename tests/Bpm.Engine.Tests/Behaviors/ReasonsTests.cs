using Bpm.Engine.Tests.Support;
using Bpm.Model;

namespace Bpm.Engine.Tests.Behaviors;

/// <summary>An expression that comes to nothing for want of something says so; nobody is reached by accident.</summary>
public sealed class ReasonsTests
{
    [Theory]
    [InlineData("camunda:assignee=\"${order.assignee}\"", "»order.assignee«")]
    [InlineData("camunda:candidateGroups=\"${gruop}\"", "»gruop«")]
    [InlineData("camunda:dueDate=\"${deadline}\"", "»deadline«")]
    [InlineData("camunda:priority=\"${urgency}\"", "»urgency«")]
    public void A_user_task_whose_expression_lacks_a_variable_waits_as_an_incident(string attribute, string marked) =>
        Scenario.Start(Task(attribute), ("order", 1)).HasIncident(marked).HasIncident("Variables in scope: order");

    [Fact]
    public void A_priority_that_is_no_number_is_an_incident() =>
        Scenario.Start(Task("camunda:priority=\"${urgency}\""), ("urgency", "high")).HasIncident("from 0 to 100");

    [Fact]
    public void Candidates_that_are_no_text_are_an_incident() =>
        Scenario.Start(Task("camunda:candidateUsers=\"${people}\""), ("people", 7)).HasIncident("text or a list of texts");

    [Fact]
    public void A_misspelt_variable_in_a_condition_is_an_incident_in_every_dialect()
    {
        var process = Bpmn.Read("""
            <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="t" id="d">
              <process id="p" isExecutable="true"><startEvent id="start"/><sequenceFlow id="f" sourceRef="start" targetRef="gate"/>
              <exclusiveGateway id="gate" default="no"/><userTask id="a"/><userTask id="b"/>
              <sequenceFlow id="yes" sourceRef="gate" targetRef="a"><conditionExpression>categroy = "travel"</conditionExpression></sequenceFlow>
              <sequenceFlow id="no" sourceRef="gate" targetRef="b"/></process></definitions>
            """);

        Scenario.Start(process, ("category", "travel")).WaitsAt("gate").HasIncident("»categroy«").HasIncident("category");
    }

    [Theory]
    [InlineData("approver = null")]
    [InlineData("null != approver or true")]
    [InlineData("not(is defined(approver))")]
    [InlineData("order.approver = null")]
    public void A_condition_may_ask_whether_something_is_missing(string condition)
    {
        var process = Bpmn.Read($"""
            <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="t" id="d">
              <process id="p" isExecutable="true"><startEvent id="start"/><sequenceFlow id="f" sourceRef="start" targetRef="gate"/>
              <exclusiveGateway id="gate" default="no"/><userTask id="a"/><userTask id="b"/>
              <sequenceFlow id="yes" sourceRef="gate" targetRef="a"><conditionExpression>{condition}</conditionExpression></sequenceFlow>
              <sequenceFlow id="no" sourceRef="gate" targetRef="b"/></process></definitions>
            """);

        Scenario.Start(process).WaitsAt("a");
    }

    [Theory]
    [InlineData("currentUser")]
    [InlineData("currentUser()")]
    public void Nobody_passes_as_another_by_a_variable(string variable) =>
        Scenario.Start(Task("camunda:candidateUsers=\"${currentUser()}\""), (variable, "eve"))
            .Checks(s => Assert.Equal(["carl"], s.Task("x").CandidateUsers));

    static ProcessDefinition Task(string attribute) =>
        Bpmn.Process("start -> x -> end", $"<startEvent id=\"start\"/><userTask id=\"x\" {attribute}/><endEvent id=\"end\"/>");
}
