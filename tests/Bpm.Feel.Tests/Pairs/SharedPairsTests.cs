using System.Text.Json;

namespace Bpm.Feel.Tests;

/// <summary>Pairs of expression and result that two other implementations agree to; the folder lies beside the repository.</summary>
public sealed class SharedPairsTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData("feelin.jsonl", 489)]
    [InlineData("feel-scala.jsonl", 482)]
    public void Most_pairs_of_other_implementations_give_their_result(string file, int floor)
    {
        var path = Find(file);
        Assert.SkipWhen(path is null, "The folder ../shared/feel is not here.");

        var pairs = File.ReadLines(path!).Select(line => JsonDocument.Parse(line).RootElement).ToArray();
        var failures = pairs.Select(Failure).OfType<string>().ToArray();

        output.WriteLine($"{file}: {pairs.Length - failures.Length} of {pairs.Length}");
        foreach (var failure in failures)
        {
            output.WriteLine(failure);
        }

        Assert.True(pairs.Length - failures.Length >= floor, $"{pairs.Length - failures.Length} of {pairs.Length} pass, expected {floor}");
    }

    static string? Find(string file)
    {
        var folder = Environment.GetEnvironmentVariable("BPM_FEEL");
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); folder is null && at is not null; at = at.Parent)
        {
            folder = File.Exists(Path.Combine(at.FullName, "Bpm.sln")) ? Path.Combine(at.FullName, "..", "shared", "feel") : null;
        }

        var path = folder is null ? null : Path.Combine(folder, file);
        return File.Exists(path) ? path : null;
    }

    static string? Failure(JsonElement pair)
    {
        var expression = pair.GetProperty("expression").GetString()!;
        var scope = (FeelContext)FeelJson.FromJson(pair.GetProperty("context"));
        var parsed = pair.GetProperty("kind").GetString() == "unary"
            ? FeelExpression.ParseUnaryTests(expression, scope.Keys)
            : FeelExpression.Parse(expression, scope.Keys);
        var id = pair.GetProperty("id").GetString();
        if (parsed.Expression is null)
        {
            return $"{id} {expression} => {parsed.Error!.Message}, expected {pair.GetProperty("expected")}";
        }

        var result = parsed.Expression.Evaluate(scope, Feel.Environment);
        var expected = FeelJson.FromJson(pair.GetProperty("expected"));
        return IsExpected(FeelJson.Parse(FeelJson.ToJson(result.Value)), expected)
            ? null
            : $"{id} {expression} {pair.GetProperty("context")} => {result.Value}, expected {expected}";
    }

    static bool IsExpected(FeelValue actual, FeelValue expected) => (actual, expected) switch
    {
        (FeelNumber a, FeelNumber e) => Math.Abs(a.Value - e.Value) <= 1e-9m,
        (FeelList a, FeelList e) => a.Count == e.Count && a.Items.Zip(e.Items).All(p => IsExpected(p.First, p.Second)),
        (FeelContext a, FeelContext e) =>
            a.Count == e.Count && e.Keys.All(k => a.TryGet(k, out var own) && e.TryGet(k, out var other) && IsExpected(own, other)),
        _ => actual.Equals(expected),
    };
}
