using System.Diagnostics;
using Bpm.Storage;

namespace Bpm.Benchmarks;

/// <summary>
/// Measures one workload: short rounds of the product and of the bare database take turns in one process, so that a busy
/// machine slows both, and medians are reported. Both databases are files that grow alike.
/// </summary>
sealed class LoadRun(Workload workload, int clients, TimeSpan seconds)
{
    const int WarmUpSteps = 20_000;

    static readonly TimeSpan LongestWarmUp = TimeSpan.FromSeconds(15);
    static readonly TimeSpan Sampling = TimeSpan.FromSeconds(0.5);
    static readonly TimeSpan LongestRound = TimeSpan.FromSeconds(2);

    public async Task<LoadReport> Measure(string folder)
    {
        Directory.CreateDirectory(folder);
        await using var product = await Product.Start(folder);
        await product.Deploy(workload);
        await Warm(product);
        await using var floor = await BareDatabase.Create(Path.Combine(folder, "floor.db"), await Sample(product));
        floor.RunUntil(Stopwatch.GetTimestamp() + Ticks(Sampling), 1);

        var callers = NewClients(product);
        var rounds = (int)Math.Max(3, Math.Ceiling(seconds / LongestRound));
        var before = product.Recorder.Counts;
        List<(Phase Product, Phase Floor)> measured = [];
        for (var i = 0; i < rounds; i++)
        {
            var ours = await MeasureProduct(product, callers, seconds / rounds);
            measured.Add((ours, MeasureFloor(floor, seconds / rounds, ours.GroupSize)));
        }
        floor.Verify();
        var written = product.Recorder.Counts - before;

        var (latencies, lives) = (new Samples(), new Samples());
        foreach (var caller in callers)
        {
            latencies.Add(caller.Steps);
            lives.Add(caller.Instances);
        }
        return new LoadReport
        {
            Workload = workload.Name,
            InstancesPerSecond = Math.Round(Median(measured, m => m.Product.StepsPerSecond) / workload.StepsPerInstance),
            StepsPerSecond = Math.Round(Median(measured, m => m.Product.StepsPerSecond)),
            FloorStepsPerSecond = Math.Round(Median(measured, m => m.Floor.StepsPerSecond)),
            Ratio = Math.Round(Median(measured, m => m.Product.StepsPerSecond / m.Floor.StepsPerSecond), 3),
            CpuMsPerInstance = Math.Round(Median(measured, m => m.Product.CpuMsPerStep) * workload.StepsPerInstance, 4),
            FloorCpuMsPerInstance = Math.Round(Median(measured, m => m.Floor.CpuMsPerStep) * workload.StepsPerInstance, 4),
            CpuRatio = Math.Round(Median(measured, m => m.Floor.CpuMsPerStep / m.Product.CpuMsPerStep), 3),
            StepP50Ms = latencies.Percentile(0.5),
            StepP99Ms = latencies.Percentile(0.99),
            InstanceP50Ms = lives.Percentile(0.5),
            InstanceP99Ms = lives.Percentile(0.99),
            StatementsPerStep = Math.Round((double)written.Statements / written.Steps, 2),
            RowsPerStep = Math.Round((double)written.Rows / written.Steps, 2),
            BytesPerStep = written.Bytes / written.Steps,
            GroupSize = Math.Round((double)written.Steps / written.Groups, 1),
            Clients = clients,
            Seconds = seconds.TotalSeconds,
            Rounds = rounds,
        };
    }

    /// <summary>Long enough for compiled code to settle, however slow the machine is.</summary>
    async Task Warm(Product product)
    {
        var started = Stopwatch.GetTimestamp();
        while (product.Recorder.Counts.Steps < WarmUpSteps && Stopwatch.GetElapsedTime(started) < LongestWarmUp)
            await RunClients(NewClients(product), LongestRound);
    }

    List<Client> NewClients(Product product) => [.. Enumerable.Range(1, clients).Select(product.NewClient)];

    /// <summary>The rows of whole instances: it begins and ends with none under way.</summary>
    async Task<IReadOnlyList<IReadOnlyList<RowChange>>> Sample(Product product)
    {
        product.Recorder.StartSample();
        await RunClients(NewClients(product), Sampling);
        return product.Recorder.TakeSample();
    }

    async Task RunClients(IReadOnlyList<Client> callers, TimeSpan duration)
    {
        var until = Stopwatch.GetTimestamp() + Ticks(duration);
        await Task.WhenAll(callers.Select(c => c.RunUntil(until, workload)));
    }

    async Task<Phase> MeasureProduct(Product product, IReadOnlyList<Client> callers, TimeSpan duration)
    {
        var before = product.Recorder.Counts;
        var meter = Meter.Start();
        await RunClients(callers, duration);
        var written = product.Recorder.Counts - before;
        return meter.Stop(written.Steps, written.Groups);
    }

    static Phase MeasureFloor(BareDatabase floor, TimeSpan duration, double groupSize)
    {
        var (steps, groups) = (floor.Steps, floor.Groups);
        var meter = Meter.Start();
        floor.RunUntil(Stopwatch.GetTimestamp() + Ticks(duration), (int)Math.Max(1, Math.Round(groupSize)));
        return meter.Stop(floor.Steps - steps, floor.Groups - groups);
    }

    static long Ticks(TimeSpan duration) => (long)(duration.TotalSeconds * Stopwatch.Frequency);

    static double Median<T>(IEnumerable<T> rounds, Func<T, double> value)
    {
        var values = rounds.Select(value).Order().ToList();
        return (values[(values.Count - 1) / 2] + values[values.Count / 2]) / 2;
    }
}
