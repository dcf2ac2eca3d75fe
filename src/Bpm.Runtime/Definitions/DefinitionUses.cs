namespace Bpm.Runtime;

/// <summary>
/// Which definitions instances are being started of at this moment, so that one can be taken away for good: it is closed to
/// new starts first, and those that have begun are waited for.
/// </summary>
sealed class DefinitionUses
{
    readonly Lock _lock = new();
    readonly Dictionary<long, int> _starting = [];
    readonly HashSet<long> _closed = [];
    TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>False when the definition is being taken away.</summary>
    public bool TryEnter(long key)
    {
        lock (_lock)
        {
            if (_closed.Contains(key)) return false;
            _starting[key] = _starting.GetValueOrDefault(key) + 1;
            return true;
        }
    }

    public void Leave(long key)
    {
        lock (_lock)
        {
            if (--_starting[key] == 0) _starting.Remove(key);
            if (_closed.Contains(key)) Tell();
        }
    }

    /// <summary>Ends when no start of these is under way; from then on there is none until they are opened again.</summary>
    public async Task Close(IReadOnlyCollection<long> keys, CancellationToken ct)
    {
        lock (_lock) _closed.UnionWith(keys);
        while (true)
        {
            Task changed;
            lock (_lock)
            {
                if (!keys.Any(_starting.ContainsKey)) return;
                changed = _changed.Task;
            }
            await changed.WaitAsync(ct);
        }
    }

    public void Open(IReadOnlyCollection<long> keys)
    {
        lock (_lock) _closed.ExceptWith(keys);
    }

    void Tell()
    {
        _changed.TrySetResult();
        _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
