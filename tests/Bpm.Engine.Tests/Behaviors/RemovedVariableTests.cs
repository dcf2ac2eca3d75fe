using Bpm.Engine.Tests.Support;
using Bpm.Feel;

namespace Bpm.Engine.Tests.Behaviors;

public sealed class RemovedVariableTests
{
    const string Nodes = """
        <startEvent id="start"/>
        <userTask id="work"><extensionElements><camunda:inputOutput><camunda:inputParameter name="amount">${5}</camunda:inputParameter></camunda:inputOutput></extensionElements></userTask>
        <endEvent id="end"/>
        """;

    [Fact]
    public void A_removed_variable_is_gone_and_one_further_out_is_seen_again()
    {
        var scenario = Scenario.Start(Bpmn.Process("start -> work -> end", Nodes), ("amount", 1), ("other", 2));
        var task = scenario.Task("work").Key;

        scenario.Accept(Removing(scenario, task, "amount"));

        Assert.True(scenario.Instance.TryGetVariable(task, "amount", out var seen));
        Assert.Equal(FeelNumber.Of(1), seen);
        Assert.False(scenario.Instance.Scopes.ContainsKey(task));
        scenario.Accept(Removing(scenario, scenario.Instance.Key, "amount"));
        Assert.False(scenario.Instance.TryGetVariable(task, "amount", out _));
        scenario.HasVariable("other", 2);
    }

    [Fact]
    public void From_a_task_it_is_removed_and_set_where_the_task_sees_it()
    {
        var scenario = Scenario.Start(Bpmn.Process("start -> work -> end", Nodes), ("amount", 1), ("other", 2));
        var task = scenario.Task("work").Key;

        scenario.Accept(Removing(scenario, task, "amount", "other") with { WhereSeen = true, Variables = VariableSet.Of(("fresh", FeelBoolean.True)) });

        scenario.HasVariable("amount", 1).HasVariable("fresh", true);
        Assert.False(scenario.Instance.TryGetVariable(task, "other", out _));
    }

    [Fact]
    public void What_is_not_there_is_no_step()
    {
        var scenario = Scenario.Start(Bpmn.Process("start -> work -> end", Nodes));

        Assert.Empty(scenario.Send(Removing(scenario, scenario.Instance.Key, "nothing")).Events);
    }

    [Theory]
    [InlineData("delete", "end2")]
    [InlineData("create, update", "work")]
    public void A_condition_hears_of_it_when_it_listens_to_that(string events, string at)
    {
        var process = Bpmn.Process("start -> work -> end; gone -> end2", $"""
            <startEvent id="start"/><userTask id="work"/><endEvent id="end"/><receiveTask id="end2"/>
            <boundaryEvent id="gone" attachedToRef="work"><conditionalEventDefinition camunda:variableName="amount" camunda:variableEvents="{events}"><condition>{"${go}"}</condition></conditionalEventDefinition></boundaryEvent>
            """);
        // It is asked only when the amount changes.
        var scenario = Scenario.Start(process, ("amount", 1), ("go", false)).SetVariables(("go", true)).WaitsAt("work");

        scenario.Accept(Removing(scenario, scenario.Instance.Key, "amount")).WaitsAt(at);
    }

    [Fact]
    public void A_condition_hears_of_it_when_its_suspended_instance_goes_on()
    {
        var process = Bpmn.Process("start -> work -> end; gone -> end2", """
            <startEvent id="start"/><userTask id="work"/><endEvent id="end"/><receiveTask id="end2"/>
            <boundaryEvent id="gone" attachedToRef="work"><conditionalEventDefinition camunda:variableName="amount" camunda:variableEvents="delete"><condition>${go}</condition></conditionalEventDefinition></boundaryEvent>
            """);
        var scenario = Scenario.Start(process, ("amount", 1), ("go", false)).SetVariables(("go", true));

        scenario.Accept(new SuspendProcessInstance(null) { At = scenario.Now, Actor = "olga" })
            .Accept(Removing(scenario, scenario.Instance.Key, "amount")).WaitsAt("work")
            .Accept(new ActivateProcessInstance(null) { At = scenario.Now, Actor = "olga" }).WaitsAt("end2");
    }

    static SetVariables Removing(Scenario scenario, long scope, params string[] names) =>
        new(scope, VariableSet.Empty) { Removed = [.. names], At = scenario.Now, Actor = "olga" };
}
