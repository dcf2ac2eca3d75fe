using Bpm.Engine.Tests.Support;

namespace Bpm.Engine.Tests.Behaviors;

public sealed class TerminatedScopeTests
{
    [Fact]
    public void A_join_lets_nothing_go_in_a_terminated_subprocess_that_has_not_left_yet() =>
        Scenario.Start(Bpmn.Process(
                "start -> sub -> end; within sub: begin -> fork; within sub: fork -> first -> join -> late -> done; within sub: fork -> second -> join; within sub: fork -> third -> stop",
                """
                <startEvent id="start"/><subProcess id="sub" camunda:asyncAfter="true"><startEvent id="begin"/><parallelGateway id="fork"/><userTask id="first"/><userTask id="second"/>
                <userTask id="third"/><inclusiveGateway id="join"/><userTask id="late"/><endEvent id="done"/><endEvent id="stop"><terminateEventDefinition/></endEvent><flows of="sub"/></subProcess><endEvent id="end"/>
                """))
            .CompleteUserTask("first").WaitsAt("second", "third").CompleteUserTask("third")
            .WaitsAt("sub").ContinueJob("sub").IsCompleted();

    [Fact]
    public void What_an_ad_hoc_subprocess_would_begin_with_is_not_begun_when_the_first_has_ended_it() =>
        Scenario.Start(Bpmn.Process(
                "start -> sub -> end",
                """
                <startEvent id="start"/><adHocSubProcess id="sub" camunda:asyncAfter="true">
                <scriptTask id="first" scriptFormat="feel" camunda:resultVariable="done"><script>true</script></scriptTask>
                <scriptTask id="second" scriptFormat="feel" camunda:resultVariable="twice"><script>true</script></scriptTask>
                <completionCondition>${done}</completionCondition></adHocSubProcess><endEvent id="end"/>
                """), ("done", false), ("twice", false))
            .WaitsAt("sub").ContinueJob("sub").HasVariable("twice", false).IsCompleted();
}
