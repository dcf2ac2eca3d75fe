using Bpm.Dmn;
using Bpm.Engine.Tests.Support;
using Bpm.Feel;

namespace Bpm.Engine.Tests.Behaviors;

public sealed class BusinessRuleTaskTests
{
    static readonly DecisionModel Limits = Rules.Table("limits", "UNIQUE", "amount", "by", "< 100 | \"anna\"", "[100..1000] | \"ben\"");

    static readonly DecisionModel Reviews = Rules.Table("limits", "COLLECT", "amount", "by", "> 10 | \"anna\"", "> 100 | \"ben\"", "> 9000 | \"carl\"");

    static readonly DecisionModel Wide = Rules.Table("limits", "UNIQUE", "amount", "by, days", "< 100 | \"anna\" | 3", ">= 100 | \"ben\" | 5");

    static Scenario Ask(Deployed decisions, string attributes, params ReadOnlySpan<(string, object?)> variables) =>
        new Scenario(Process(attributes), decisions).StartAt(null, variables);

    static Model.ProcessDefinition Process(string attributes) => Bpmn.Process("start -> ask -> end",
        $"""<startEvent id="start"/><businessRuleTask id="ask" name="Who approves" camunda:decisionRef="limits" {attributes}/><endEvent id="end"/>""");

    static string Result(string mapping) => $"camunda:resultVariable=\"r\" camunda:mapDecisionResult=\"{mapping}\"";

    static FeelContext Row(params (string, FeelValue)[] entries) => FeelContext.Of(entries);

    static readonly FeelString Anna = new("anna"), Ben = new("ben");

    [Fact]
    public void Assigns_the_decisions_result_and_goes_on()
    {
        var scenario = Ask(new Deployed().With(Limits), Result("singleEntry"), ("amount", 50)).IsCompleted().HasVariable("r", "anna");

        var evaluated = Assert.Single(scenario.History.OfType<DecisionEvaluated>());
        Assert.Equal(("limits", 1, Anna), (evaluated.DecisionId, evaluated.Version, evaluated.Value));
        var table = Assert.Single(evaluated.Trace);
        Assert.Equal(new FeelNumber(50), Assert.Single(table.Inputs).Value);
        Assert.Equal(("r1", 1), (Assert.Single(table.Rules).Id, table.Rules[0].Number));
    }

    [Fact]
    public void Camunda_7_maps_rows_as_the_task_says()
    {
        var one = new Deployed().With(Limits);
        Ask(one, Result("singleResult"), ("amount", 50)).HasVariable("r", Row(("by", Anna)));
        Ask(one, Result("collectEntries"), ("amount", 50)).HasVariable("r", FeelList.Of(Anna));
        Ask(one, Result("resultList"), ("amount", 50)).HasVariable("r", FeelList.Of(Row(("by", Anna))));
        Ask(one, "camunda:resultVariable=\"r\"", ("amount", 50)).HasVariable("r", FeelList.Of(Row(("by", Anna))));

        var several = new Deployed().With(Reviews);
        Ask(several, Result("collectEntries"), ("amount", 500)).HasVariable("r", FeelList.Of(Anna, Ben));
        Ask(several, Result("resultList"), ("amount", 500)).HasVariable("r", FeelList.Of(Row(("by", Anna)), Row(("by", Ben))));
        Ask(several, Result("singleEntry"), ("amount", 50)).HasVariable("r", "anna");

        var wide = new Deployed().With(Wide);
        Ask(wide, Result("singleResult"), ("amount", 50)).HasVariable("r", Row(("by", Anna), ("days", new FeelNumber(3))));
    }

    [Fact]
    public void Nothing_matched_is_null_or_an_empty_list()
    {
        var decisions = new Deployed().With(Limits);

        Ask(decisions, Result("singleEntry"), ("amount", 5000)).IsCompleted().HasVariable("r", null);
        Ask(decisions, Result("singleResult"), ("amount", 5000)).IsCompleted().HasVariable("r", null);
        Ask(decisions, Result("collectEntries"), ("amount", 5000)).IsCompleted().HasVariable("r", FeelList.Empty);
        Ask(decisions, Result("resultList"), ("amount", 5000)).IsCompleted().HasVariable("r", FeelList.Empty);
    }

