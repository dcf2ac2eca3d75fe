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
    public int CallDepth { get; init; }
    public Suspension? Suspension { get; init; }
    public IReadOnlyList<HeldTaskChange> HeldChanges { get; init; } = [];
    public IReadOnlyList<Subscription> Subscriptions { get; init; } = [];
    public IReadOnlyList<KeyValuePair<string, string>> CorrelationKeys { get; init; } = [];
    public IReadOnlyList<Compensation> Compensations { get; init; } = [];
    public IReadOnlyList<GatewaySnapshot> ResettingGateways { get; init; } = [];

    /// <summary>What loops go over and have collected; only in a snapshot of the whole instance.</summary>
    public IReadOnlyList<LoopValue> LoopValues { get; init; } = [];

    /// <summary>The whole of what was taken in parts: this one and the others, in their order.</summary>
    public InstanceSnapshot With(IReadOnlyList<InstanceSnapshot> others) => this with
    {
        Elements = [.. Elements, .. others.SelectMany(o => o.Elements)],
        Tokens = [.. Tokens, .. others.SelectMany(o => o.Tokens)],
        Scopes = [.. Scopes, .. others.SelectMany(o => o.Scopes)],
        UserTasks = [.. UserTasks, .. others.SelectMany(o => o.UserTasks)],
        HeldChanges = [.. HeldChanges, .. others.SelectMany(o => o.HeldChanges)],
        Jobs = [.. Jobs, .. others.SelectMany(o => o.Jobs)],
        Incidents = [.. Incidents, .. others.SelectMany(o => o.Incidents)],
        Subscriptions = [.. Subscriptions, .. others.SelectMany(o => o.Subscriptions)],
        Compensations = [.. Compensations, .. others.SelectMany(o => o.Compensations)],
        CorrelationKeys = [.. CorrelationKeys, .. others.SelectMany(o => o.CorrelationKeys)],
        ResettingGateways = [.. ResettingGateways, .. others.SelectMany(o => o.ResettingGateways)],
        LoopValues = [.. LoopValues, .. others.SelectMany(o => o.LoopValues)],
    };
}

public sealed record ElementSnapshot(long Key, string ElementId, long ScopeKey, ElementState State)
{
    public ElementRole Role { get; init; }
    public int? LoopCounter { get; init; }
    public long? ThrownBy { get; init; }
    public LoopSnapshot? Loop { get; init; }
    public bool HasEnded { get; init; }
    public EquatableArray<string> Queued { get; init; }

    internal static ElementSnapshot Of(ElementInstance e) => new(e.Key, e.ElementId, e.ScopeKey, e.State)
    {
        Role = e.Role,
        LoopCounter = e.LoopCounter,
        ThrownBy = e.ThrownBy,
        HasEnded = e.HasEnded,
        Queued = e.Queued,
        Loop = e.Loop is { } loop ? new LoopSnapshot(loop.Total, loop.Started, loop.Completed) : null,
    };

    internal ElementInstance Restore() => new(Key, ElementId, ScopeKey)
    {
        State = State,
        Role = Role,
        LoopCounter = LoopCounter,
        ThrownBy = ThrownBy,
        HasEnded = HasEnded,
        Queued = Queued,
        Loop = Loop is { } loop ? new LoopState(loop.Total) { Started = loop.Started, Completed = loop.Completed } : null,
    };
}

/// <summary>How far a loop has come.</summary>
public sealed record LoopSnapshot(int Total, int Started, int Completed);

/// <summary>A result of a loop, by its loop counter, or the list that the loop goes over.</summary>
public sealed record LoopValue(long LoopKey, int Counter, FeelValue Value)
{
    /// <summary>In place of a counter: the list that the loop goes over.</summary>
    public const int Items = -1;
}

/// <summary>A complex gateway that has fired and waits for late tokens.</summary>
/// <param name="ConsumedFlows">The incoming flows that it took a token from when it fired.</param>
public sealed record GatewaySnapshot(long ScopeKey, string ElementId, EquatableArray<string> ConsumedFlows);

/// <summary>Tokens that wait on a flow inside a scope.</summary>
public sealed record TokenSnapshot(long ScopeKey, string FlowId, int Count);

/// <summary>The variables of one scope, ordered by name.</summary>
public sealed record ScopeSnapshot(long ScopeKey, IReadOnlyList<KeyValuePair<string, FeelValue>> Variables);

public enum InstanceState { New, Active, Completed, Cancelled }
