using System.Diagnostics;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Bpm.Feel;

namespace Bpm.Benchmarks;

/// <summary>Expressions and a decision table in one run beside feelin: both take turns, and what is compared are medians.</summary>
static class FeelMode
{
    static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static async Task Run(Arguments options)
    {
        var (rounds, seconds) = (options.Number("rounds", 7), options.Number("ms", 500) / 1000.0);
        using var feelin = await Feelin.Open();
        foreach (var task in FeelTask.All.Where(t => options.Words.Count == 0 || options.Words.Any(w => t.Name.Contains(w, StringComparison.OrdinalIgnoreCase))))
        {
            var (ours, theirs) = (new List<double>(), new List<double>());
            var answer = FeelJson.ToJson((FeelValue)task.Ours()!);
            // The first round warms both up and does not count.
            for (var round = 0; round <= rounds; round++)
            {
                var mine = Measure(task.Ours, seconds);
                var (perSecond, other) = await feelin.Measure(task.Feelin, seconds);
                if (!JsonNode.DeepEquals(JsonNode.Parse(answer), other))
                    throw new InvalidOperationException($"Expected the same answer to '{task.Name}', but ours is {answer} and feelin's {other?.ToJsonString()}.");
                if (round == 0) continue;
                ours.Add(mine);
                theirs.Add(perSecond);
            }
            Console.WriteLine(JsonSerializer.Serialize(new
            {
                task = task.Name,
                perSecond = Math.Round(Median(ours)),
                feelinPerSecond = Math.Round(Median(theirs)),
                ratio = Math.Round(Median(ours) / Median(theirs), 1),
                rounds,
                answer,
                bytesPerCall = Allocated(task.Ours),
            }, Json));
        }
    }

    static double Measure(Func<object?> step, double seconds)
    {
        var (count, batch) = (0L, 1);
        var started = Stopwatch.GetTimestamp();
        for (double passed = 0; passed < seconds; passed = Stopwatch.GetElapsedTime(started).TotalSeconds)
        {
            if (passed < seconds / 10) batch *= 2;
            for (var i = 0; i < batch; i++) step();
            count += batch;
        }
        return count / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    static long Allocated(Func<object?> step)
    {
        const int Times = 100;
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < Times; i++) step();
        return (GC.GetAllocatedBytesForCurrentThread() - before) / Times;
    }

    static double Median(List<double> numbers)
    {
        numbers.Sort();
        return (numbers[(numbers.Count - 1) / 2] + numbers[numbers.Count / 2]) / 2;
    }
}
