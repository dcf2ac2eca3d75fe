using Bpm.Feel;

namespace Bpm.Model;

/// <summary>What an event waits for or throws (BPMN 2.0.2, 10.4.5).</summary>
public abstract record EventDefinition;

/// <summary>A date, a duration or a repeating cycle, as ISO 8601 text after evaluation.</summary>
public sealed record TimerEventDefinition(TimerKind Kind, FeelExpression Expression) : EventDefinition;

public enum TimerKind { Date, Duration, Cycle }

/// <summary>A named message; the correlation key is FEEL (<c>zeebe:subscription</c>) and absent for process starts.</summary>
public sealed record MessageEventDefinition(string MessageName, FeelExpression? CorrelationKey = null) : EventDefinition;

/// <summary>An error; a catching event without a code catches every error.</summary>
public sealed record ErrorEventDefinition(string? Code, string? Message = null, string? CodeVariable = null, string? MessageVariable = null) : EventDefinition;

/// <summary>An escalation; a catching event without a code catches every escalation.</summary>
public sealed record EscalationEventDefinition(string? Code, string? CodeVariable = null) : EventDefinition;

/// <summary>Ends its scope with everything in it.</summary>
public sealed record TerminateEventDefinition : EventDefinition;
