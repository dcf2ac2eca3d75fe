using System.Diagnostics;
using Bpm.Engine.Tests.Support;

namespace Bpm.Engine.Tests.Behaviors;

/// <summary>One instance of a loop costs the same however many others there are.</summary>
public sealed class LoopCostTests
{
    const int Few = 50;
    const int Many = 10_000;

    [Theory]
    [InlineData("false")]
    [InlineData("true")]
    public void A_step_costs_the_same_among_many_instances_as_among_few(string isSequential)
    {
        Run(isSequential, Few);
        var few = Run(isSequential, Few);
        var many = Run(isSequential, Many);

        Assert.True(many.Bytes < few.Bytes * 2, $"{few.Bytes} bytes for a step among {Few}, {many.Bytes} among {Many}");
        // Wide, because the machine does other things, too: quadratic cost would be two hundred times as much.
        Assert.True(many.Time < few.Time * 20, $"{few.Time} for a step among {Few}, {many.Time} among {Many}");
    }

    [Fact]
    public void Instances_that_need_no_wait_are_each_done_once_beyond_the_step_budget()
    {
        var definition = Bpmn.Process("start -> add -> end", """
            <startEvent id="start"/><endEvent id="end"/>
            <scriptTask id="add" scriptFormat="feel"><multiInstanceLoopCharacteristics><loopCardinality>1500</loopCardinality></multiInstanceLoopCharacteristics><script>total = total + 1</script></scriptTask>
            """);
        var scenario = Scenario.Start(definition, ("total", 0));
        // The history is long: the steps that the budget left are carried out without comparing it each time.
        while (scenario.Instance.Jobs.Values.FirstOrDefault() is { } job) Interpreter.Run(definition, scenario.Instance, new ExecuteJob(job.Key) { At = scenario.Now });

        scenario.IsCompleted().HasVariable("total", 1500);
    }

    /// <summary>What a step takes on average of the first forty completions.</summary>
    static (long Bytes, TimeSpan Time) Run(string isSequential, int count)
    {
        var definition = Bpmn.Process("start -> vote -> end", $"""
            <startEvent id="start"/><endEvent id="end"/>
            <userTask id="vote"><multiInstanceLoopCharacteristics isSequential="{isSequential}"><loopCardinality>{count}</loopCardinality></multiInstanceLoopCharacteristics></userTask>
            <boundaryEvent id="late" attachedToRef="vote" cancelActivity="false"><timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition></boundaryEvent>
            """);
        var at = new DateTimeOffset(2026, 1, 5, 9, 0, 0, TimeSpan.Zero);
        var instance = new ProcessInstance(InstanceKey.FromNumber(1));
        Interpreter.Run(definition, instance, new StartProcessInstance(VariableSet.Empty) { At = at });
        foreach (var job in instance.Jobs.Values.Where(j => j.Kind == JobKind.Continuation).ToList()) Interpreter.Run(definition, instance, new ExecuteJob(job.Key) { At = at });

        var (bytes, clock) = (GC.GetAllocatedBytesForCurrentThread(), Stopwatch.StartNew());
        for (var i = 0; i < 40; i++) Interpreter.Run(definition, instance, new CompleteUserTask(instance.UserTasks.Keys.First(), VariableSet.Empty) { At = at });
        return ((GC.GetAllocatedBytesForCurrentThread() - bytes) / 40, clock.Elapsed / 40);
    }
}
