namespace Bpm.Engine;

/// <summary>Completed activities that can be undone, by the scope that they were done in, in order of completion.</summary>
sealed class CompletedWork
{
    readonly SortedDictionary<long, List<Compensation>> _byScope = [];
    readonly Dictionary<long, long> _scopeOf = [];

    public IReadOnlyList<Compensation> In(long scopeKey) => _byScope.TryGetValue(scopeKey, out var done) ? done : [];

    public IEnumerable<Compensation> InOrder => _byScope.Values.SelectMany(done => done);

    public bool Contains(long elementKey) => _scopeOf.ContainsKey(elementKey);

    public void Add(Compensation done)
    {
        if (!_byScope.TryGetValue(done.ScopeKey, out var others)) _byScope[done.ScopeKey] = others = [];
        others.Add(done);
        _scopeOf[done.Key] = done.ScopeKey;
    }

    /// <summary>Takes an activity out; what was done inside it belongs to the scope that was resumed for it, if any.</summary>
    public void Undo(long elementKey, long? resumedAs)
    {
        if (!_scopeOf.Remove(elementKey, out var scopeKey)) return;
        var others = _byScope[scopeKey];
        // Undoing goes from the last to the first.
        others.RemoveAt(others.FindLastIndex(c => c.Key == elementKey));
        if (others.Count == 0) _byScope.Remove(scopeKey);
        if (resumedAs is not { } resumed)
        {
            Forget(elementKey);
            return;
        }
        if (!_byScope.Remove(elementKey, out var inside)) return;
        foreach (var done in inside) Add(done with { ScopeKey = resumed });
    }

    /// <summary>What was done in a scope cannot be undone any more.</summary>
    public void Forget(long scopeKey)
    {
        if (!_byScope.Remove(scopeKey, out var inside)) return;
        foreach (var done in inside)
        {
            _scopeOf.Remove(done.Key);
            Forget(done.Key);
        }
    }

    public void Clear()
    {
        _byScope.Clear();
        _scopeOf.Clear();
    }
}
