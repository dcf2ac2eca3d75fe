namespace Bpm.Engine;

/// <summary>
/// An element was entered, consuming one token of each flow in <see cref="ConsumedFlows"/> (none for start and boundary events).
/// </summary>
public sealed record ElementActivated(long Key, string ElementId, long ScopeKey, EquatableArray<string> ConsumedFlows, DateTimeOffset At) : HistoryEvent
{
    public ElementRole Role { get; init; }
    public int? LoopCounter { get; init; }
    public long? ThrownBy { get; init; }
}

/// <summary>The element's own work has begun: its inputs are evaluated and it waits or acts.</summary>
public sealed record ElementStarted(long Key) : HistoryEvent;

/// <summary>The element's own work is done; what remains is to evaluate its outputs and choose its flows.</summary>
public sealed record ElementCompleting(long Key) : HistoryEvent
{
    /// <summary>Its outputs have been mapped and its end listeners called; only the choice of its flows is still to be made.</summary>
    public bool HasEnded { get; init; }
}

public sealed record ElementCompleted(long Key, DateTimeOffset At) : HistoryEvent;

public sealed record ElementTerminated(long Key, DateTimeOffset At) : HistoryEvent;

/// <summary>A token was put on a flow.</summary>
public sealed record SequenceFlowTaken(string FlowId, long ScopeKey) : HistoryEvent;

/// <summary>An event subprocess has interrupted the scope around it: its tokens are gone.</summary>
public sealed record ScopeInterrupted(long ScopeKey) : HistoryEvent;

/// <summary>An error was thrown at an element; <see cref="CaughtBy"/> is the id of the event that catches it, or null.</summary>
public sealed record ErrorThrown(long ElementKey, string? Code, string? Message, string? CaughtBy) : HistoryEvent;

/// <summary>An escalation was thrown at an element; uncaught ones have no further effect (BPMN 2.0.2, 10.4.6).</summary>
public sealed record EscalationThrown(long ElementKey, string? Code, string? CaughtBy) : HistoryEvent;

public sealed record IncidentRaised(long Key, long ElementKey, long? JobKey, IncidentKind Kind, string Message, DateTimeOffset At) : HistoryEvent
{
    /// <summary>Where to try again: the place among the element's listeners; of a scope 0 when its events could not be made ready.</summary>
    public int? Step { get; init; }
}

public sealed record IncidentResolved(long Key) : HistoryEvent;
