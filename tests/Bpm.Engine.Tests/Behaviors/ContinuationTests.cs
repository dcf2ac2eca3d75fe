using Bpm.Engine.Tests.Support;

namespace Bpm.Engine.Tests.Behaviors;

public sealed class ContinuationTests
{
    [Fact]
    public void Async_before_and_after_pause_the_instance_until_their_job_is_carried_out()
    {
        var process = Bpmn.Process("start -> a -> b -> end",
            """<startEvent id="start"/><scriptTask id="a" camunda:asyncBefore="true" scriptFormat="feel" camunda:resultVariable="x"><script>1</script></scriptTask><userTask id="b" camunda:asyncAfter="true"/><endEvent id="end"/>""");

        Scenario.Start(process).WaitsAt("a").ContinueJob("a").HasVariable("x", 1).WaitsAt("b")
            .CompleteUserTask("b").WaitsAt("b").ContinueJob("b").IsCompleted();
    }

    [Fact]
    public void A_loop_without_a_wait_is_paused_by_the_step_budget()
    {
        var process = Bpmn.Process("start -> loop -> count -> gate; gate -[x < 5000]-> loop; gate -default-> end",
            """<startEvent id="start"/><exclusiveGateway id="loop"/><scriptTask id="count" scriptFormat="feel" camunda:resultVariable="x"><script>x + 1</script></scriptTask><exclusiveGateway id="gate"/><endEvent id="end"/>""");

        var scenario = Scenario.Start(process, ("x", 0));

        Assert.Single(scenario.Instance.Jobs);
        Assert.True(scenario.History.Count < 10_000);
    }
}
