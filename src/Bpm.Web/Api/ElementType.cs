using Bpm.Model;

namespace Bpm.Web.Api;

/// <summary>Kinds of elements under the names that Camunda 7's history gives them.</summary>
static class ElementType
{
    /// <param name="role">What the activation is of its element; null when it is just that.</param>
    public static string Of(FlowNode? node, string? role = null) => (role, node) switch
    {
        ("loop", _) => "multiInstanceBody",
        // Camunda 7 has no word for it: a completed scope that is resumed to undo what was done in it.
        ("undo", Activity { IsForCompensation: false }) => "resumedScope",
        (_, null) => "unknown",
        (_, StartEvent e) => e.Definition is TimerEventDefinition ? "startTimerEvent" : Kind(e) is { } kind ? $"{kind}StartEvent" : "startEvent",
        (_, EndEvent e) => $"{Kind(e) ?? "none"}EndEvent",
        (_, BoundaryEvent { Definition: CompensateEventDefinition }) => "compensationBoundaryCatch",
        (_, BoundaryEvent { Definition: CancelEventDefinition }) => "cancelBoundaryCatch",
        (_, BoundaryEvent e) => $"boundary{Capital(Kind(e))}",
        (_, IntermediateCatchEvent { Definition: TimerEventDefinition or ConditionalEventDefinition } e) => $"intermediate{Capital(Kind(e))}",
        (_, IntermediateCatchEvent e) => $"intermediate{Capital(Kind(e))}Catch",
        (_, IntermediateThrowEvent { Definition: SignalEventDefinition }) => "intermediateSignalThrow",
        (_, IntermediateThrowEvent e) => $"intermediate{Capital(Kind(e) ?? "none")}{(e.Definition is CompensateEventDefinition or EscalationEventDefinition or MessageEventDefinition or null ? "ThrowEvent" : "Throw")}",
        (_, UndefinedTask) => "task",
        // userTask, serviceTask, scriptTask, manualTask, subProcess, exclusiveGateway, parallelGateway …
        (_, { } other) => char.ToLowerInvariant(other.GetType().Name[0]) + other.GetType().Name[1..],
    };

    static string? Kind(Event e) => e.Definitions.Length > 1 ? "multiple" : e.Definition switch
    {
        TimerEventDefinition => "timer",
        MessageEventDefinition => "message",
        SignalEventDefinition => "signal",
        ConditionalEventDefinition => "conditional",
        ErrorEventDefinition => "error",
        EscalationEventDefinition => "escalation",
        LinkEventDefinition => "link",
        CompensateEventDefinition => "compensation",
        CancelEventDefinition => "cancel",
        TerminateEventDefinition => "terminate",
        _ => null,
    };

    static string Capital(string? word) => word is null ? "" : char.ToUpperInvariant(word[0]) + word[1..];
}
