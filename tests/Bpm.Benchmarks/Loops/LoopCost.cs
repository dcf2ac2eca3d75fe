using System.Diagnostics;

namespace Bpm.Benchmarks;

/// <summary>The clock's time, the process's CPU time, and the bytes given to the database.</summary>
readonly record struct LoopCost(double Microseconds, double CpuMicroseconds, double Bytes)
{
    public static LoopCost Of(Meter meter, Counts written, int instances) => new(
        Stopwatch.GetElapsedTime(meter.Started).TotalMicroseconds / instances,
        (Environment.CpuUsage.TotalTime - meter.Cpu).TotalMicroseconds / instances,
        (double)written.Bytes / instances);

    /// <summary>What an item costs beyond an instance whose loop has none.</summary>
    public LoopCost PerItem(LoopCost none, int items) =>
        new((Microseconds - none.Microseconds) / items, (CpuMicroseconds - none.CpuMicroseconds) / items, (Bytes - none.Bytes) / items);

    public LoopCost Least(LoopCost other) =>
        new(Math.Min(Microseconds, other.Microseconds), Math.Min(CpuMicroseconds, other.CpuMicroseconds), Math.Min(Bytes, other.Bytes));
}
