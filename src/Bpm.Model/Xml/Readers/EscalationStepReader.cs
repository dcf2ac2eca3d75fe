using Bpm.Feel;

namespace Bpm.Model;

/// <summary>Reads one step of an escalation policy: when, to whom and how.</summary>
static class EscalationStepReader
{
    public static EscalationStep Read(
        int number, Dictionary<string, SourceText> properties, SourceText after, SourceElement element, ReadContext context)
    {
        var (clock, delay) = After(after.Trim(), element, context);
        var (action, code) = Action(properties.GetValueOrDefault("action")?.Trim(), properties.GetValueOrDefault("code")?.Trim(), element, context);
        return new EscalationStep
        {
            Number = number,
            Clock = clock,
            After = delay,
            Target = Target(properties.GetValueOrDefault("to")?.Trim(), element, context),
            Action = action,
            Code = code,
        };
    }

    static (EscalationClock Clock, FeelExpression After) After(SourceText text, SourceElement element, ReadContext context)
    {
        if (text.Value == "due")
        {
            return (EscalationClock.DueDate, ExpressionReader.Constant("PT0S"));
        }

        var counted = text.Value.StartsWith("due+", StringComparison.Ordinal) || text.Value.StartsWith("due-", StringComparison.Ordinal);
        var isBefore = counted && text.Value[3] == '-';
        var rest = counted ? text.From(4).Trim() : text;
        var clock = counted ? EscalationClock.DueDate : EscalationClock.Created;
        if (!isBefore && context.Expressions.IsExpression(rest.Value))
        {
            return (clock, context.Expressions.Value(rest, element.Id)!);
        }

        if (Iso8601.IsDuration(rest.Value) && !rest.Value.StartsWith('-'))
        {
            return (clock, ExpressionReader.Constant((isBefore ? "-" : "") + rest.Value));
        }

        context.Diagnostics.Error("escalation-after", text.Location, element.Id,
            $"Expected a duration such as PT4H, or due, due+PT2H or due-PT30M, but found “{text.Value}”.",
            "Write an ISO 8601 duration, counted from the task's creation or its due date.");
        return (clock, ExpressionReader.Invalid);
    }

    static EscalationTarget Target(SourceText? text, SourceElement element, ReadContext context)
    {
        switch (text?.Value.Split(':', 2))
        {
            case null or ["manager"]:
                return new EscalationTarget(EscalationTargetKind.Manager, null);
            case ["group", var group] when IsName(group, context):
                return new EscalationTarget(EscalationTargetKind.Group, group.Trim());
            case ["user", var user] when IsName(user, context):
                return new EscalationTarget(EscalationTargetKind.User, user.Trim());
            default:
                context.Diagnostics.Error("escalation-to", text.Location, element.Id,
                    $"Expected manager, group:… or user:…, but found “{text.Value}”.", "Write for example manager, group:sales or user:anna.");
                return new EscalationTarget(EscalationTargetKind.Manager, null);
        }
    }

    static bool IsName(string text, ReadContext context) => !string.IsNullOrWhiteSpace(text) && !context.Expressions.IsExpression(text);

    static (EscalationAction Action, string? Code) Action(SourceText? action, SourceText? code, SourceElement element, ReadContext context)
    {
        var (kind, inline) = action?.Value.Split(':', 2) switch
        {
            null or ["add-candidates"] => (EscalationAction.AddCandidates, null),
            ["notify"] => (EscalationAction.Notify, null),
            ["reassign"] => (EscalationAction.Reassign, null),
            ["raise-priority"] => (EscalationAction.RaisePriority, null),
            ["throw"] => (EscalationAction.ThrowEscalation, null),
            ["throw", var thrown] => (EscalationAction.ThrowEscalation, thrown.Trim()),
            _ => ((EscalationAction?)null, (string?)null),
        };
        var given = string.IsNullOrEmpty(inline) ? code?.Value : inline;
        if (kind is null)
        {
            context.Diagnostics.Error("escalation-action", action!.Location, element.Id,
                $"Expected notify, add-candidates, reassign, raise-priority or throw:CODE, but found “{action.Value}”.", "Choose one of them.");
        }
        else if (kind == EscalationAction.ThrowEscalation && string.IsNullOrEmpty(given))
        {
            context.Diagnostics.Error("escalation-code", action!.Location, element.Id,
                "Expected the escalation code to throw, but there is none.", "Write throw:CODE, or add escalate-code.");
        }
        else if (code is not null && (kind != EscalationAction.ThrowEscalation || (!string.IsNullOrEmpty(inline) && inline != code.Value)))
        {
            context.Diagnostics.Error("escalation-code", code.Location, element.Id,
                "Expected escalate-code only beside escalate-action throw, once, but it stands beside another action or code.", "Remove one of the two.");
        }

        return (kind ?? EscalationAction.AddCandidates, kind == EscalationAction.ThrowEscalation ? given : null);
    }
}
