using System.Diagnostics;
using System.Text.Encodings.Web;
using System.Text.Json;
using Bpm.Feel;
using Bpm.Feel.Tests;

namespace Bpm.Benchmarks;

/// <summary>Random and mutated expressions in every language: nothing may be thrown, hang, or take memory without bound.</summary>
static class FuzzMode
{
    /// <summary>More than that for one text, in time or memory, counts as a failure.</summary>
    static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);
    const long MostAllocated = 1_000_000_000;

    static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static int Run(Arguments options)
    {
        var (count, seed) = (options.Number("count", 1_000_000), options.Number("seed", 1));
        var texts = options.Text("texts", "") is { Length: > 0 } folder ? Directory.EnumerateFiles(folder, "*.jsonl").SelectMany(Expressions).ToList() : [];
        var (source, environment) = (new RandomExpressions(seed, texts), new FeelEnvironment(DateTimeOffset.UnixEpoch.AddYears(56)) { StepBudget = 100_000 });
        var scope = (FeelContext)FeelJson.Parse("""{"x":[1,2,3],"y":{"a":"b"},"z":[{"b":1},{"b":2}],"n":5,"s":"text","?":3}""");
        var (parsed, evaluated, kinds, warnings, broken) = (0L, 0L, new SortedDictionary<string, long>(), new SortedDictionary<string, long>(), new List<string>());
        (TimeSpan Time, string Text) slowest = default;
        (long Bytes, string Text) largest = default;
        var started = Stopwatch.GetTimestamp();
        for (var i = 0; i < count && broken.Count < 20; i++)
        {
            var text = source.Next();
            var (at, before) = (Stopwatch.GetTimestamp(), GC.GetAllocatedBytesForCurrentThread());
            try
            {
                foreach (var expression in Parsed(text, i % 4))
                {
                    parsed++;
                    var result = expression.Evaluate(scope, environment);
                    if (result.Failure is { } failure) kinds[failure] = kinds.GetValueOrDefault(failure) + 1;
                    else evaluated++;
                    foreach (var warning in result.Warnings) warnings[$"{warning.Kind}"] = warnings.GetValueOrDefault($"{warning.Kind}") + 1;
                    if (result.Value.IsData && !FeelJson.Parse(FeelJson.ToJson(result.Value, tagged: true), tagged: true).Equals(result.Value)) broken.Add($"not kept: {text}");
                }
            }
            catch (Exception e)
            {
                // The one place where all is caught: what is thrown is what this looks for.
                broken.Add($"{e.GetType().Name} {e.Message}: {text}");
            }
            var (time, bytes) = (Stopwatch.GetElapsedTime(at), GC.GetAllocatedBytesForCurrentThread() - before);
            if (time > slowest.Time) slowest = (time, text);
            if (bytes > largest.Bytes) largest = (bytes, text);
            if (time > Longest) broken.Add($"{time.TotalSeconds:F1} s: {text}");
            if (bytes > MostAllocated) broken.Add($"{bytes} bytes: {text}");
        }
        using var process = Process.GetCurrentProcess();
        Console.WriteLine(JsonSerializer.Serialize(new
        {
            count, seed, texts = texts.Count, parsed, evaluated, failures = kinds, warnings, broken,
            seconds = Math.Round(Stopwatch.GetElapsedTime(started).TotalSeconds, 1),
            slowestMs = Math.Round(slowest.Time.TotalMilliseconds), slowest = slowest.Text,
            peakMemoryMb = process.PeakWorkingSet64 / 1_000_000, largestAllocationMb = largest.Bytes / 1_000_000, largest = largest.Text,
        }, Json));
        return broken.Count == 0 ? 0 : 1;
    }

    static IEnumerable<FeelExpression> Parsed(string text, int language) => language switch
    {
        0 => Of(FeelExpression.ParseUnaryTests(text)),
        1 => Of(CamundaExpression.Parse($"${{{text}}}")),
        2 => FeelScript.Parse("a = " + text).Script?.Assignments.Select(a => a.Expression) ?? [],
        _ => Of(FeelExpression.Parse(text)),
    };

    static IEnumerable<FeelExpression> Of(FeelParseResult parsed) => parsed.IsValid ? [parsed.Expression] : [];

    static IEnumerable<string> Expressions(string file) => File.ReadLines(file).Select(line => JsonDocument.Parse(line).RootElement.GetProperty("expression").GetString()!);
}
