using System.Collections.Immutable;
using Bpm.Feel;

namespace Bpm.Model;

/// <summary>What an event waits for or throws (BPMN 2.0.2, 10.4.5).</summary>
public abstract record EventDefinition;

/// <summary>A date, a duration or a repeating cycle, as ISO 8601 text after evaluation.</summary>
public sealed record TimerEventDefinition(TimerKind Kind, FeelExpression Expression) : EventDefinition;

public enum TimerKind { Date, Duration, Cycle }

/// <summary>A named message; the correlation key (<c>zeebe:subscription</c>) is absent for process starts.</summary>
/// <param name="Name">Text, or an expression where the dialect allows one; evaluated when the event is reached.</param>
public sealed record MessageEventDefinition(FeelExpression Name, FeelExpression? CorrelationKey = null) : EventDefinition
{
    /// <summary>Catching: what to set from the payload, as the standard's data associations say; empty means all of it.</summary>
    public ImmutableArray<VariableMapping> Payload { get; init; } = [];

    /// <summary>How it finds its conversation, as the standard says it; null when it does not.</summary>
    public MessageCorrelation? Correlation { get; init; }

    /// <summary>Throwing: the job that sends it (<c>camunda:type</c>, <c>zeebe:taskDefinition</c>); null when the engine itself delivers it.</summary>
    public ServiceTask? Job { get; init; }

    /// <summary>The name where it is plain text.</summary>
    public string? StaticName => (Name.StaticValue as FeelString)?.Value;
}

/// <summary>A named signal that everybody hears who waits for it.</summary>
/// <param name="Payload">Throwing: variables handed over (<c>camunda:in</c>, <c>zeebe:ioMapping</c>).</param>
public sealed record SignalEventDefinition(FeelExpression Name, ImmutableArray<VariableMapping> Payload, bool PassesAllVariables = false) : EventDefinition;

/// <summary>A condition over variables; it is asked again whenever one of them changes.</summary>
/// <param name="VariableName">Only a change of this variable counts (<c>camunda:variableName</c>); null means every change.</param>
/// <param name="VariableEvents">Kinds of change that count: create, update, delete (<c>camunda:variableEvents</c>); empty means all.</param>
public sealed record ConditionalEventDefinition(FeelExpression Condition, string? VariableName = null, ImmutableArray<string> VariableEvents = default) : EventDefinition;

/// <summary>An error; a catching event without a code catches every error.</summary>
public sealed record ErrorEventDefinition(string? Code, string? Message = null, string? CodeVariable = null, string? MessageVariable = null) : EventDefinition;

/// <summary>An escalation; a catching event without a code catches every escalation.</summary>
public sealed record EscalationEventDefinition(string? Code, string? CodeVariable = null) : EventDefinition;

/// <summary>A jump inside one scope: a throwing link goes on at the catching one of the same name.</summary>
public sealed record LinkEventDefinition(string Name) : EventDefinition;

/// <summary>Undoes completed activities: one, or all of the scope.</summary>
/// <param name="WaitsForCompletion">False: the throwing event goes on at once.</param>
public sealed record CompensateEventDefinition(string? ActivityId = null, bool WaitsForCompletion = true) : EventDefinition;

/// <summary>Cancels the transaction around it, or catches that on its edge.</summary>
public sealed record CancelEventDefinition : EventDefinition;

/// <summary>Ends its scope with everything in it.</summary>
public sealed record TerminateEventDefinition : EventDefinition;
