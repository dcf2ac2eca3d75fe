namespace Bpm.Engine;

/// <summary>A completed activity can be undone as long as its scope lives. <see cref="Key"/> is that of its element instance.</summary>
/// <param name="Variables">Its local variables as they were, for the one who undoes it.</param>
public sealed record CompensationEnabled(long Key, string ElementId, long ScopeKey, VariableSet Variables) : HistoryEvent;

/// <summary>The activity is being undone, which happens once.</summary>
/// <param name="ResumedAs">For a scope: the new element instance in which what was done inside is undone.</param>
public sealed record CompensationTriggered(long Key, long? ResumedAs) : HistoryEvent;
