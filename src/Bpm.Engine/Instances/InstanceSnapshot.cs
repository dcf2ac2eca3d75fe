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
    IReadOnlyList<Incident> Incidents)
{
    public long? CallerKey { get; init; }
    public IReadOnlyList<Subscription> Subscriptions { get; init; } = [];
    public IReadOnlyList<Compensation> Compensations { get; init; } = [];
    public IReadOnlyList<GatewaySnapshot> ResettingGateways { get; init; } = [];
}

public sealed record ElementSnapshot(long Key, string ElementId, long ScopeKey, ElementState State)
{
    public ElementRole Role { get; init; }
    public int? LoopCounter { get; init; }
    public long? ThrownBy { get; init; }
    public LoopSnapshot? Loop { get; init; }
    public bool HasEnded { get; init; }

    internal static ElementSnapshot Of(ElementInstance e) => new(e.Key, e.ElementId, e.ScopeKey, e.State)
    {
        Role = e.Role,
        LoopCounter = e.LoopCounter,
        ThrownBy = e.ThrownBy,
        HasEnded = e.HasEnded,
        Loop = e.Loop is { } loop ? new LoopSnapshot(loop.Total, loop.Items, loop.Started, loop.Completed, [.. loop.Results]) : null,
    };

    internal ElementInstance Restore() => new(Key, ElementId, ScopeKey)
    {
        State = State,
        Role = Role,
        LoopCounter = LoopCounter,
        ThrownBy = ThrownBy,
        HasEnded = HasEnded,
        Loop = Loop?.Restore(),
    };
}

/// <summary>How far a loop has come; results by loop counter.</summary>
public sealed record LoopSnapshot(int Total, FeelList? Items, int Started, int Completed, IReadOnlyList<KeyValuePair<int, FeelValue>> Results)
{
    internal LoopState Restore()
    {
        var loop = new LoopState(Total, Items) { Started = Started, Completed = Completed };
        foreach (var (counter, result) in Results) loop.Collect(counter, result);
        return loop;
    }
}

/// <summary>A complex gateway that has fired and waits for late tokens.</summary>
public sealed record GatewaySnapshot(long ScopeKey, string ElementId);

/// <summary>Tokens that wait on a flow inside a scope.</summary>
public sealed record TokenSnapshot(long ScopeKey, string FlowId, int Count);

/// <summary>The variables of one scope, ordered by name.</summary>
public sealed record ScopeSnapshot(long ScopeKey, IReadOnlyList<KeyValuePair<string, FeelValue>> Variables);

public enum InstanceState { New, Active, Completed, Cancelled }
