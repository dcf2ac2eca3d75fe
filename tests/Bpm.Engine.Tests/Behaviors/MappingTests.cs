using Bpm.Engine.Tests.Support;

namespace Bpm.Engine.Tests.Behaviors;

public sealed class MappingTests
{
    static Bpm.Model.ProcessDefinition Mapping(string mappings) => Bpmn.Process("start -> work -> end",
        $"""<startEvent id="start"/><userTask id="work"><extensionElements><camunda:inputOutput>{mappings}</camunda:inputOutput></extensionElements></userTask><endEvent id="end"/>""");

    [Fact]
    public void No_output_is_applied_when_a_later_one_fails() =>
        Scenario.Start(Mapping("""<camunda:outputParameter name="n">${n + 1}</camunda:outputParameter><camunda:outputParameter name="z">${missing}</camunda:outputParameter>"""), ("n", 0))
            .CompleteUserTask("work").HasIncident("missing").HasVariable("n", 0)
            .SetVariables(("missing", 1)).ResolveIncident().HasVariable("n", 1).HasVariable("z", 1).IsCompleted();

    [Fact]
    public void No_input_is_applied_when_a_later_one_fails() =>
        Scenario.Start(Mapping("""<camunda:inputParameter name="n">${n + 1}</camunda:inputParameter><camunda:inputParameter name="z">${missing}</camunda:inputParameter><camunda:outputParameter name="result">${n}</camunda:outputParameter>"""), ("n", 0))
            .HasIncident("missing").SetVariables(("missing", 1)).ResolveIncident().WaitsAt("work").CompleteUserTask("work").HasVariable("result", 1).IsCompleted();

    [Fact]
    public void A_later_output_sees_an_earlier_one() =>
        Scenario.Start(Mapping("""<camunda:outputParameter name="a">${n + 1}</camunda:outputParameter><camunda:outputParameter name="b">${a + 1}</camunda:outputParameter>"""), ("n", 0))
            .CompleteUserTask("work").HasVariable("b", 2).IsCompleted();

    [Fact]
    public void A_variable_of_the_element_stands_before_an_output_of_the_same_name() =>
        Scenario.Start(Mapping("""<camunda:inputParameter name="a">${5}</camunda:inputParameter><camunda:outputParameter name="a">${n + 1}</camunda:outputParameter><camunda:outputParameter name="b">${a + 1}</camunda:outputParameter>"""), ("n", 0))
            .CompleteUserTask("work").HasVariable("a", 1).HasVariable("b", 6).IsCompleted();
}
