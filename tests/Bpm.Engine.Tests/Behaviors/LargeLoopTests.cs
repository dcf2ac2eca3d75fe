using Bpm.Engine.Tests.Support;
using Bpm.Feel;
using Bpm.Model;

namespace Bpm.Engine.Tests.Behaviors;

public sealed class LargeLoopTests
{
    [Fact]
    public void A_large_parallel_loop_starts_its_items_in_portions_with_one_job_between_them()
    {
        var scenario = Scenario.Start(Tasks(""));
        var (loop, first) = (Loop(scenario), scenario.Instance.UserTasks.Count);
        Assert.InRange(first, 900, Execution.StepBudget);
        Assert.Equal(loop.Key, Assert.Single(scenario.Instance.Jobs.Values).ElementKey);

        scenario.CompleteUserTask("each");
        Assert.Equal(first - 1, scenario.Instance.UserTasks.Count);

        scenario.ContinueJob("each").ContinueJob("each");
        Assert.Equal((2500, 2500, 1), (loop.Loop!.Total, Loop(scenario).Loop!.Started, Loop(scenario).Loop!.Completed));
        Assert.Empty(scenario.Instance.Jobs);
    }

    [Fact]
    public void Items_that_end_before_the_last_has_begun_do_not_end_the_loop()
    {
        var scenario = Scenario.Start(Scripts);

        scenario.WaitsAt("each");
        scenario.ContinueJob("each").ContinueJob("each").IsCompleted()
            .HasVariable("results", new FeelList([.. Enumerable.Range(1, 2500).Select(n => FeelNumber.Of(n * 2))]));
    }

    [Fact]
    public void A_completion_condition_ends_the_loop_though_not_all_items_have_begun() =>
        Scenario.Start(Tasks("<completionCondition>${nrOfCompletedInstances == 2}</completionCondition>"))
            .CompleteUserTask("each").CompleteUserTask("each").IsCompleted();

    static ElementInstance Loop(Scenario scenario) => scenario.Instance.Elements.Values.Single(e => e.Role == ElementRole.Loop);

    static ProcessDefinition Tasks(string condition) => Bpmn.Process("start -> each -> end",
        $"""<startEvent id="start"/><userTask id="each"><multiInstanceLoopCharacteristics><loopCardinality>2500</loopCardinality>{condition}</multiInstanceLoopCharacteristics></userTask><endEvent id="end"/>""");

    static ProcessDefinition Scripts => Bpmn.Read("""
        <?xml version="1.0" encoding="UTF-8"?>
        <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" targetNamespace="test" id="defs">
          <process id="p" isExecutable="true">
            <startEvent id="start"/><sequenceFlow id="in" sourceRef="start" targetRef="each"/>
            <scriptTask id="each">
              <extensionElements><zeebe:script expression="=item * 2" resultVariable="twice"/></extensionElements>
              <multiInstanceLoopCharacteristics>
                <extensionElements><zeebe:loopCharacteristics inputCollection="=for i in 1..2500 return i" inputElement="item" outputCollection="results" outputElement="=twice"/></extensionElements>
              </multiInstanceLoopCharacteristics>
            </scriptTask>
            <sequenceFlow id="out" sourceRef="each" targetRef="end"/><endEvent id="end"/>
          </process>
        </definitions>
        """);
}
