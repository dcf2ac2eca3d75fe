namespace Bpm.Engine;

/// <summary>How many tokens wait on which flow, by scope.</summary>
/// <param name="touch">Told the scope in which the tokens change.</param>
sealed class WaitingTokens(Action<long> touch)
{
    readonly Dictionary<long, SortedDictionary<string, int>> _scopes = [];

    public int On(long scopeKey, string flowId) => _scopes.TryGetValue(scopeKey, out var flows) ? flows.GetValueOrDefault(flowId) : 0;

    public IEnumerable<string> FlowsIn(long scopeKey) => _scopes.TryGetValue(scopeKey, out var flows) ? flows.Keys : [];

    /// <summary>The flows of a scope with their counts, by flow.</summary>
    public IEnumerable<KeyValuePair<string, int>> In(long scopeKey) => _scopes.TryGetValue(scopeKey, out var flows) ? flows : [];

    public void Add(long scopeKey, string flowId, int count)
    {
        touch(scopeKey);
        if (!_scopes.TryGetValue(scopeKey, out var flows)) _scopes[scopeKey] = flows = new(StringComparer.Ordinal);
        flows[flowId] = flows.GetValueOrDefault(flowId) + count;
    }

    public void Remove(long scopeKey, string flowId)
    {
        touch(scopeKey);
        var flows = _scopes[scopeKey];
        if (--flows[flowId] > 0) return;
        flows.Remove(flowId);
        if (flows.Count == 0) _scopes.Remove(scopeKey);
    }

    /// <summary>Gives how many there were.</summary>
    public int Drop(long scopeKey)
    {
        if (!_scopes.Remove(scopeKey, out var flows)) return 0;
        touch(scopeKey);
        return flows.Values.Sum();
    }

    public void Clear()
    {
        foreach (var scopeKey in _scopes.Keys) touch(scopeKey);
        _scopes.Clear();
    }
}
