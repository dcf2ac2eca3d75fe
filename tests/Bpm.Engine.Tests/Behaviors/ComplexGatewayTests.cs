using Bpm.Engine.Tests.Support;

namespace Bpm.Engine.Tests.Behaviors;

public sealed class ComplexGatewayTests
{
    static readonly Bpm.Model.ProcessDefinition Loop = Bpmn.Process(
        "start -> merge -> fork; fork -[a]-> a -> cx; fork -[b]-> b -> cx; cx -> again -> x; x -[more]-> merge; x -default-> end",
        """
        <startEvent id="start"/><exclusiveGateway id="merge"/><inclusiveGateway id="fork"/><userTask id="a"/><userTask id="b"/>
        <complexGateway id="cx"><activationCondition>${activationCount >= 1}</activationCondition></complexGateway>
        <userTask id="again"/><exclusiveGateway id="x"/><endEvent id="end"/>
        """);

    [Fact]
    public void Fires_again_for_a_token_of_the_next_round_when_none_was_late() =>
        Scenario.Start(Loop, ("a", true), ("b", false), ("more", true))
            .CompleteUserTask("a").WaitsAt("again").CompleteUserTask("again")
            .WaitsAt("a").CompleteUserTask("a").WaitsAt("again")
            .SetVariables(("more", false)).CompleteUserTask("again").IsCompleted();

    [Fact]
    public void Takes_no_token_of_the_next_round_for_a_late_one() =>
        Scenario.Start(Loop, ("a", true), ("b", false), ("more", true))
            .CompleteUserTask("a").SetVariables(("b", true), ("more", false)).WaitsAt("again")
            .SetVariables(("more", true)).CompleteUserTask("again").WaitsAt("a", "b")
            .CompleteUserTask("b").WaitsAt("a", "again");

    [Fact]
    public void Keeps_a_second_token_on_one_flow_for_the_next_time()
    {
        var process = Bpmn.Process(
            "start -> fork; fork -> a -> merge -> cx; fork -> c -> merge; fork -> b -> cx; cx -> next -> end",
            """
            <startEvent id="start"/><parallelGateway id="fork"/><userTask id="a"/><userTask id="b"/><userTask id="c"/><exclusiveGateway id="merge"/>
            <complexGateway id="cx"><activationCondition>${activationCount >= 1}</activationCondition></complexGateway><userTask id="next"/><endEvent id="end"/>
            """);

        Scenario.Start(process)
            .CompleteUserTask("a").WaitsAt("b", "c", "next")
            .CompleteUserTask("c").WaitsAt("b", "next")
            .CompleteUserTask("b").WaitsAt("next", "next");
    }

    [Fact]
    public void Asks_the_conditions_again_when_the_late_tokens_have_come()
    {
        var process = Bpmn.Process(
            "start -> fork; fork -> a -> cx; fork -> b -> cx; cx -[waitingForStart]-> first -> end; cx -[not waitingForStart]-> late -> end",
            """
            <startEvent id="start"/><parallelGateway id="fork"/><userTask id="a"/><userTask id="b"/>
            <complexGateway id="cx"><activationCondition>${activationCount >= 1}</activationCondition></complexGateway>
            <userTask id="first"/><userTask id="late"/><endEvent id="end"/>
            """);

        Scenario.Start(process)
            .CompleteUserTask("a").WaitsAt("b", "first")
            .CompleteUserTask("b").WaitsAt("first", "late")
            .CompleteUserTask("first").CompleteUserTask("late").IsCompleted();
    }
}
