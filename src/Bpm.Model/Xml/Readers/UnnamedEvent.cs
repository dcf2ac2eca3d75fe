using Bpm.Feel;

namespace Bpm.Model;

/// <summary>
/// In a plain drawing an event need not say which message or signal it means (BPMN 2.0.2, tables 10.89 and 10.97: the references are
/// optional). It is then called as the event is, so that the process can be run as drawn.
/// </summary>
static class UnnamedEvent
{
    public static FeelExpression? Name(string kind, SourceElement definition, SourceElement @event, ReadContext context)
    {
        if (context.Dialect != Dialect.Plain || definition.Find(kind + "Ref") is { IsEmpty: false })
        {
            return null;
        }

        var name = @event["name"]?.Trim() is { Length: > 0 } drawn ? string.Join(' ', drawn.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)) : @event.Id ?? "";
        context.Diagnostics.Warning($"missing-{kind}", definition.Location, @event.Id,
            $"Expected the {kind} that the event waits for or throws, but it references none; the {kind} is taken to be called “{name}”.", $"Declare the {kind} and choose it in the event.");
        return ExpressionReader.Constant(name);
    }
}
