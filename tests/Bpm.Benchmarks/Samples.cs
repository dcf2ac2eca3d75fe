using System.Diagnostics;

namespace Bpm.Benchmarks;

/// <summary>Durations of one kind, collected by one client without locks and merged at the end.</summary>
sealed class Samples
{
    readonly List<long> _ticks = [];

    public int Count => _ticks.Count;

    public double TotalSeconds => Stopwatch.GetElapsedTime(0, _ticks.Sum()).TotalSeconds;

    /// <summary>Adds the time since an earlier timestamp, and returns the present one.</summary>
    public long Since(long timestamp)
    {
        var now = Stopwatch.GetTimestamp();
        _ticks.Add(now - timestamp);
        return now;
    }

    public void Add(Samples others) => _ticks.AddRange(others._ticks);

    /// <summary>Milliseconds that the given part of the samples does not exceed.</summary>
    public double Percentile(double part)
    {
        if (_ticks.Count == 0) return 0;
        _ticks.Sort();
        return Math.Round(Stopwatch.GetElapsedTime(0, _ticks[(int)Math.Min(_ticks.Count - 1, _ticks.Count * part)]).TotalMilliseconds, 3);
    }
}
