using Bpm.Engine.Tests.Support;

namespace Bpm.Engine.Tests.Behaviors;

public sealed class LeavingTests
{
    static Scenario Stuck(string extension) =>
        Scenario.Start(Bpmn.Process("start -> work; work -[go]-> end",
                $"""<startEvent id="start"/><userTask id="work"><extensionElements>{extension}</extensionElements></userTask><endEvent id="end"/>"""), ("n", 0), ("go", false))
            .CompleteUserTask("work").HasIncident("no condition holds");

    [Fact]
    public void Outputs_are_mapped_once_however_often_the_flows_are_chosen() =>
        Stuck("""<camunda:inputOutput><camunda:outputParameter name="n">${n + 1}</camunda:outputParameter></camunda:inputOutput>""")
            .ResolveIncident().HasIncident("no condition holds").SetVariables(("go", true)).ResolveIncident().HasVariable("n", 1).IsCompleted();

    [Fact]
    public void End_listeners_are_called_once_however_often_the_flows_are_chosen() =>
        Stuck("""<camunda:executionListener event="end" expression="${execution.setVariable('n', n + 1)}"/>""")
            .ResolveIncident().HasIncident("no condition holds").SetVariables(("go", true)).ResolveIncident().HasVariable("n", 1).IsCompleted();

    [Fact]
    public void An_instance_of_a_loop_maps_its_outputs_once_although_the_completion_condition_failed() =>
        Scenario.Start(Bpmn.Process("start -> work -> end",
                """
                <startEvent id="start"/><userTask id="work"><extensionElements><camunda:inputOutput><camunda:outputParameter name="n">${n + 1}</camunda:outputParameter></camunda:inputOutput></extensionElements>
                <multiInstanceLoopCharacteristics isSequential="true"><loopCardinality>2</loopCardinality><completionCondition>${enough}</completionCondition></multiInstanceLoopCharacteristics></userTask><endEvent id="end"/>
                """), ("n", 0))
            .CompleteUserTask("work").HasIncident("completion condition").SetVariables(("enough", true)).ResolveIncident().HasVariable("n", 1).IsCompleted();
}