    [Theory]
    [InlineData("singleEntry")]
    [InlineData("singleResult")]
    public void Too_many_rows_for_one_are_an_incident(string mapping) =>
        Ask(new Deployed().With(Reviews), Result(mapping), ("amount", 500)).WaitsAt("ask").HasIncident($"{mapping} needs one row at most, but the rules 1 and 2 matched");

    [Theory]
    [InlineData("singleEntry")]
    [InlineData("collectEntries")]
    public void Too_many_outputs_for_one_are_an_incident(string mapping) =>
        Ask(new Deployed().With(Wide), Result(mapping), ("amount", 50)).WaitsAt("ask").HasIncident("needs one output, but there are 2: by, days");

    [Fact]
    public void An_aggregated_table_is_one_row_with_one_entry()
    {
        var table = Rules.Table("limits", "COLLECT\" aggregation=\"SUM", "amount", "fee", "> 10 | 1", "> 100 | 2");

        Ask(new Deployed().With(table), Result("singleEntry"), ("amount", 500)).HasVariable("r", 3);
        Ask(new Deployed().With(table), Result("resultList"), ("amount", 500)).HasVariable("r", FeelList.Of(Row(("fee", new FeelNumber(3)))));
    }

    [Fact]
    public void A_cell_may_be_a_list()
    {
        var table = Rules.Table("limits", "UNIQUE", "amount", "by", "> 10 | [\"anna\", \"ben\"]");

        Ask(new Deployed().With(table), Result("singleEntry"), ("amount", 500)).HasVariable("r", FeelList.Of(Anna, Ben));
    }

    [Fact]
    public void A_decision_without_a_table_is_one_row_with_one_entry()
    {
        var decisions = new Deployed().With(Rules.Expression("limits", "{by: \"ben\", sum: amount + 1}"));

        Ask(decisions, Result("singleEntry"), ("amount", 1)).HasVariable("r", Row(("by", Ben), ("sum", new FeelNumber(2))));
    }

    [Fact]
    public void A_version_is_chosen_as_the_task_binds_it()
    {
        var decisions = new Deployed()
            .With(Rules.Expression("limits", "1")).With(Rules.Expression("limits", "2"), "spring").With(Rules.Expression("limits", "3"));

        Ask(decisions, Result("singleEntry")).HasVariable("r", 3);
        Ask(decisions, Result("singleEntry") + " camunda:decisionRefBinding=\"deployment\"").HasVariable("r", 1);
        Ask(decisions, Result("singleEntry") + " camunda:decisionRefBinding=\"version\" camunda:decisionRefVersion=\"${n}\"", ("n", 2)).HasVariable("r", 2);
        Ask(decisions, Result("singleEntry") + " camunda:decisionRefBinding=\"versionTag\" camunda:decisionRefVersionTag=\"spring\"").HasVariable("r", 2);
    }

    [Fact]
    public void A_missing_decision_is_an_incident_that_deploying_it_mends()
    {
        var decisions = new Deployed();
        var scenario = Ask(decisions, Result("singleEntry"), ("amount", 50)).WaitsAt("ask").HasIncident("Expected decision 'limits', which 'Who approves' asks, but there is none");
        Assert.Empty(scenario.History.OfType<DecisionEvaluated>());

        decisions.With(Limits);

        scenario.ResolveIncident().IsCompleted().HasVariable("r", "anna");
    }

    [Fact]
    public void A_missing_variable_is_an_incident_that_quotes_the_cell()
    {
        var table = Rules.Table("limits", "FIRST", "amount", "by", "> limt | \"anna\"", "- | \"ben\"");
        var scenario = Ask(new Deployed().With(table), Result("singleEntry"), ("amount", 50), ("limit", 10)).WaitsAt("ask");

        scenario.HasIncident("cell c1-1 of 'limits'").HasIncident("»limt«").HasIncident("Variables in scope: amount, limit.");
        scenario.SetVariables(("limt", 10)).ResolveIncident().IsCompleted().HasVariable("r", "anna");
    }

