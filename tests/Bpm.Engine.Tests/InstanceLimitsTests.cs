using Bpm.Engine.Tests.Support;

namespace Bpm.Engine.Tests;

public sealed class InstanceLimitsTests
{
    static readonly Bpm.Model.ProcessDefinition Process = Bpmn.Process("start -> a -> b -> end", """<startEvent id="start"/><userTask id="a"/><userTask id="b"/><endEvent id="end"/>""");

    [Fact]
    public void An_instance_never_takes_the_keys_of_the_next_one()
    {
        var (instance, at) = AtItsLastKey();

        var outcome = Interpreter.Run(Process, instance, new CompleteUserTask(instance.UserTasks.Keys.Single(), VariableSet.Empty) { At = at, Actor = "anna" });

        Assert.Contains("keys", outcome.Rejection?.Message);
        Assert.Empty(outcome.Events);
    }

    [Fact]
    public void An_instance_without_keys_can_still_be_cancelled()
    {
        var (instance, at) = AtItsLastKey();

        Assert.Null(Interpreter.Run(Process, instance, new CancelProcessInstance(null) { At = at, Actor = "olga" }).Rejection);
    }

    [Fact]
    public void A_number_of_instances_that_nobody_can_have_meant_is_an_incident() =>
        Scenario.Start(Bpmn.Process(
                "start -> many -> end",
                """<startEvent id="start"/><userTask id="many"><multiInstanceLoopCharacteristics><loopCardinality>${count}</loopCardinality></multiInstanceLoopCharacteristics></userTask><endEvent id="end"/>"""),
                ("count", 1_000_000_000))
            .HasIncident("at most 100000 instances").SetVariables(("count", 2)).ResolveIncident().WaitsAt("many", "many");

    static (ProcessInstance Instance, DateTimeOffset At) AtItsLastKey()
    {
        var scenario = Scenario.Start(Process);
        return (ProcessInstance.Restore(scenario.Instance.ToSnapshot() with { LastSequence = InstanceKey.Mask }), scenario.Now);
    }
}
