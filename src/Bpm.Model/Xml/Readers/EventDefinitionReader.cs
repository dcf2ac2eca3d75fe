using System.Collections.Immutable;

namespace Bpm.Model;

/// <summary>Reads what an event waits for or throws: definitions inside it, and reusable ones that it refers to.</summary>
static class EventDefinitionReader
{
    const string Camunda = Namespaces.Camunda;

    public static ImmutableArray<EventDefinition> ReadAll(SourceElement @event, ReadContext context)
    {
        var definitions = Definitions(@event, context).ToList();
        if (definitions.Count == 0 && @event.Name is "intermediateCatchEvent" or "boundaryEvent" && !@event.Bpmn("eventDefinitionRef").Any())
        {
            context.Diagnostics.Error("missing-event-definition", @event.Location, @event.Id,
                "Expected an event definition that says what the event waits for, but there is none.", "Make it a timer event, for example.");
        }

        return [.. definitions.Select(d => Read(d, @event, context)).OfType<EventDefinition>()];
    }

    static IEnumerable<SourceElement> Definitions(SourceElement @event, ReadContext context)
    {
        foreach (var child in @event.Children.Where(c => c.IsBpmn))
        {
            if (child.Name.EndsWith("EventDefinition", StringComparison.Ordinal))
            {
                yield return child;
            }
            else if (child.Name == "eventDefinitionRef")
            {
                if (context.Declarations.EventDefinition(child.Text?.Value) is { } shared)
                {
                    yield return shared;
                }
                else
                {
                    context.Diagnostics.Error("dangling-reference", child.Location, @event.Id,
                        $"Expected the event definition “{child.Text?.Value.Trim()}”, but the file declares none of that id.", "Declare it beside the process, or put the definition into the event.");
                }
            }
        }
    }

    /// <summary>The definition as it is meant on this element, which is the event, or an activity that throws it.</summary>
    public static EventDefinition? Read(SourceElement definition, SourceElement @event, ReadContext context) => definition.Name switch
    {
        "timerEventDefinition" => TimerReader.Read(definition, @event, context),
        "messageEventDefinition" => MessageReader.Read(definition, @event, context),
        "signalEventDefinition" => Signal(definition, @event, context),
        "conditionalEventDefinition" => Conditional(definition, @event, context),
        "errorEventDefinition" => Error(definition, @event, context),
        "escalationEventDefinition" => Escalation(definition, @event, context),
        "linkEventDefinition" => new LinkEventDefinition(definition["name"]?.Trim() ?? ""),
        "compensateEventDefinition" => new CompensateEventDefinition(
            definition["activityRef"]?.Trim() is { Length: > 0 } activity ? activity : null, definition.Is("waitForCompletion", otherwise: true)),
        "cancelEventDefinition" => new CancelEventDefinition(),
        "terminateEventDefinition" => new TerminateEventDefinition(),
        _ => null,
    };

    static SignalEventDefinition? Signal(SourceElement definition, SourceElement @event, ReadContext context)
    {
        if (UnnamedEvent.Name("signal", definition, @event, context) is { } own)
        {
            return new SignalEventDefinition(own, []);
        }

        if (Declared("signal", definition, @event, context.Declarations.Signal, context) is not { } signal)
        {
            return null;
        }

        if (context.Expressions.Value(signal.Find("name"), @event.Id) is not { } name)
        {
            context.Diagnostics.Error("missing-signal-name", signal.Location, @event.Id,
                "Expected a name on the signal, but there is none.", "Name the signal; throwers and catchers meet by this name.");
            return null;
        }

        var (passesAll, payload, _) = CallMappingReader.Read(definition, "in", context);
        return new SignalEventDefinition(name, payload, passesAll);
    }

    static ConditionalEventDefinition? Conditional(SourceElement definition, SourceElement @event, ReadContext context)
    {
        var source = definition.Bpmn("condition").FirstOrDefault()?.Text
            ?? definition.Extensions(Namespaces.Zeebe, "conditionalFilter").FirstOrDefault()?.Find("condition");
        if (source is null || source.IsEmpty)
        {
            context.Diagnostics.Error("missing-condition", definition.Location, @event.Id,
                "Expected the condition that the event waits for, but there is none.", "Write the condition, for example ${amount > 100}.");
            return null;
        }

        var filter = definition.Extensions(Namespaces.Zeebe, "conditionalFilter").FirstOrDefault();
        var variable = (definition.Find("variableName", Camunda) ?? filter?.Find("variableNames"))?.Value.Trim();
        var events = (definition.Find("variableEvents", Camunda) ?? filter?.Find("variableEvents"))?.Value;
        return new ConditionalEventDefinition(
            context.Expressions.Condition(source, @event.Id),
            string.IsNullOrEmpty(variable) ? null : variable,
            [.. events?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? []]);
    }

    static ErrorEventDefinition Error(SourceElement definition, SourceElement @event, ReadContext context)
    {
        if (definition["errorRef"]?.Trim() is { Length: > 0 } bare && context.Declarations.Error(bare) is null)
        {
            // As in Camunda 7: what is declared nowhere is taken as the code itself.
            context.Diagnostics.Warning("undeclared-error", definition.Location, @event.Id,
                $"Expected the declaration of the error “{bare}”, but the file has none; “{bare}” is taken as its code.", "Declare the error, or choose an existing one.");
            return new ErrorEventDefinition(bare);
        }

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
        var catches = @event.Name is "boundaryEvent" or "startEvent";
        if (code is not null || (declaration is null && (catches || definition[kind + "Ref"] is { Length: > 0 })))
        {
            return;
        }

        var where = declaration?.Location ?? definition.Location;
        if (!catches && declaration is null && kind == "error")
        {
            context.Diagnostics.Warning($"missing-{kind}-code", where, @event.Id,
                $"Expected a code on the {kind} that is thrown, but there is none; only events without a code catch it.", $"Reference a bpmn:{kind} with an {kind}Code.");
        }
        else if (catches)
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

    public static SourceElement? Declared(
        string kind, SourceElement definition, SourceElement @event, Func<string?, SourceElement?> find, ReadContext context)
    {
        var reference = definition.Find(kind + "Ref");
        var declared = find(reference?.Value);
        if (declared is null && reference is { IsEmpty: false })
        {
            context.Diagnostics.Error("dangling-reference", reference.Location, @event.Id,
                $"Expected the declaration of the {kind} “{reference.Value}”, but the file has none.", $"Declare the {kind}, or choose an existing one.");
        }
        else if (declared is null && kind is "message" or "signal")
        {
            context.Diagnostics.Error($"missing-{kind}", definition.Location, @event.Id,
                $"Expected the {kind} that the event waits for or throws, but it references none.", $"Choose or create the {kind}.");
        }

        return declared;
    }
}