    [Fact]
    public void A_violated_hit_policy_is_an_incident() =>
        Ask(new Deployed().With(Rules.Table("limits", "UNIQUE", "amount", "by", "> 10 | \"anna\"", "> 20 | \"ben\"")), Result("singleEntry"), ("amount", 50))
            .WaitsAt("ask").HasIncident("Expected decision 'limits' (version 1)");

    [Fact]
    public void An_expression_may_name_the_decision_while_the_process_runs()
    {
        var decisions = new Deployed().With(Rules.Expression("a", "1")).With(Rules.Expression("b", "2"));
        var process = Bpmn.Process("start -> one -> two -> end",
            """
            <startEvent id="start"/><endEvent id="end"/>
            <businessRuleTask id="one" camunda:decisionRef="${first}" camunda:resultVariable="x" camunda:mapDecisionResult="singleEntry"/>
            <businessRuleTask id="two" camunda:decisionRef="${x == 1 ? 'b' : 'a'}" camunda:resultVariable="y" camunda:mapDecisionResult="singleEntry"/>
            """);

        var scenario = new Scenario(process, decisions).StartAt(null, ("first", "a")).IsCompleted().HasVariable("x", 1).HasVariable("y", 2);

        // Each was asked for once, and nothing of the runs that were given up is left.
        Assert.Equal(["a", "b"], decisions.Fetched.Select(r => r.DecisionId));
        Assert.Single(scenario.History.OfType<ProcessInstanceStarted>());
        Assert.Equal(2, scenario.History.OfType<DecisionEvaluated>().Count());
    }

    [Fact]
    public void An_id_that_is_no_text_is_an_incident()
    {
        var process = Bpmn.Process("start -> ask -> end",
            """<startEvent id="start"/><businessRuleTask id="ask" camunda:decisionRef="${which}"/><endEvent id="end"/>""");

        Scenario.Start(process, ("which", 7)).WaitsAt("ask").HasIncident("Expected the id of the decision to be text, but it is 7");
    }

    [Fact]
    public void Inputs_are_seen_by_the_decision_and_outputs_see_its_rows()
    {
        var process = Bpmn.Process("start -> ask -> end",
            """
            <startEvent id="start"/><endEvent id="end"/>
            <businessRuleTask id="ask" camunda:decisionRef="limits"><extensionElements><camunda:inputOutput>
              <camunda:inputParameter name="amount">${total * 2}</camunda:inputParameter>
              <camunda:outputParameter name="who">${decisionResult[0].by}</camunda:outputParameter>
            </camunda:inputOutput></extensionElements></businessRuleTask>
            """);

        var scenario = new Scenario(process, new Deployed().With(Limits)).StartAt(null, ("total", 60)).IsCompleted().HasVariable("who", "ben");

        Assert.False(scenario.Instance.TryGetVariable(scenario.Instance.Key, "amount", out _));
        Assert.False(scenario.Instance.TryGetVariable(scenario.Instance.Key, "decisionResult", out _));
    }

    [Fact]
    public void The_result_goes_to_the_nearest_scope_that_has_the_variable()
    {
        var process = Bpmn.Process("start -> sub -> end\nwithin sub: s -> ask -> e",
            """
            <startEvent id="start"/><endEvent id="end"/>
            <subProcess id="sub"><extensionElements><camunda:inputOutput><camunda:inputParameter name="r">none</camunda:inputParameter></camunda:inputOutput></extensionElements>
              <startEvent id="s"/><businessRuleTask id="ask" camunda:decisionRef="limits" camunda:resultVariable="r" camunda:mapDecisionResult="singleEntry"/><endEvent id="e"/><flows of="sub"/>
            </subProcess>
            """);

        var scenario = new Scenario(process, new Deployed().With(Limits)).StartAt(null, ("amount", 5)).IsCompleted();

        Assert.False(scenario.Instance.TryGetVariable(scenario.Instance.Key, "r", out _));
    }

    [Fact]
    public void Waits_behind_its_continuation_and_is_asked_then()
    {
        var decisions = new Deployed();
        var scenario = Ask(decisions, Result("singleEntry") + " camunda:asyncBefore=\"true\"", ("amount", 50)).WaitsAt("ask");
        Assert.Empty(decisions.Fetched);

        decisions.With(Limits);

        scenario.ContinueJob("ask").IsCompleted().HasVariable("r", "anna");
    }
}
