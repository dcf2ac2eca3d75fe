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
    public void Only_the_listener_that_failed_is_tried_again()
    {
        var process = Bpmn.Process("start -> check -> end", Check("""
            <camunda:executionListener event="start"><camunda:script scriptFormat="feel">n = n + 1</camunda:script></camunda:executionListener>
            <camunda:executionListener event="start"><camunda:script scriptFormat="feel">c = if a = 1 then function(x) x else a</camunda:script></camunda:executionListener>
            <camunda:executionListener event="end"><camunda:script scriptFormat="feel">n = n + 10</camunda:script></camunda:executionListener>
            <camunda:executionListener event="end"><camunda:script scriptFormat="feel">d = if b = 1 then function(x) x else b</camunda:script></camunda:executionListener>
            """));

        Scenario.Start(process, ("a", 1), ("b", 1), ("n", 0)).HasIncident("a listener of 'check'").SetVariables(("a", 2)).ResolveIncident().HasVariable("n", 1)
            .CompleteUserTask("check").HasIncident("a listener of 'check'").SetVariables(("b", 2)).ResolveIncident().IsCompleted().HasVariable("n", 11).HasVariable("d", 2);
    }

    [Fact]
    public void A_condition_that_failed_is_asked_again_and_the_end_listeners_are_not_called_again()
    {
        var process = Bpmn.Process("start -> check; check -[go]-> end; check -default-> other", Check("""
            <camunda:executionListener event="end"><camunda:script scriptFormat="feel">n = n + 1</camunda:script></camunda:executionListener>
            """) + """<endEvent id="other"/>""");

        Scenario.Start(process, ("go", "maybe"), ("n", 0)).CompleteUserTask("check").HasIncident("check-end").SetVariables(("go", true)).ResolveIncident()
            .IsCompleted().HasVariable("n", 1);
    }

    [Fact]
    public void A_timeout_calls_its_listener_as_often_as_it_says_and_the_task_goes_on()
    {
        var process = Bpmn.Process("start -> check -> end", Check("""
            <camunda:taskListener event="timeout" id="t"><timerEventDefinition><timeCycle>R2/PT1H</timeCycle></timerEventDefinition><camunda:script scriptFormat="feel">n = n + 1</camunda:script></camunda:taskListener>
            <camunda:taskListener event="timeout" id="u" class="remind"><timerEventDefinition><timeDuration>PT30M</timeDuration></timerEventDefinition></camunda:taskListener>
            """));

        var scenario = Scenario.Start(process, ("n", 0)).Advance(TimeSpan.FromHours(5)).HasVariable("n", 2).WaitsAt("check");
        Assert.Equal("remind", Assert.Single(scenario.Instance.Jobs.Values).Type);
        scenario.CompleteJob("check").WaitsAt("check").CompleteUserTask("check").IsCompleted();
    }

    [Fact]
    public void The_process_ends_when_the_listeners_of_its_end_are_done()
    {
        var process = Bpmn.Process("start -> end", """<startEvent id="start"/><endEvent id="end"/>""",
            """<extensionElements><camunda:executionListener event="end"><camunda:script scriptFormat="feel">c = if a = 1 then function(x) x else a</camunda:script></camunda:executionListener><camunda:executionListener event="end" class="archive"/></extensionElements>""");

        var scenario = Scenario.Start(process, ("a", 1)).HasIncident("the process's end").SetVariables(("a", 2)).ResolveIncident().HasVariable("c", 2);
        Assert.Equal("archive", scenario.JobAt("end").Type);
        scenario.FailJob("end", 0).HasIncident("closed").ResolveIncident().CompleteJob("end", ("b", 3)).IsCompleted().HasVariable("b", 3);
    }

    [Fact]
    public void An_event_that_has_come_is_not_waited_for_again_because_of_a_listener()
    {
        var process = Bpmn.Process("start -> gate; gate -> got; got -> check; check -> end; gate -> later; later -> end", """
            <startEvent id="start"/><eventBasedGateway id="gate"/><userTask id="check"/><endEvent id="end"/>
            <intermediateCatchEvent id="got" camunda:asyncAfter="true"><extensionElements><camunda:executionListener event="start" class="prepare"/></extensionElements><messageEventDefinition messageRef="M"/></intermediateCatchEvent>
            <intermediateCatchEvent id="later"><timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition></intermediateCatchEvent>
            """);

        var scenario = Scenario.Start(process);
        scenario.Accept(new DeliverMessage(scenario.Instance.Subscriptions.Values.Single().Key, VariableSet.Empty) { At = scenario.Now }).ContinueJob("got");
        Assert.Equal("prepare", scenario.JobAt("got").Type);
        scenario.CompleteJob("got").WaitsAt("check");
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
