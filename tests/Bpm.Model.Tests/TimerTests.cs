namespace Bpm.Model.Tests;

public sealed class TimerTests
{
    static string Timer(Dialect dialect, string definition) => Bpmn.Definitions(dialect,
        $"<bpmn:process id=\"p\" isExecutable=\"true\"><bpmn:startEvent id=\"start\"><bpmn:timerEventDefinition>{definition}</bpmn:timerEventDefinition></bpmn:startEvent></bpmn:process>");

    static string Catch(string definition) => Bpmn.Process(Dialect.Camunda7,
        $"<bpmn:intermediateCatchEvent id=\"x\"><bpmn:timerEventDefinition>{definition}</bpmn:timerEventDefinition></bpmn:intermediateCatchEvent>");

    [Theory]
    [InlineData("timeDate", "2030-01-31T12:00:00Z", TimerKind.Date)]
    [InlineData("timeDate", "2030-01-31T12:00:00.125+02:00", TimerKind.Date)]
    [InlineData("timeDate", "2030-01-31T12:00", TimerKind.Date)]
    [InlineData("timeDate", "2030-01-31", TimerKind.Date)]
    [InlineData("timeDuration", "PT4H", TimerKind.Duration)]
    [InlineData("timeDuration", " P1Y2M3W4DT5H6M7.5S ", TimerKind.Duration)]
    [InlineData("timeCycle", "R/PT1H", TimerKind.Cycle)]
    [InlineData("timeCycle", "R3/P1M", TimerKind.Cycle)]
    [InlineData("timeCycle", "R3/2030-01-31T12:00:00Z/P1D", TimerKind.Cycle)]
    public void Reads_iso_8601_texts(string element, string text, TimerKind kind)
    {
        var start = Bpmn.Read(Timer(Dialect.Plain, $"<bpmn:{element}>{text}</bpmn:{element}>")).Node<StartEvent>("start");

        var timer = Assert.IsType<TimerEventDefinition>(start.Definition);
        Assert.Equal(kind, timer.Kind);
        Assert.Equal(text.Trim(), timer.Expression.Text());
    }

    [Theory]
    [InlineData("timeDate", "tomorrow", "timer-text")]
    [InlineData("timeDate", "2030-02-31T12:00:00Z", "timer-text")]
    [InlineData("timeDate", "31.01.2030", "timer-text")]
    [InlineData("timeDate", "PT4H", "timer-text")]
    [InlineData("timeDuration", "4h", "timer-text")]
    [InlineData("timeDuration", "P", "timer-text")]
    [InlineData("timeDuration", "PT", "timer-text")]
    [InlineData("timeDuration", "P1H", "timer-text")]
    [InlineData("timeDuration", "P999999999D", "timer-text")]
    [InlineData("timeDuration", "PT999999999H", "timer-text")]
    [InlineData("timeDuration", "P9999Y", "timer-text")]
    [InlineData("timeCycle", "R/P999999999W", "timer-text")]
    [InlineData("timeCycle", "R/P9999Y", "timer-text")]
    [InlineData("timeCycle", "R/2030-01-31T12:00:00Z/P9999Y", "timer-text")]
    [InlineData("timeCycle", "PT1H", "timer-text")]
    [InlineData("timeCycle", "R3/PT0S", "timer-text")]
    [InlineData("timeCycle", "R3/someday/P1D", "timer-text")]
    [InlineData("timeCycle", "0 0 8 LW * ?", "timer-cron")]
    [InlineData("timeCycle", "@never", "timer-cron")]
    [InlineData("timeCycle", "", "timer-definition")]
    public void Refuses_other_texts_at_their_place(string element, string text, string code)
    {
        var xml = Timer(Dialect.Camunda7, $"\n  <bpmn:{element}>{text}</bpmn:{element}>");

        var error = Bpmn.Read(xml).Error(code);

        Assert.Equal("start", error.ElementId);
        Assert.Equal(2 + 1, error.Location.Line);
        if (text.Length > 0)
        {
            Assert.Equal(Bpmn.Place(xml, text + "</bpmn"), error.Location);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("<bpmn:timeDate>2030-01-31</bpmn:timeDate><bpmn:timeDuration>PT1H</bpmn:timeDuration>")]
    public void Refuses_none_or_several_times(string definition)
    {
        Bpmn.Read(Timer(Dialect.Plain, definition)).Error("timer-definition");
    }

    [Theory]
    [InlineData(Dialect.Camunda7, "${wait}")]
    [InlineData(Dialect.Camunda8, "=wait")]
    [InlineData(Dialect.Plain, "=wait")]
    public void Leaves_expressions_to_their_evaluation(Dialect dialect, string expression)
    {
        var start = Bpmn.Read(Timer(dialect, $"<bpmn:timeDuration>{expression}</bpmn:timeDuration>")).Node<StartEvent>("start");

        Assert.False(Assert.IsType<TimerEventDefinition>(start.Definition).Expression.IsStatic);
    }

    [Fact]
    public void A_cycle_on_an_intermediate_event_counts_once()
    {
        Assert.Equal(Severity.Warning, Assert.Single(Bpmn.Read(Catch("<bpmn:timeCycle>R3/PT1H</bpmn:timeCycle>")).Diagnostics, d => d.Code == "timer-cycle").Severity);
    }
}
