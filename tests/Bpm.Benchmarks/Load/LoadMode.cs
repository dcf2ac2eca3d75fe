using System.Text.Json;

namespace Bpm.Benchmarks;

static class LoadMode
{
    public static async Task Run(Arguments options)
    {
        var wanted = Workload.All.Where(w => options.Words.Count == 0 || options.Words.Contains(w.Name, StringComparer.OrdinalIgnoreCase));
        var folder = options.Text("data", Directory.CreateTempSubdirectory("bpm-load-").FullName);
        foreach (var workload in wanted)
        {
            var run = new LoadRun(workload, options.Number("clients", 64), TimeSpan.FromSeconds(options.Number("seconds", 10)));
            var report = await run.Measure(Path.Combine(folder, $"{workload.Name}-{Guid.NewGuid():n}"));
            Console.WriteLine(JsonSerializer.Serialize(report, JsonSerializerOptions.Web));
        }
    }
}
