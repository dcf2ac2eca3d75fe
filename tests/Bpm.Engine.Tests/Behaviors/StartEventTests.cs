using Bpm.Engine.Tests.Support;
using Bpm.Feel;

namespace Bpm.Engine.Tests.Behaviors;

public sealed class StartEventTests
{
    static readonly Bpm.Model.ProcessDefinition NeedsBoth = Bpmn.Process("start -> check -> end", """
        <startEvent id="start" parallelMultiple="true"><extensionElements><camunda:executionListener event="start"><camunda:script scriptFormat="feel">seen = amount</camunda:script></camunda:executionListener></extensionElements>
        <messageEventDefinition messageRef="M"/><conditionalEventDefinition><condition>${amount > 10}</condition></conditionalEventDefinition></startEvent>
        <userTask id="check"/><endEvent id="end"/>
        <subProcess id="late" triggeredByEvent="true"><startEvent id="tooLate" isInterrupting="false"><timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition></startEvent></subProcess>
        """);

    [Fact]
    public void The_process_begins_when_all_events_of_its_start_have_come()
    {
        var scenario = new Scenario(NeedsBoth).Accept(Message(5)).WaitsAt("start");
        Assert.Empty(scenario.Instance.Jobs);

        scenario.SetVariables(("amount", 12)).WaitsAt("check").HasVariable("seen", 12);
        Assert.Single(scenario.Instance.Jobs);
    }

    [Fact]
    public void A_condition_that_holds_already_is_not_waited_for() => new Scenario(NeedsBoth).Accept(Message(12)).WaitsAt("check");

    [Fact]
    public void Started_by_hand_it_begins_at_once() => new Scenario(NeedsBoth).StartAt("start", ("amount", 1)).WaitsAt("check");

    [Fact]
    public void Event_subprocesses_of_the_process_that_were_not_ready_wait_once_the_cause_is_mended()
    {
        var process = Bpmn.Process("start -> check -> end", """
            <startEvent id="start"/><userTask id="check"/><endEvent id="end"/>
            <subProcess id="late" triggeredByEvent="true"><startEvent id="tooLate" isInterrupting="false"><timerEventDefinition><timeDuration>${patience}</timeDuration></timerEventDefinition></startEvent></subProcess>
            """);

        var scenario = Scenario.Start(process).HasIncident("tooLate");
        Assert.Empty(scenario.Instance.Jobs);

        scenario.SetVariables(("patience", "PT1H")).ResolveIncident();
        Assert.Equal("tooLate", Assert.Single(scenario.Instance.Jobs.Values).ElementId);
    }

    static StartProcessInstance Message(int amount) =>
        new(VariableSet.Of(("amount", FeelNumber.Of(amount))), null, "start") { Trigger = new(StartTriggerKind.Message, "order"), At = new(2026, 1, 5, 9, 0, 0, TimeSpan.Zero) };
}
