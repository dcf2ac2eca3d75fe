using Bpm.Engine;

namespace Bpm.Runtime;

/// <summary>An instance in memory with the version and definition of its row.</summary>
sealed record HotInstance(ProcessInstance Instance, long Version, long DefinitionKey);

/// <summary>
/// The instances used last, so that the next command need not read them. An entry is only right while it equals the
/// row: whoever takes one out puts it back after a commit, and leaves it out after anything else. A stale entry (another
/// node wrote) costs one refused commit and a reload.
/// </summary>
sealed class HotInstances(int capacity)
{
    readonly Lock _lock = new();
    readonly Dictionary<long, LinkedListNode<HotInstance>> _byKey = [];
    readonly LinkedList<HotInstance> _newestFirst = [];

    public HotInstance? Take(long key)
    {
        lock (_lock)
        {
            if (!_byKey.Remove(key, out var node)) return null;
            _newestFirst.Remove(node);
            return node.Value;
        }
    }

    public void Put(HotInstance instance)
    {
        lock (_lock)
        {
            if (_byKey.Remove(instance.Instance.Key, out var old)) _newestFirst.Remove(old);
            _byKey[instance.Instance.Key] = _newestFirst.AddFirst(instance);
            if (_byKey.Count <= capacity) return;
            _byKey.Remove(_newestFirst.Last!.Value.Instance.Key);
            _newestFirst.RemoveLast();
        }
    }
}
