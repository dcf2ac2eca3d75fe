using Bpm.Engine.Tests.Support;
using Bpm.Model;

namespace Bpm.Engine.Tests.Behaviors;

/// <summary>What a connector did while its instance was suspended is kept, and the instance goes on from there afterwards.</summary>
public sealed class SuspendedConnectorTests
{
    const string Work = """<startEvent id="start"/><serviceTask id="pay" camunda:type="external" camunda:topic="pay"/><userTask id="check"/><endEvent id="end"/>""";

    static readonly ProcessDefinition Line = Bpmn.Process("start -> pay -> check -> end", Work);

    static readonly ProcessDefinition Caught = Bpmn.Process("start -> pay -> check -> end; refused -> mend -> end2",
        Work + """<boundaryEvent id="refused" attachedToRef="pay"><errorEventDefinition/></boundaryEvent><userTask id="mend"/><endEvent id="end2"/>""");

    static readonly ProcessDefinition Heard = Bpmn.Process("start -> check -> end", """
        <startEvent id="start"/><endEvent id="end"/>
        <userTask id="check"><extensionElements><camunda:executionListener event="start" class="one"/><camunda:executionListener event="start" class="two"/></extensionElements></userTask>
        """, """<extensionElements><camunda:executionListener event="end" class="archive"/></extensionElements>""");

    [Fact]
    public void A_job_that_was_done_gives_its_variables_at_once_and_moves_nothing()
    {
        var scenario = Completed(Suspended(Scenario.Start(Line)), "pay", ("receipt", 7)).WaitsAt("pay").HasVariable("receipt", 7);

        var left = Assert.Single(scenario.Instance.Jobs.Values);
        Assert.Equal(JobKind.Continuation, left.Kind);
        scenario.Refuses(new ExecuteJob(left.Key) { At = scenario.Now }, RejectionKind.Suspended);
        Activated(scenario).ContinueJob("pay").WaitsAt("check").CompleteUserTask("check").IsCompleted();
    }

    [Fact]
    public void An_error_is_caught_and_what_it_leads_to_waits()
    {
        var scenario = Suspended(Scenario.Start(Caught));
        scenario.Accept(new ThrowJobError(scenario.JobAt("pay").Key, "REFUSED", null, VariableSet.Empty) { At = scenario.Now, HasHappened = true }).WaitsAt("refused");

        Activated(scenario).ContinueJob("refused").WaitsAt("mend");
    }

    [Fact]
    public void An_error_for_the_caller_ends_the_instance()
    {
        var scenario = new Scenario(Line);
        scenario.Accept(new StartProcessInstance(VariableSet.Empty, CallerKey: 9) { At = scenario.Now });

        Suspended(scenario).Accept(new ThrowJobError(scenario.JobAt("pay").Key, "REFUSED", null, VariableSet.Empty) { At = scenario.Now, HasHappened = true }).IsCompleted();

        Assert.Equal(CallAnswer.Error, Assert.Single(scenario.History.OfType<CallAnswered>()).Answer);
        Assert.Single(scenario.History.OfType<ProcessInstanceActivated>());
    }

    [Fact]
    public void A_failed_attempt_counts()
    {
        var scenario = Suspended(Scenario.Start(Line));

        scenario.Accept(new FailJob(scenario.JobAt("pay").Key, "no answer", 0) { At = scenario.Now, HasHappened = true }).HasIncident("no answer");

        Activated(scenario.ResolveIncident()).CompleteJob("pay").WaitsAt("check");
    }

    [Fact]
    public void A_listener_that_was_called_is_not_called_again()
    {
        var scenario = Completed(Suspended(Scenario.Start(Heard)), "check");
        Assert.Equal(JobKind.Continuation, Assert.Single(scenario.Instance.Jobs.Values).Kind);

        Activated(scenario).ContinueJob("check");
        Assert.Equal("two", scenario.JobAt("check").Type);
        Activated(Completed(Suspended(scenario), "check")).ContinueJob("check").CompleteUserTask("check");
        Assert.Equal("archive", scenario.JobAt("end").Type);
        Activated(Completed(Suspended(scenario), "end", ("place", "A-7"))).ContinueJob("end").IsCompleted().HasVariable("place", "A-7");
    }

    static Scenario Completed(Scenario scenario, string element, params (string, object?)[] variables) => scenario.Accept(
        new CompleteJob(scenario.JobAt(element).Key, Scenario.Variables(variables)) { At = scenario.Now, HasHappened = true });

    static Scenario Suspended(Scenario scenario) => scenario.Accept(new SuspendProcessInstance(null) { At = scenario.Now, Actor = "olga" });

    static Scenario Activated(Scenario scenario) => scenario.Accept(new ActivateProcessInstance { At = scenario.Now, Actor = "olga" });
}
