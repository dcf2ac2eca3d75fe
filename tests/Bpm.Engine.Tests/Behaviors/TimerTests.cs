using Bpm.Engine.Tests.Support;

namespace Bpm.Engine.Tests.Behaviors;

public sealed class TimerTests
{
    static Bpm.Model.ProcessDefinition WithBoundary(string definition, bool interrupting) => Bpmn.Process(
        "start -> work -> end; edge -> late -> end2",
        $"""<startEvent id="start"/><userTask id="work"/><boundaryEvent id="edge" attachedToRef="work" cancelActivity="{(interrupting ? "true" : "false")}"><timerEventDefinition>{definition}</timerEventDefinition></boundaryEvent><userTask id="late"/><endEvent id="end"/><endEvent id="end2"/>""");

    [Fact]
    public void Interrupting_timer_cancels_the_user_task() =>
        Scenario.Start(WithBoundary("<timeDuration>PT1H</timeDuration>", interrupting: true))
            .Advance(TimeSpan.FromMinutes(59)).WaitsAt("work")
            .Advance(TimeSpan.FromMinutes(1)).WaitsAt("late").CompleteUserTask("late").IsCompleted();

    [Fact]
    public void Non_interrupting_timer_leaves_the_task_active() =>
        Scenario.Start(WithBoundary("<timeDuration>PT1H</timeDuration>", interrupting: false))
            .Advance(TimeSpan.FromHours(2)).WaitsAt("late", "work")
            .CompleteUserTask("work").WaitsAt("late").CompleteUserTask("late").IsCompleted();

    [Fact]
    public void A_cycle_fires_as_often_as_it_says() =>
        Scenario.Start(WithBoundary("<timeCycle>R3/PT10M</timeCycle>", interrupting: false))
            .Advance(TimeSpan.FromMinutes(25)).WaitsAt("late", "late", "work")
            .Advance(TimeSpan.FromHours(5)).WaitsAt("late", "late", "late", "work");

    [Theory]
    [InlineData("R/PT1H", 24 * 60 + 30, 25 * 60, -1)]
    [InlineData("R/P1D", 36 * 60, 48 * 60, -1)]
    [InlineData("R5/PT1H", 3 * 60 + 30, 4 * 60, 1)]
    [InlineData("R/PT1H", 60, 2 * 60, -1)]
    [InlineData("R/PT1H", 2 * 60, 2 * 60, -1)]
    public void A_cycle_fires_once_for_what_it_missed_and_goes_on_from_its_grid(string cycle, int firedAfter, int nextAfter, int repeatsLeft)
    {
        var scenario = Scenario.Start(WithBoundary($"<timeCycle>{cycle}</timeCycle>", interrupting: false));

        scenario.Accept(new ExecuteJob(scenario.JobAt("edge").Key) { At = scenario.Now.AddMinutes(firedAfter) }).WaitsAt("late", "work");

        Assert.Equal(scenario.Now.AddMinutes(nextAfter), scenario.JobAt("edge").DueAt);
        Assert.Equal(repeatsLeft, scenario.JobAt("edge").RepeatsLeft);
    }

    [Fact]
    public void A_cycle_that_missed_all_its_firings_fires_once_and_is_over()
    {
        var scenario = Scenario.Start(WithBoundary("<timeCycle>R3/PT1H</timeCycle>", interrupting: false));

        scenario.Accept(new ExecuteJob(scenario.JobAt("edge").Key) { At = scenario.Now.AddDays(1) }).WaitsAt("late", "work");

        Assert.Empty(scenario.Instance.Jobs);
        Assert.Empty(scenario.Instance.Incidents);
    }

    [Fact]
    public void A_cycle_that_is_tried_again_keeps_its_grid()
    {
        var scenario = Scenario.Start(WithBoundary("<timeCycle>R/PT1H</timeCycle>", interrupting: false));
        var (key, start) = (scenario.JobAt("edge").Key, scenario.Now);

        scenario.Accept(new FailJob(key, "the disk is full", 1, start.AddMinutes(70)) { At = start.AddMinutes(60) })
            .Accept(new FailJob(key, "the disk is full", 0) { At = start.AddMinutes(70) }).ResolveIncident()
            .Accept(new ExecuteJob(key) { At = start.AddMinutes(80) }).WaitsAt("late", "work");

        Assert.Equal(start.AddHours(2), scenario.JobAt("edge").DueAt);
    }

    [Fact]
    public void A_timer_dies_with_its_activity()
    {
        var scenario = Scenario.Start(WithBoundary("<timeDuration>PT1H</timeDuration>", interrupting: true)).CompleteUserTask("work");

        scenario.IsCompleted();
    }

    [Fact]
    public void An_intermediate_timer_waits_until_it_is_due()
    {
        var process = Bpmn.Process("start -> wait -> end",
            """<startEvent id="start"/><intermediateCatchEvent id="wait"><timerEventDefinition><timeDuration>${delay}</timeDuration></timerEventDefinition></intermediateCatchEvent><endEvent id="end"/>""");

        Scenario.Start(process, ("delay", "P1D")).WaitsAt("wait").Advance(TimeSpan.FromHours(24)).IsCompleted();
    }

    [Fact]
    public void A_timer_without_a_time_is_an_incident_that_can_be_mended()
    {
        var process = Bpmn.Process("start -> wait -> end",
            """<startEvent id="start"/><intermediateCatchEvent id="wait"><timerEventDefinition><timeDate>${when}</timeDate></timerEventDefinition></intermediateCatchEvent><endEvent id="end"/>""");

        Scenario.Start(process, ("when", "tomorrow")).HasIncident("ISO 8601")
            .SetVariables(("when", "2026-01-06T09:00:00Z")).ResolveIncident().WaitsAt("wait")
            .Advance(TimeSpan.FromDays(1)).IsCompleted();
    }

    [Theory]
    [InlineData("R/P9999Y")]
    [InlineData("R/2030-01-31T12:00:00Z/P9999Y")]
    [InlineData("R/P999999999D")]
    public void A_cycle_that_leaves_the_calendar_is_an_incident_that_can_be_mended(string cycle) =>
        Scenario.Start(WithBoundary("<timeCycle>${cycle}</timeCycle>", interrupting: false), ("cycle", cycle)).HasIncident("ISO 8601 cycle")
            .SetVariables(("cycle", "R/PT1H")).ResolveIncident().WaitsAt("work");

    [Fact]
    public void A_cycle_whose_next_time_the_calendar_lacks_has_fired_for_the_last_time()
    {
        var scenario = Scenario.Start(WithBoundary("<timeCycle>${cycle}</timeCycle>", interrupting: false), ("cycle", "R/P5000Y"));

        scenario.Accept(new ExecuteJob(scenario.JobAt("edge").Key) { At = scenario.Now }).HasIncident("for the last time").WaitsAt("late", "work");

        Assert.Empty(scenario.Instance.Jobs);
    }
}
