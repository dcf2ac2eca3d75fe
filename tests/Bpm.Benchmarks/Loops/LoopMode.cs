using System.Text.Json;

namespace Bpm.Benchmarks;

/// <summary>What one item of a loop costs, from few items to many.</summary>
static class LoopMode
{
    static readonly int[] Sizes = [10, 100, 1_000, 10_000];

    public static async Task Run(Arguments options)
    {
        var most = options.Number("most", Sizes[^1]);
        var folder = options.Text("data", Directory.CreateTempSubdirectory("bpm-loops-").FullName);
        foreach (var loop in LoopWorkload.All.Where(w => options.Words.Count == 0 || options.Words.Contains(w.Name, StringComparer.OrdinalIgnoreCase)))
        {
            await using var product = await Product.Start(Path.Combine(folder, $"{loop.Name}-{Guid.NewGuid():n}"));
            await product.Deploy(loop.ToWorkload());
            var client = product.NewClient(1);
            // The first run pays for compiling.
            await Measure(product, loop, client, 10, 300);
            var none = await Measure(product, loop, client, 0, 100);
            Dictionary<int, LoopCost> best = [];
            // In turns, so that whatever else the machine does meets all sizes; the best of each counts.
            for (var round = 0; round < options.Number("rounds", 3); round++)
                foreach (var items in Sizes.Where(s => s <= most))
                {
                    var cost = (await Measure(product, loop, client, items, Math.Max(1, 1_000 / items))).PerItem(none, items);
                    best[items] = best.TryGetValue(items, out var before) ? cost.Least(before) : cost;
                }
            foreach (var (items, cost) in best) Console.WriteLine(JsonSerializer.Serialize(Row(loop, items, cost, best[Sizes[0]]), JsonSerializerOptions.Web));
        }
    }

    static object Row(LoopWorkload loop, int items, LoopCost cost, LoopCost few) => new
    {
        loop = loop.Name,
        items,
        microsecondsPerItem = Math.Round(cost.Microseconds),
        cpuMicrosecondsPerItem = Math.Round(cost.CpuMicroseconds),
        bytesPerItem = Math.Round(cost.Bytes),
        ratio = Math.Round(cost.Microseconds / few.Microseconds, 2),
        cpuRatio = Math.Round(cost.CpuMicroseconds / few.CpuMicroseconds, 2),
        bytesRatio = Math.Round(cost.Bytes / few.Bytes, 2),
    };

    /// <summary>One after the other, so that the clock shows what a caller waits for; the mean of an instance.</summary>
    static async Task<LoopCost> Measure(Product product, LoopWorkload loop, Client client, int items, int instances)
    {
        var written = product.Recorder.Counts;
        var meter = Meter.Start();
        for (var i = 0; i < instances; i++) await loop.RunInstance(client, items);
        return LoopCost.Of(meter, product.Recorder.Counts - written, instances);
    }
}
