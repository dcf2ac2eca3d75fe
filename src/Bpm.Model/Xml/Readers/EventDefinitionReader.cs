namespace Bpm.Model;

/// <summary>Reads what an event waits for or throws.</summary>
static class EventDefinitionReader
{
    const string Camunda = Namespaces.Camunda;

    public static EventDefinition? Read(SourceElement @event, ReadContext context)
    {
        var definitions = @event.Children.Where(c => c.IsBpmn && c.Name.EndsWith("EventDefinition", StringComparison.Ordinal)).ToList();
        if (definitions.Count > 1)
        {
            context.Diagnostics.Error("several-event-definitions", definitions[1].Location, @event.Id,
                $"Expected at most one event definition, but found {definitions.Count}.", "Draw one event for each of them.");
        }

        if (definitions.Count == 0 && @event.Name is "intermediateCatchEvent" or "boundaryEvent" && !@event.Bpmn("eventDefinitionRef").Any())
        {
            context.Diagnostics.Error("missing-event-definition", @event.Location, @event.Id,
                "Expected an event definition that says what the event waits for, but there is none.", "Make it a timer event, for example.");
        }

        return definitions.FirstOrDefault() is not { } definition ? null : definition.Name switch
        {
            "timerEventDefinition" => TimerReader.Read(definition, @event, context),
            "messageEventDefinition" => Message(definition, @event, context),
            "errorEventDefinition" => Error(definition, @event, context),
            "escalationEventDefinition" => Escalation(definition, @event, context),
            "terminateEventDefinition" => new TerminateEventDefinition(),
            // Every other definition is refused by the element table.
            _ => null,
        };
    }

    static MessageEventDefinition? Message(SourceElement definition, SourceElement @event, ReadContext context)
    {
        if (@event.Name != "startEvent" || Declared("message", definition, @event, context.Declarations.Message, context) is not { } message)
        {
            return null;
        }

        if (context.Static(message.Find("name"), "message name", message) is not { } name)
        {
            context.Diagnostics.Error("missing-message-name", message.Location, @event.Id,
                "Expected a name on the message, but there is none.", "Name the message; senders use this name.");
            return null;
        }

        var key = message.Extensions(Namespaces.Zeebe, "subscription").FirstOrDefault()?.Find("correlationKey");
        return new MessageEventDefinition(ExpressionReader.Constant(name), context.Expressions.Value(key, @event.Id));
    }

    static ErrorEventDefinition Error(SourceElement definition, SourceElement @event, ReadContext context)
    {
        var error = Declared("error", definition, @event, context.Declarations.Error, context);
        var code = error is null ? null : context.Static(error.Find("errorCode"), "error code", error);
        Code("error", code, error, definition, @event, context);
        return new ErrorEventDefinition(
            code,
            error?.Find("errorMessage", Camunda)?.Value ?? error?["name"],
            context.Static(definition.Find("errorCodeVariable", Camunda), "variable name", definition),
            context.Static(definition.Find("errorMessageVariable", Camunda), "variable name", definition));
    }

    static EscalationEventDefinition Escalation(SourceElement definition, SourceElement @event, ReadContext context)
    {
        var escalation = Declared("escalation", definition, @event, context.Declarations.Escalation, context);
        var code = escalation is null ? null : context.Static(escalation.Find("escalationCode"), "escalation code", escalation);
        Code("escalation", code, escalation, definition, @event, context);
        return new EscalationEventDefinition(
            code, context.Static(definition.Find("escalationCodeVariable", Camunda), "variable name", definition));
    }

    /// <summary>Throwing needs a code; catching without one is everything's catcher, which is worth a word when it was not meant.</summary>
    static void Code(string kind, string? code, SourceElement? declaration, SourceElement definition, SourceElement @event, ReadContext context)
    {
        var catches = @event.Name == "boundaryEvent";
        if (code is not null || (declaration is null && (catches || definition[kind + "Ref"] is { Length: > 0 })))
        {
            return;
        }

        var where = declaration?.Location ?? definition.Location;
        if (catches)
        {
            context.Diagnostics.Warning("catches-all", where, @event.Id,
                $"Expected a code on the {kind} that is caught, but there is none; every {kind} is caught.", $"Give the {kind} a code, or remove the reference to it.");
        }
        else
        {
            context.Diagnostics.Error($"missing-{kind}-code", where, @event.Id,
                $"Expected a code on the {kind} that is thrown, but there is none.", $"Reference a bpmn:{kind} with an {kind}Code.");
        }
    }

    static SourceElement? Declared(
        string kind, SourceElement definition, SourceElement @event, Func<string?, SourceElement?> find, ReadContext context)
    {
        var reference = definition.Find(kind + "Ref");
        var declared = find(reference?.Value);
        if (declared is null && reference is { IsEmpty: false })
        {
            context.Diagnostics.Error("dangling-reference", reference.Location, @event.Id,
                $"Expected the declaration of the {kind} “{reference.Value}”, but the file has none.", $"Declare the {kind}, or choose an existing one.");
        }
        else if (declared is null && kind == "message")
        {
            context.Diagnostics.Error("missing-message", definition.Location, @event.Id,
                "Expected the message that the event waits for, but it references none.", "Choose or create the message.");
        }

        return declared;
    }
}
