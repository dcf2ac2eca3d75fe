using Bpm.Engine.Tests.Support;

namespace Bpm.Engine.Tests.Behaviors;

public sealed class ListenerTests
{
    [Fact]
    public void A_start_listener_that_is_a_class_holds_the_element_up_until_its_job_is_done()
    {
        var process = Bpmn.Process("start -> check -> end", Check("""<camunda:executionListener event="start" class="com.acme.Prepare"/>"""));

        var scenario = Scenario.Start(process);
        Assert.Equal("com.acme.Prepare", scenario.JobAt("check").Type);
        Assert.Empty(scenario.Instance.UserTasks);

        scenario.CompleteJob("check", ("amount", 5)).HasVariable("amount", 5);
        Assert.Single(scenario.Instance.UserTasks);
        scenario.CompleteUserTask("check").IsCompleted();
    }

    [Fact]
    public void An_end_listener_runs_when_the_work_is_done_and_before_the_element_leaves()
    {
        var process = Bpmn.Process("start -> check -> end",
            Check("""<camunda:executionListener event="end" delegateExpression="${archive}"/><camunda:executionListener event="end" class="second"/>"""));

        var scenario = Scenario.Start(process).CompleteUserTask("check").WaitsAt("check");
        Assert.Equal("archive", scenario.JobAt("check").Type);
        scenario.CompleteJob("check");
        Assert.Equal("second", scenario.JobAt("check").Type);
        scenario.CompleteJob("check").IsCompleted();
    }

    [Fact]
    public void Expressions_and_scripts_are_evaluated_in_place_in_their_order()
    {
        var process = Bpmn.Process("start -> check -> end", Check("""
            <camunda:executionListener event="start" expression="${execution.setVariable('a', 1)}"/>
            <camunda:executionListener event="start"><camunda:script scriptFormat="feel">b = a + 1</camunda:script></camunda:executionListener>
            <camunda:taskListener event="complete" expression="${task.setVariable(&quot;c&quot;, b + 1)}"/>
            """));

        Scenario.Start(process).HasVariable("a", 1).HasVariable("b", 2).CompleteUserTask("check").IsCompleted().HasVariable("c", 3);
    }

    [Fact]
    public void A_task_listener_hears_of_every_new_assignee()
    {
        var process = Bpmn.Process("start -> check -> end",
            Check("""<camunda:taskListener event="assignment"><camunda:script scriptFormat="feel">claims = (if claims = null then 0 else claims) + 1</camunda:script></camunda:taskListener>"""));

        var scenario = Scenario.Start(process, ("claims", 0));
        scenario.Send(task => new ClaimUserTask(task.Key, "anna") { At = scenario.Now }, "check").HasVariable("claims", 1)
            .Send(task => new AssignUserTask(task.Key, "ben", "on leave") { At = scenario.Now }, "check").HasVariable("claims", 2).CompleteUserTask("check").IsCompleted();
    }

    [Fact]
    public void A_flow_s_listener_is_evaluated_when_the_flow_is_taken()
    {
        var process = Bpmn.Process("", """
            <startEvent id="start"/><exclusiveGateway id="g"/><endEvent id="end"/><sequenceFlow id="f1" sourceRef="start" targetRef="g"/>
            <sequenceFlow id="f2" sourceRef="g" targetRef="end"><extensionElements><camunda:executionListener event="take" expression="${execution.setVariable('way', 'f2')}"/></extensionElements></sequenceFlow>
            """);

        Scenario.Start(process).IsCompleted().HasVariable("way", "f2");
    }

    [Fact]
    public void The_process_s_own_start_listener_comes_first()
    {
        var process = Bpmn.Process("", """
            <startEvent id="start"><extensionElements><camunda:executionListener event="start" class="begin"/></extensionElements></startEvent>
            <endEvent id="end"/><sequenceFlow id="f1" sourceRef="start" targetRef="end"/>
            """, """<extensionElements><camunda:executionListener event="start" class="audit"/></extensionElements>""");

        var scenario = Scenario.Start(process);
        Assert.Equal("audit", scenario.JobAt("start").Type);
        scenario.CompleteJob("start");
        Assert.Equal("begin", scenario.JobAt("start").Type);
        scenario.CompleteJob("start").IsCompleted();
    }

    [Fact]
    public void A_failed_expression_is_an_incident_and_is_tried_again()
    {
        var process = Bpmn.Process("start -> check -> end", Check("""<camunda:executionListener event="end"><camunda:script scriptFormat="feel">c = if a = 1 then function(x) x else a</camunda:script></camunda:executionListener>"""));

        Scenario.Start(process, ("a", 1)).CompleteUserTask("check").HasIncident("a listener of 'check'").SetVariables(("a", 2)).ResolveIncident().IsCompleted().HasVariable("c", 2);
    }

    [Fact]
    public void A_listener_s_job_that_fails_is_an_incident_of_its_element()
    {
        var process = Bpmn.Process("start -> check -> end", Check("""<camunda:executionListener event="start" class="com.acme.Prepare"/>"""));

        Scenario.Start(process).FailJob("check", 0).HasIncident("the ledger is closed").ResolveIncident().CompleteJob("check").WaitsAt("check")
            .CompleteUserTask("check").IsCompleted();
    }

    [Fact]
    public void Each_instance_of_a_loop_calls_the_listeners()
    {
        var process = Bpmn.Process("start -> check -> end", """
            <startEvent id="start"/><endEvent id="end"/>
            <manualTask id="check"><extensionElements><camunda:executionListener event="end"><camunda:script scriptFormat="feel">n = n + 1</camunda:script></camunda:executionListener></extensionElements>
            <multiInstanceLoopCharacteristics isSequential="true"><loopCardinality>3</loopCardinality></multiInstanceLoopCharacteristics></manualTask>
            """);

        Scenario.Start(process, ("n", 0)).IsCompleted().HasVariable("n", 3);
    }

    static string Check(string listeners) =>
        $"""<startEvent id="start"/><userTask id="check"><extensionElements>{listeners}</extensionElements></userTask><endEvent id="end"/>""";
}
