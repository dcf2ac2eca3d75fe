namespace Bpm.Engine;

/// <summary>How many tokens wait on which flow, by scope.</summary>
sealed class WaitingTokens
{
    readonly Dictionary<long, SortedDictionary<string, int>> _scopes = [];

    public int On(long scopeKey, string flowId) => _scopes.TryGetValue(scopeKey, out var flows) ? flows.GetValueOrDefault(flowId) : 0;

    public IEnumerable<string> FlowsIn(long scopeKey) => _scopes.TryGetValue(scopeKey, out var flows) ? flows.Keys : [];

    public IEnumerable<(long ScopeKey, string FlowId, int Count)> InOrder =>
        _scopes.OrderBy(s => s.Key).SelectMany(s => s.Value.Select(t => (s.Key, t.Key, t.Value)));

    public void Add(long scopeKey, string flowId, int count)
    {
        if (!_scopes.TryGetValue(scopeKey, out var flows)) _scopes[scopeKey] = flows = new(StringComparer.Ordinal);
        flows[flowId] = flows.GetValueOrDefault(flowId) + count;
    }

    public void Remove(long scopeKey, string flowId)
    {
        var flows = _scopes[scopeKey];
        if (--flows[flowId] > 0) return;
        flows.Remove(flowId);
        if (flows.Count == 0) _scopes.Remove(scopeKey);
    }

    /// <summary>Gives how many there were.</summary>
    public int Drop(long scopeKey) => _scopes.Remove(scopeKey, out var flows) ? flows.Values.Sum() : 0;

    public void Clear() => _scopes.Clear();
}
