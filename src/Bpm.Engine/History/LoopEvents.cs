using Bpm.Feel;

namespace Bpm.Engine;

/// <summary>A loop has begun: how many instances it will have (-1 when a condition decides), and its items where it has a collection.</summary>
public sealed record LoopStarted(long Key, int Total, FeelList? Items) : HistoryEvent;

/// <summary>An instance of a loop has given its result.</summary>
public sealed record LoopItemCollected(long Key, int LoopCounter, FeelValue Result) : HistoryEvent;

/// <summary>The activities of an ad-hoc subprocess that are still to be begun, one after the other.</summary>
public sealed record ActivitiesQueued(long Key, EquatableArray<string> ActivityIds) : HistoryEvent;

/// <summary>A complex gateway has let its tokens go and waits for the late ones; or has had them and starts afresh.</summary>
public sealed record ComplexGatewayTurned(string ElementId, long ScopeKey, bool WaitsForReset) : HistoryEvent
{
    /// <summary>What it took when it fired: a token that comes on one of these is not late, it belongs to the next time.</summary>
    public EquatableArray<string> ConsumedFlows { get; init; }
}
