using System.Diagnostics;

namespace Bpm.Benchmarks;

/// <summary>What one round took: the clock's time and the whole process's CPU time.</summary>
readonly record struct Meter(long Started, TimeSpan Cpu)
{
    public static Meter Start()
    {
        // What the last round left behind is not this one's cost.
        GC.Collect();
        return new Meter(Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
    }

    public Phase Stop(long steps, long groups) => new(
        steps / Stopwatch.GetElapsedTime(Started).TotalSeconds, (Environment.CpuUsage.TotalTime - Cpu).TotalMilliseconds / steps, (double)steps / groups);
}

/// <summary>One round of the product or of the floor.</summary>
readonly record struct Phase(double StepsPerSecond, double CpuMsPerStep, double GroupSize);
