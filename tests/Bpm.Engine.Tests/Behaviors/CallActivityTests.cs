using Bpm.Engine.Tests.Support;

namespace Bpm.Engine.Tests.Behaviors;

public sealed class CallActivityTests
{
    const long Caller = 42L << InstanceKey.Bits;

    [Fact]
    public void A_called_instance_that_a_person_cancels_tells_its_caller() =>
        Assert.Equal(CallAnswer.Cancelled, Called().Accept(new CancelProcessInstance("mistaken") { At = default, Actor = "olga" }).History.OfType<CallAnswered>().Single().Answer);

    [Fact]
    public void A_called_instance_that_ends_with_its_caller_tells_nobody() =>
        Assert.Empty(Called().Accept(new CancelProcessInstance("The call activity has ended.") { At = default }).History.OfType<CallAnswered>());

    [Fact]
    public void Calls_again_when_the_incident_of_a_cancelled_call_is_resolved()
    {
        var calling = Scenario.Start(Bpmn.Process("start -> call -> end", """<startEvent id="start"/><callActivity id="call" calledElement="other"/><endEvent id="end"/>"""));
        var call = calling.Instance.Elements.Values.Single();

        calling.Accept(new AnswerCall(call.Key, CallAnswer.Cancelled, null, "mistaken", VariableSet.Empty) { At = calling.Now })
            .HasIncident("cancelled (mistaken)").WaitsAt("call").ResolveIncident();

        Assert.Equal(2, calling.History.OfType<ProcessCalled>().Count());
    }

    [Fact]
    public void Does_not_call_again_when_an_incident_of_a_timer_on_its_edge_is_resolved()
    {
        var calling = Scenario.Start(Bpmn.Process("start -> call -> end; edge -> late",
            """
            <startEvent id="start"/><callActivity id="call" calledElement="other"/><endEvent id="end"/><endEvent id="late"/>
            <boundaryEvent id="edge" attachedToRef="call" cancelActivity="false"><timerEventDefinition><timeCycle>R/P5000Y</timeCycle></timerEventDefinition></boundaryEvent>
            """));
        var job = calling.Instance.Jobs.Values.Single();

        calling.Accept(new ExecuteJob(job.Key) { At = job.DueAt!.Value }).HasIncident("calendar").ResolveIncident().WaitsAt("call");

        Assert.Single(calling.History.OfType<ProcessCalled>());
    }

    [Fact]
    public void Calls_again_when_the_mappings_of_the_second_call_failed_and_are_mended()
    {
        var calling = Scenario.Start(Bpmn.Process("start -> call -> end",
            """<startEvent id="start"/><callActivity id="call" calledElement="${process}"/><endEvent id="end"/>"""), ("process", "other"));
        var call = calling.Instance.Elements.Values.Single();

        calling.SetVariables(("process", "")).Accept(new FailCall(call.Key, "no such process") { At = calling.Now })
            .ResolveIncident().HasIncident("Expected the id of a process")
            .SetVariables(("process", "another")).ResolveIncident();

        Assert.Equal(["other", "another"], calling.History.OfType<ProcessCalled>().Select(c => c.CalledElement));
    }

    [Theory]
    [InlineData(CallActivityBehavior.MostCalls - 1, 1)]
    [InlineData(CallActivityBehavior.MostCalls, 0)]
    public void Calls_inside_each_other_have_an_end(int depth, int calls)
    {
        var scenario = new Scenario(Bpmn.Process("start -> call -> end", """<startEvent id="start"/><callActivity id="call" calledElement="p"/><endEvent id="end"/>"""));

        scenario.Accept(new StartProcessInstance(VariableSet.Empty, null, null, Caller) { CallDepth = depth, At = scenario.Now });

        Assert.Equal(calls, scenario.History.OfType<ProcessCalled>().Count());
        Assert.Equal(1 - calls, scenario.Instance.Incidents.Values.Count(i => i.Message.Contains("'p' calls 'p'", StringComparison.Ordinal)));
    }

    static Scenario Called()
    {
        var called = new Scenario(Bpmn.Process("start -> work -> end", """<startEvent id="start"/><userTask id="work"/><endEvent id="end"/>"""));
        return called.Accept(new StartProcessInstance(VariableSet.Empty, null, null, Caller) { At = called.Now });
    }
}
