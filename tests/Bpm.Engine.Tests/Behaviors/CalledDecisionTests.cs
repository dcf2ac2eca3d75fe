using Bpm.Engine.Tests.Support;
using Bpm.Feel;

namespace Bpm.Engine.Tests.Behaviors;

/// <summary>Business rule tasks of Camunda 8: the result is the decision's value as it is.</summary>
public sealed class CalledDecisionTests
{
    static Scenario Ask(Deployed decisions, string called, params ReadOnlySpan<(string, object?)> variables) =>
        new Scenario(Bpmn.Read($"""
            <?xml version="1.0" encoding="UTF-8"?>
            <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" targetNamespace="test" id="defs"
                xmlns:modeler="http://camunda.org/schema/modeler/1.0" modeler:executionPlatform="Camunda Cloud" modeler:executionPlatformVersion="8.6.0">
              <process id="p" isExecutable="true">
                <startEvent id="start"/><endEvent id="end"/>
                <businessRuleTask id="ask"><extensionElements>{called}</extensionElements></businessRuleTask>
                <sequenceFlow id="a" sourceRef="start" targetRef="ask"/><sequenceFlow id="b" sourceRef="ask" targetRef="end"/>
              </process>
            </definitions>
            """), decisions).StartAt(null, variables);

    [Fact]
    public void Gives_the_decisions_value_itself()
    {
        const string called = "<zeebe:calledDecision decisionId=\"limits\" resultVariable=\"r\"/>";
        var single = Rules.Table("limits", "UNIQUE", "amount", "by", "> 10 | \"anna\"");
        var wide = Rules.Table("limits", "RULE ORDER", "amount", "by, days", "> 10 | \"anna\" | 3", "> 100 | \"ben\" | 5");

        Ask(new Deployed().With(single), called, ("amount", 50)).IsCompleted().HasVariable("r", "anna");
        Ask(new Deployed().With(single), called, ("amount", 5)).IsCompleted().HasVariable("r", null);
        Ask(new Deployed().With(wide), called, ("amount", 50)).IsCompleted()
            .HasVariable("r", FeelList.Of(FeelContext.Of(("by", new FeelString("anna")), ("days", new FeelNumber(3)))));
    }

    [Fact]
    public void A_version_is_chosen_as_the_task_binds_it()
    {
        var decisions = new Deployed()
            .With(Rules.Expression("limits", "1")).With(Rules.Expression("limits", "2"), "spring").With(Rules.Expression("limits", "3"));

        Ask(decisions, "<zeebe:calledDecision decisionId=\"=&quot;lim&quot; + rest\" resultVariable=\"r\"/>", ("rest", "its")).HasVariable("r", 3);
        Ask(decisions, "<zeebe:calledDecision decisionId=\"limits\" resultVariable=\"r\" bindingType=\"deployment\"/>").HasVariable("r", 1);
        Ask(decisions, "<zeebe:calledDecision decisionId=\"limits\" resultVariable=\"r\" bindingType=\"versionTag\" versionTag=\"spring\"/>").HasVariable("r", 2);
        Ask(decisions, "<zeebe:calledDecision decisionId=\"limits\" resultVariable=\"r\" bindingType=\"versionTag\" versionTag=\"autumn\"/>")
            .HasIncident("Expected decision 'limits' with the version tag 'autumn'");
    }

    [Fact]
    public void With_output_mappings_only_they_reach_the_process()
    {
        var scenario = Ask(new Deployed().With(Rules.Expression("limits", "{by: \"ben\"}")),
            "<zeebe:calledDecision decisionId=\"limits\" resultVariable=\"r\"/><zeebe:ioMapping><zeebe:output source=\"=r.by\" target=\"who\"/></zeebe:ioMapping>");

        scenario.IsCompleted().HasVariable("who", "ben");
        Assert.False(scenario.Instance.TryGetVariable(scenario.Instance.Key, "r", out _));
    }

    [Fact]
    public void A_value_that_came_to_nothing_for_want_of_a_variable_is_an_incident() =>
        Ask(new Deployed().With(Rules.Table("limits", "UNIQUE", "amuont", "by", "> 10 | \"anna\"")),
                "<zeebe:calledDecision decisionId=\"limits\" resultVariable=\"r\"/>", ("amount", 50))
            .WaitsAt("ask").HasIncident("»amuont«").HasIncident("Variables in scope: amount.");

    [Fact]
    public void A_variable_that_may_be_missing_may_be_missing() =>
        Ask(new Deployed().With(Rules.Table("limits", "UNIQUE", "urgent", "by", "true | \"anna\"", "null | \"ben\"")),
                "<zeebe:calledDecision decisionId=\"limits\" resultVariable=\"r\"/>")
            .IsCompleted().HasVariable("r", "ben");
}
