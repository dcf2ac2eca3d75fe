using Bpm.Feel;

namespace Bpm.Engine;

/// <param name="CallerKey">Key of the call activity's element instance that started this one, in another instance.</param>
public sealed record ProcessInstanceStarted(string? BusinessKey, string? StartedBy, DateTimeOffset At, long? CallerKey = null) : HistoryEvent
{
    /// <summary>How many instances wait for this one, each for the next.</summary>
    public int CallDepth { get; init; }
}

public sealed record ProcessInstanceCompleted : HistoryEvent;

public sealed record ProcessInstanceCancelled(string? Reason) : HistoryEvent;

/// <summary>Nothing goes on until the instance is activated.</summary>
public sealed record ProcessInstanceSuspended(string? By, string? Reason, DateTimeOffset At) : HistoryEvent;

/// <summary>The instance goes on where it was suspended.</summary>
public sealed record ProcessInstanceActivated(string? Reason) : HistoryEvent;

/// <summary>A person has moved tokens by hand; what came of it follows in the same step.</summary>
/// <param name="Instructions">In words, as they were carried out.</param>
public sealed record ProcessInstanceModified(EquatableArray<string> Instructions, string? Annotation) : HistoryEvent;

/// <summary>A variable got a value in a scope (the instance's key, or an element instance's).</summary>
public sealed record VariableAssigned(long ScopeKey, string Name, FeelValue Value) : HistoryEvent;

/// <summary>The scope has no variable of this name any more; one of an outer scope is seen again.</summary>
public sealed record VariableRemoved(long ScopeKey, string Name) : HistoryEvent;
