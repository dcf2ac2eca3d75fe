namespace Bpm.Engine;

/// <summary>
/// Things by key, and by whom they belong to, each in order of their keys: a step on one of ten thousand parallel
/// instances does not look at the others.
/// </summary>
/// <param name="host">Whom a thing belongs to; never changes.</param>
/// <param name="touch">Told the key of whatever is put or removed.</param>
sealed class KeyedByHost<T>(Func<T, long> host, Action<long> touch)
{
    readonly SortedDictionary<long, T> _all = [];
    readonly Dictionary<long, SortedSet<long>> _byHost = [];

    public IReadOnlyDictionary<long, T> All => _all;

    public T this[long key] => _all[key];

    public IEnumerable<T> Of(long hostKey) => _byHost.TryGetValue(hostKey, out var keys) ? keys.Select(k => _all[k]) : [];

    public void Put(long key, T thing)
    {
        touch(key);
        _all[key] = thing;
        if (!_byHost.TryGetValue(host(thing), out var keys)) _byHost[host(thing)] = keys = [];
        keys.Add(key);
    }

    /// <summary>Gives what was removed, or the default when there is nothing with the key.</summary>
    public T Remove(long key)
    {
        if (!_all.Remove(key, out var thing)) return default!;
        touch(key);
        var keys = _byHost[host(thing)];
        keys.Remove(key);
        if (keys.Count == 0) _byHost.Remove(host(thing));
        return thing;
    }
}
