namespace Bpm.Engine;

/// <summary>
/// What has changed in an instance since it was stored, so that a step on one of ten thousand parallel instances stores
/// what it has touched and no more. Not part of the state: replay and restore do not depend on it.
/// </summary>
public sealed class UnsavedChanges
{
    readonly SortedSet<int> _parts = [];
    readonly SortedSet<(long LoopKey, int Counter)> _loopValues = [];
    readonly SortedSet<long> _endedLoops = [];

    /// <summary>Parts in which something has changed: see <see cref="InstanceKey.PartOf"/>.</summary>
    public IReadOnlyCollection<int> Parts => _parts;

    /// <summary>Values of open loops that are new.</summary>
    public IReadOnlyCollection<(long LoopKey, int Counter)> LoopValues => _loopValues;

    /// <summary>Loops that are over: their values are not needed any more.</summary>
    public IReadOnlyCollection<long> EndedLoops => _endedLoops;

    /// <summary>All of it is stored.</summary>
    public void Clear()
    {
        _parts.Clear();
        _loopValues.Clear();
        _endedLoops.Clear();
    }

    internal void Touch(long key) => _parts.Add(InstanceKey.PartOf(key));

    internal void Add(long loopKey, int counter) => _loopValues.Add((loopKey, counter));

    internal void End(long loopKey)
    {
        _loopValues.GetViewBetween((loopKey, LoopValue.Items), (loopKey, int.MaxValue)).Clear();
        _endedLoops.Add(loopKey);
    }
}
