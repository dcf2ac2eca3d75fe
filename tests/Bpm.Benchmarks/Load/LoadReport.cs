namespace Bpm.Benchmarks;

/// <summary>
/// One workload's line. Rates and CPU are medians of the rounds; the ratio is the median of the rounds' ratios. Statements
/// count savepoints, BEGIN and COMMIT, each of which is a round trip on a server.
/// </summary>
sealed record LoadReport
{
    public required string Workload { get; init; }
    public required double InstancesPerSecond { get; init; }
    public required double StepsPerSecond { get; init; }
    public required double FloorStepsPerSecond { get; init; }
    public required double Ratio { get; init; }
    public required double CpuMsPerInstance { get; init; }
    public required double FloorCpuMsPerInstance { get; init; }
    public required double CpuRatio { get; init; }
    public required double StepP50Ms { get; init; }
    public required double StepP99Ms { get; init; }
    public required double InstanceP50Ms { get; init; }
    public required double InstanceP99Ms { get; init; }
    public required double StatementsPerStep { get; init; }
    public required double RowsPerStep { get; init; }
    public required long BytesPerStep { get; init; }
    public required double GroupSize { get; init; }
    public required int Clients { get; init; }
    public required double Seconds { get; init; }
    public required int Rounds { get; init; }
}
