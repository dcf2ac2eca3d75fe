using Bpm.Engine.Tests.Support;

namespace Bpm.Engine.Tests.Behaviors;

public sealed class ExclusiveGatewayTests
{
    static readonly Bpm.Model.ProcessDefinition Choice = Bpmn.Process(
        "start -> gate; gate -[amount > 1000]-> big; gate -[amount > 100]-> middle; gate -default-> small; big -> end; middle -> end; small -> end",
        """<startEvent id="start"/><exclusiveGateway id="gate"/><userTask id="big"/><userTask id="middle"/><userTask id="small"/><endEvent id="end"/>""");

    [Theory]
    [InlineData(5000, "big")]
    [InlineData(500, "middle")]
    [InlineData(5, "small")]
    public void Takes_the_first_flow_that_holds_else_the_default_flow(int amount, string task) =>
        Scenario.Start(Choice, ("amount", amount)).WaitsAt(task).TookFlows("start-gate", $"gate-{task}");

    [Fact]
    public void Becomes_an_incident_that_names_the_missing_variable_and_goes_on_when_it_is_set() =>
        Scenario.Start(Choice, ("total", 5000))
            .WaitsAt("gate").HasIncident("${»amount« > 1000}: No variable").HasIncident("total")
            .SetVariables(("amount", 2000)).ResolveIncident()
            .WaitsAt("big").CompleteUserTask("big").IsCompleted();

    [Fact]
    public void Becomes_an_incident_when_no_condition_holds_and_there_is_no_default()
    {
        var process = Bpmn.Process("start -> gate; gate -[x == 1]-> a; gate -[x == 2]-> b; a -> end; b -> end",
            """<startEvent id="start"/><exclusiveGateway id="gate"/><task id="a"/><task id="b"/><endEvent id="end"/>""");

        Scenario.Start(process, ("x", 3)).WaitsAt("gate").HasIncident("no condition holds")
            .SetVariables(("x", 2)).ResolveIncident().IsCompleted().TookFlows("start-gate", "gate-b", "b-end");
    }

    [Fact]
    public void Lets_every_token_pass_that_arrives()
    {
        var process = Bpmn.Process("start -> fork; fork -> a -> merge; fork -> b -> merge; merge -> after -> end",
            """<startEvent id="start"/><parallelGateway id="fork"/><task id="a"/><task id="b"/><exclusiveGateway id="merge"/><userTask id="after"/><endEvent id="end"/>""");

        Scenario.Start(process).WaitsAt("after", "after").CompleteUserTask("after").WaitsAt("after").CompleteUserTask("after").IsCompleted();
    }
}

public sealed class ParallelGatewayTests
{
    static readonly Bpm.Model.ProcessDefinition ForkJoin = Bpmn.Process(
        "start -> fork; fork -> a -> join; fork -> b -> join; join -> after -> end",
        """<startEvent id="start"/><parallelGateway id="fork"/><userTask id="a"/><userTask id="b"/><parallelGateway id="join"/><userTask id="after"/><endEvent id="end"/>""");

    [Fact]
    public void Waits_until_every_incoming_flow_has_a_token() =>
        Scenario.Start(ForkJoin).WaitsAt("a", "b")
            .CompleteUserTask("b").WaitsAt("a")
            .CompleteUserTask("a").WaitsAt("after")
            .CompleteUserTask("after").IsCompleted();

    [Fact]
    public void Needs_a_token_on_each_flow_not_two_on_one()
    {
        var process = Bpmn.Process("start -> fork; fork -> a -> merge; fork -> b -> merge; merge -> join; fork -> c -> join; join -> end",
            """<startEvent id="start"/><parallelGateway id="fork"/><userTask id="a"/><userTask id="b"/><userTask id="c"/><exclusiveGateway id="merge"/><parallelGateway id="join"/><endEvent id="end"/>""");

        var scenario = Scenario.Start(process).CompleteUserTask("a").CompleteUserTask("b").WaitsAt("c");

        Assert.Equal(2, scenario.Instance.TokensOn(scenario.Instance.Key, "merge-join"));
        scenario.CompleteUserTask("c");
        Assert.Equal(1, scenario.Instance.TokensOn(scenario.Instance.Key, "merge-join"));
    }
}
