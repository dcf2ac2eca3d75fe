using Bpm.Engine.Tests.Support;
using Bpm.Feel;

namespace Bpm.Engine.Tests.Behaviors;

public sealed class CallAnswerTests
{
    static readonly Bpm.Model.ProcessDefinition Calling = Bpmn.Process("start -> call -> end", """
        <startEvent id="start"/><endEvent id="end"/>
        <callActivity id="call" calledElement="other"><extensionElements><camunda:out sourceExpression="${surcharge}" target="total"/></extensionElements></callActivity>
        """);

    [Fact]
    public void An_answer_that_cannot_be_mapped_is_kept_and_mapped_once_the_cause_is_mended()
    {
        var scenario = Scenario.Start(Calling);
        var call = scenario.Instance.Elements.Values.Single();

        scenario.Accept(new AnswerCall(call.Key, CallAnswer.Completed, null, null, VariableSet.Of(("result", new FeelString("none")))) { At = scenario.Now });
        scenario.HasIncident("total").ResolveIncident().HasIncident("total");

        Assert.Single(scenario.History.OfType<ProcessCalled>());
        scenario.Accept(new SetVariables(call.Key, VariableSet.Of((ReservedNames.Answer, FeelContext.Of(("result", FeelContext.Of(("sum", FeelNumber.Of(2)))), ("surcharge", FeelNumber.Of(3)))))) { At = scenario.Now })
            .ResolveIncident().IsCompleted().HasVariable("total", 3);
        Assert.Single(scenario.History.OfType<ProcessCalled>());
    }

    [Fact]
    public void A_call_that_failed_is_made_again()
    {
        var scenario = Scenario.Start(Calling);
        var call = scenario.Instance.Elements.Values.Single();

        scenario.Accept(new FailCall(call.Key, "there is no such process") { At = scenario.Now }).HasIncident("no such process").ResolveIncident().WaitsAt("call");

        Assert.Equal(2, scenario.History.OfType<ProcessCalled>().Count());
    }
}
