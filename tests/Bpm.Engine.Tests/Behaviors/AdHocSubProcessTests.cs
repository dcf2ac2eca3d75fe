using Bpm.Engine.Tests.Support;

namespace Bpm.Engine.Tests.Behaviors;

public sealed class AdHocSubProcessTests
{
    static Bpm.Model.ProcessDefinition Listed(string ordering, string list, string condition = "") => Bpmn.Read($"""
        <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" xmlns:modeler="http://camunda.org/schema/modeler/1.0"
            modeler:executionPlatform="Camunda Cloud" modeler:executionPlatformVersion="8.7.0" targetNamespace="test" id="defs"><process id="p" isExecutable="true">
        <startEvent id="start"/><sequenceFlow id="in" sourceRef="start" targetRef="sub"/><sequenceFlow id="out" sourceRef="sub" targetRef="end"/><endEvent id="end"/>
        <adHocSubProcess id="sub" ordering="{ordering}"><extensionElements><zeebe:adHoc activeElementsCollection="{list}"/></extensionElements>
        <userTask id="x"><extensionElements><zeebe:userTask/></extensionElements></userTask><userTask id="y"><extensionElements><zeebe:userTask/></extensionElements></userTask>{condition}</adHocSubProcess>
        </process></definitions>
        """);

    [Fact]
    public void Begins_what_is_listed_one_after_the_other() =>
        Scenario.Start(Listed("Sequential", "=[&quot;x&quot;,&quot;y&quot;,&quot;x&quot;]"))
            .WaitsAt("x").CompleteUserTask("x").WaitsAt("y").CompleteUserTask("y").WaitsAt("x").CompleteUserTask("x").IsCompleted();

    [Fact]
    public void Goes_on_with_what_is_listed_when_the_incident_of_its_condition_is_resolved() =>
        Scenario.Start(Listed("Sequential", "=[&quot;x&quot;,&quot;y&quot;]", "<completionCondition>=enough</completionCondition>"))
            .CompleteUserTask("x").WaitsAt("sub").HasIncident("enough").SetVariables(("enough", false)).ResolveIncident()
            .WaitsAt("y").SetVariables(("enough", true)).CompleteUserTask("y").IsCompleted();

    [Fact]
    public void Says_once_that_its_condition_failed_and_asks_it_again_when_that_is_resolved()
    {
        var scenario = Scenario.Start(Listed("Parallel", "=[&quot;x&quot;,&quot;y&quot;]", "<completionCondition>=enough</completionCondition>"))
            .CompleteUserTask("x").WaitsAt("y").HasIncident("enough");

        Assert.Single(scenario.Instance.Incidents);
        scenario.SetVariables(("enough", true)).ResolveIncident().IsCompleted();
    }

    [Fact]
    public void Does_not_complete_when_the_condition_of_what_starts_by_itself_fails() =>
        Scenario.Start(Bpmn.Process(
                "start -> sub -> end",
                """
                <startEvent id="start"/><adHocSubProcess id="sub"><scriptTask id="first" scriptFormat="feel" camunda:resultVariable="done"><script>true</script></scriptTask>
                <completionCondition>${enough}</completionCondition></adHocSubProcess><endEvent id="end"/>
                """))
            .WaitsAt("sub").HasIncident("enough").SetVariables(("enough", true)).ResolveIncident().IsCompleted();

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
