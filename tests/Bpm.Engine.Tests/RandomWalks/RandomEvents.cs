namespace Bpm.Engine.Tests.RandomWalks;

/// <summary>Event definitions drawn at random.</summary>
sealed class RandomEvents(Random random)
{
    public const string Timer = "<timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition>";
    public const string Message = "<messageEventDefinition messageRef=\"M\"/>";
    const string Signal = "<signalEventDefinition signalRef=\"S\"/>";
    const string Condition = "<conditionalEventDefinition><condition xsi:type=\"tFormalExpression\">${choice == 2}</condition></conditionalEventDefinition>";
    const string Escalation = "<escalationEventDefinition escalationRef=\"X\"/>";
    const string Error = "<errorEventDefinition errorRef=\"E\"/>";

    public const string Several = Message + Signal + Timer;

    public string Caught() => random.Next(4) switch { 0 => Timer, 1 => Message, 2 => Signal, _ => Condition };

    public string Thrown() => random.Next(4) switch { 0 => Signal, 1 => Escalation, 2 => "<compensateEventDefinition/>", _ => "" };

    /// <summary>For a boundary event or an event subprocess; an error always interrupts.</summary>
    public (string Definition, bool MayGoOn) OnEdge() => random.Next(7) switch
    {
        0 or 1 => (Error, false),
        2 or 3 => (Escalation, true),
        _ => (Caught(), true),
    };

    /// <summary>Sometimes a listener, which sets a variable or is a job.</summary>
    public string Listeners(string moment) => random.Next(16) switch
    {
        0 => Listener("execution", "end", Sets),
        1 => Listener("execution", moment == "task" ? "start" : "end", ""),
        2 when moment == "task" => Listener("task", "delete", Sets),
        3 when moment == "task" => Listener("task", "timeout", Timer + Sets),
        4 when moment == "task" => Listener("task", "timeout", Timer),
        _ => "",
    };

    const string Sets = "<camunda:script scriptFormat=\"feel\">choice = 2</camunda:script>";

    static string Listener(string kind, string moment, string content) =>
        $"<extensionElements><camunda:{kind}Listener event=\"{moment}\"{(content.Contains("script", StringComparison.Ordinal) ? "" : " class=\"told\"")}>{content}</camunda:{kind}Listener></extensionElements>";

    public string Ending(bool inTransaction) => random.Next(inTransaction ? 12 : 10) switch
    {
        0 => Error,
        1 => Escalation,
        2 => Signal,
        3 => "<terminateEventDefinition/>",
        4 => "<compensateEventDefinition/>",
        10 or 11 => "<cancelEventDefinition/>",
        _ => "",
    };
}
