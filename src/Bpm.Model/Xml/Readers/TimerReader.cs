namespace Bpm.Model;

/// <summary>Reads timers; text that stands in the file is checked here, what an expression gives is checked when it is evaluated.</summary>
static class TimerReader
{
    static readonly Dictionary<string, TimerKind> Kinds = new()
    {
        ["timeDate"] = TimerKind.Date,
        ["timeDuration"] = TimerKind.Duration,
        ["timeCycle"] = TimerKind.Cycle,
    };

    public static TimerEventDefinition? Read(SourceElement definition, SourceElement @event, ReadContext context)
    {
        var times = definition.Children.Where(c => c.IsBpmn && Kinds.ContainsKey(c.Name)).ToList();
        if (times is not [var time])
        {
            context.Diagnostics.Error("timer-definition", definition.Location, @event.Id,
                $"Expected one of timeDate, timeDuration and timeCycle, but found {(times.Count == 0 ? "none" : string.Join(" and ", times.Select(t => t.Name)))}.",
                "Say once when the timer is due, for example with timeDuration PT4H.");
            return null;
        }

        var kind = Kinds[time.Name];
        if (time.Text is not { IsEmpty: false } source)
        {
            context.Diagnostics.Error("timer-definition", time.Location, @event.Id,
                $"Expected text in {time.Name}, but it is empty.", "Write for example PT4H, or an expression.");
            return null;
        }

        var text = source.Trim();
        CheckPlace(kind, text, @event, context);
        var expression = context.Expressions.Value(text, @event.Id)!;
        if (ExpressionReader.StaticText(expression) is { } value)
        {
            CheckText(kind, value, text, @event, context);
        }

        return new TimerEventDefinition(kind, expression);
    }

    static void CheckPlace(TimerKind kind, SourceText text, SourceElement @event, ReadContext context)
    {
        if (kind == TimerKind.Cycle && @event.Name == "intermediateCatchEvent")
        {
            context.Diagnostics.Warning("timer-cycle", text.Location, @event.Id,
                "Expected a date or duration on an intermediate event, which occurs once, but found a cycle; only its first time counts.",
                "Use timeDuration, or a non-interrupting boundary timer.");
        }
        else if (kind == TimerKind.Cycle && @event.Name == "boundaryEvent" && @event.Is("cancelActivity", otherwise: true))
        {
            context.Diagnostics.Warning("timer-cycle", text.Location, @event.Id,
                "Expected a date or duration on an interrupting timer, which occurs once, but found a cycle; only its first time counts.",
                "Use timeDuration, or make the timer non-interrupting.");
        }
    }

    static void CheckText(TimerKind kind, string value, SourceText text, SourceElement @event, ReadContext context)
    {
        var (isCorrect, expected, example) = kind switch
        {
            TimerKind.Date => (Iso8601.IsDateTime(value), "an ISO 8601 date and time", "2030-01-31T12:00:00Z"),
            TimerKind.Duration => (Iso8601.IsDuration(value), "an ISO 8601 duration", "PT4H or P2D"),
            _ => (Iso8601.IsCycle(value) || CronCycle.TryParse(value, CronDays.SundayIsZero, out _), "an ISO 8601 repeating interval or a cron text",
                "R/PT1H, R3/2030-01-31T12:00:00Z/P1D or 0 0 8 ? * MON-FRI"),
        };
        if (isCorrect)
        {
            return;
        }

        if (kind == TimerKind.Cycle && Iso8601.IsCron(value))
        {
            context.Diagnostics.Error("timer-cron", text.Location, @event.Id,
                $"Expected a cron text of second, minute, hour, day of month, month and day of week, but found “{value}”.",
                "Write for example 0 0 8 ? * MON-FRI for eight o'clock on working days; W, LW and years are not known.");
            return;
        }

        context.Diagnostics.Error("timer-text", text.Location, @event.Id, $"Expected {expected}, but found “{value}”.", $"Write for example {example}.");
    }
}
