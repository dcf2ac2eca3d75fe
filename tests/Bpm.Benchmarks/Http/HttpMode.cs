using System.Diagnostics;
using System.Text.Json;

namespace Bpm.Benchmarks;

/// <summary>Starts and finishes instances of the shipped invoice process over HTTP, as programs would.</summary>
static class HttpMode
{
    const int WarmUp = 32;

    public static async Task Run(Arguments options)
    {
        var (instances, clients) = (options.Number("instances", 1000), options.Number("clients", 16));
        using var api = new EngineRest(options.Text("url", "http://127.0.0.1:5080"), options.Text("user", "demo"), options.Text("password", "demo"));
        await RunAll(api, WarmUp, clients);

        var started = Stopwatch.GetTimestamp();
        var callers = await RunAll(api, instances, clients);
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;

        Console.WriteLine(JsonSerializer.Serialize(new
        {
            instances,
            clients,
            seconds = Math.Round(seconds, 2),
            instancesPerSecond = Math.Round(instances / seconds, 1),
            start = Part(callers, c => c.Start, instances),
            list = Part(callers, c => c.List, instances),
            claim = Part(callers, c => c.Claim, instances),
            complete = Part(callers, c => c.Complete, instances),
            connectors = Part(callers, c => c.Connectors, instances),
            instance = Part(callers, c => c.Instance, instances),
        }, JsonSerializerOptions.Web));
    }

    static async Task<IReadOnlyList<InvoiceClerk>> RunAll(EngineRest api, int instances, int clients)
    {
        var last = 0;
        var callers = Enumerable.Range(0, clients).Select(_ => new InvoiceClerk(api)).ToList();
        await Task.WhenAll(callers.Select(async caller =>
        {
            for (int number; (number = Interlocked.Increment(ref last)) <= instances;) await caller.Settle(number);
        }));
        return callers;
    }

    /// <summary>How often, how long per call, and how long per instance.</summary>
    static object Part(IReadOnlyList<InvoiceClerk> callers, Func<InvoiceClerk, Samples> samples, int instances)
    {
        var all = new Samples();
        foreach (var caller in callers) all.Add(samples(caller));
        return new { count = all.Count, msPerInstance = Math.Round(all.TotalSeconds * 1000 / instances, 2), p50Ms = all.Percentile(0.5), p99Ms = all.Percentile(0.99) };
    }
}
