namespace Bpm.Runtime;

/// <summary>
/// The changes of this node that the feed has not found in the audit yet. Some it never will, because it read their row
/// before they were published here: so only the latest are remembered. Forgetting one doubles its notification, no more.
/// </summary>
sealed class PublishedChanges
{
    /// <summary>Many times what a node commits between two looks of the feed.</summary>
    public const int Most = 20_000;

    readonly Lock _lock = new();
    readonly HashSet<(long Instance, long Version)> _open = [];
    readonly Queue<(long Instance, long Version)> _oldestFirst = [];

    public void Add(long instance, long version)
    {
        lock (_lock)
        {
            if (!_open.Add((instance, version))) return;
            _oldestFirst.Enqueue((instance, version));
            if (_oldestFirst.Count > Most) _open.Remove(_oldestFirst.Dequeue());
        }
    }

    /// <summary>Whether the change was one of this node's.</summary>
    public bool Remove(long instance, long version)
    {
        lock (_lock) return _open.Remove((instance, version));
    }

    public void Clear()
    {
        lock (_lock)
        {
            _open.Clear();
            _oldestFirst.Clear();
        }
    }
}
