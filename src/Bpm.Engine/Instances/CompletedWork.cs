namespace Bpm.Engine;

/// <summary>Completed activities that can be undone, by the scope that they were done in, in order of completion.</summary>
/// <param name="touch">Told the key of whatever is added, moved or taken out.</param>
sealed class CompletedWork(Action<long> touch)
{
    readonly Dictionary<long, List<Compensation>> _byScope = [];
    readonly Dictionary<long, Compensation> _byKey = [];

    public IReadOnlyDictionary<long, Compensation> ByKey => _byKey;

    public IReadOnlyList<Compensation> In(long scopeKey) => _byScope.TryGetValue(scopeKey, out var done) ? done : [];

    public void Add(Compensation done)
    {
        if (!_byScope.TryGetValue(done.ScopeKey, out var others)) _byScope[done.ScopeKey] = others = [];
        // Snapshots of before have no order but that of their list.
        var placed = others.Count > 0 && others[^1].Order >= done.Order ? done with { Order = others[^1].Order + 1 } : done;
        others.Add(placed);
        _byKey[done.Key] = placed;
        touch(done.Key);
    }

    /// <summary>Takes an activity out; what was done inside it belongs to the scope that was resumed for it, if any.</summary>
    public void Undo(long elementKey, long? resumedAs)
    {
        if (!_byKey.Remove(elementKey, out var undone)) return;
        touch(elementKey);
        var others = _byScope[undone.ScopeKey];
        // Undoing goes from the last to the first.
        others.RemoveAt(others.FindLastIndex(c => c.Key == elementKey));
        if (others.Count == 0) _byScope.Remove(undone.ScopeKey);
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
            _byKey.Remove(done.Key);
            touch(done.Key);
            Forget(done.Key);
        }
    }

    public void Clear()
    {
        foreach (var key in _byKey.Keys) touch(key);
        _byScope.Clear();
        _byKey.Clear();
    }
}
