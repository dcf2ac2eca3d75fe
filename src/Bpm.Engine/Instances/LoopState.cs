using Bpm.Feel;

namespace Bpm.Engine;

/// <summary>How far a loop has come. Changed only by <see cref="ProcessInstance.Apply"/>.</summary>
public sealed class LoopState(int total)
{
    readonly SortedDictionary<int, FeelValue> _results = [];

    /// <summary>Instances in all; -1 when a condition decides.</summary>
    public int Total { get; } = total;
    public FeelList? Items { get; internal set; }
    public int Started { get; internal set; }
    public int Completed { get; internal set; }

    /// <summary>Results by loop counter, from 0.</summary>
    public IReadOnlyDictionary<int, FeelValue> Results => _results;

    internal void Collect(int loopCounter, FeelValue result) => _results[loopCounter] = result;
}
