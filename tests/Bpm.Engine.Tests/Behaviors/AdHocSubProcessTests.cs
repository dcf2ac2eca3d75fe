using Bpm.Engine.Tests.Support;

namespace Bpm.Engine.Tests.Behaviors;

public sealed class AdHocSubProcessTests
{
    [Fact]
    public void Begins_nothing_more_of_a_row_once_its_condition_holds_even_if_it_lets_the_rest_finish() =>
        Scenario.Start(Bpmn.Process(
                "start -> sub -> end",
                """
                <startEvent id="start"/><adHocSubProcess id="sub" ordering="Sequential" cancelRemainingInstances="false">
                <scriptTask id="first" scriptFormat="feel" camunda:resultVariable="done"><script>true</script></scriptTask>
                <scriptTask id="second" scriptFormat="feel" camunda:resultVariable="twice"><script>true</script></scriptTask>
                <completionCondition>${done}</completionCondition></adHocSubProcess><endEvent id="end"/>
                """), ("done", false), ("twice", false))
            .HasVariable("twice", false).IsCompleted();
}
