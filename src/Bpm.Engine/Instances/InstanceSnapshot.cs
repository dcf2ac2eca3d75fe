using Bpm.Feel;

namespace Bpm.Engine;

/// <summary>A process instance's whole state as plain data: what is stored in its row, and what replay is compared by.</summary>
public sealed record InstanceSnapshot(
    long Key, InstanceState State, string? BusinessKey, string? StartedBy, DateTimeOffset StartedAt, long LastSequence,
    IReadOnlyList<ElementSnapshot> Elements,
    IReadOnlyList<TokenSnapshot> Tokens,
    IReadOnlyList<ScopeSnapshot> Scopes,
    IReadOnlyList<OpenUserTask> UserTasks,
    IReadOnlyList<Job> Jobs,
    IReadOnlyList<Incident> Incidents);

public sealed record ElementSnapshot(long Key, string ElementId, long ScopeKey, ElementState State);

/// <summary>Tokens that wait on a flow inside a scope.</summary>
public sealed record TokenSnapshot(long ScopeKey, string FlowId, int Count);

/// <summary>The variables of one scope, ordered by name.</summary>
public sealed record ScopeSnapshot(long ScopeKey, IReadOnlyList<KeyValuePair<string, FeelValue>> Variables);

public enum InstanceState { New, Active, Completed, Cancelled }
