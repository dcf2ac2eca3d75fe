using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Bpm.Feel.Tests;

/// <summary>
/// Pairs of expression and result from other implementations, which lie beside the repository or where BPM_FEEL says. What differs on
/// purpose is explained, with the place in DMN 1.5, in differences.tsv; everything is printed.
/// </summary>
public sealed class SharedPairsTests(ITestOutputHelper output)
{
    static readonly Dictionary<string, int> Floors = new() { ["feelin.jsonl"] = 485, ["feel-scala.jsonl"] = 488 };

    static readonly Dictionary<string, string> Explanations =
        File.ReadLines(System.IO.Path.Combine(AppContext.BaseDirectory, "Pairs", "differences.tsv")).Select(line => line.Split('\t', 2)).ToDictionary(p => p[0], p => p[1]);

    readonly StringBuilder _report = new();

    [Fact]
    public void The_pairs_of_other_implementations_give_their_result_or_the_difference_is_explained()
    {
        var given = Environment.GetEnvironmentVariable("BPM_FEEL");
        var folder = given ?? Beside();
        Assert.SkipWhen(folder is null, "The folder ../shared/feel is not here.");
        var files = Directory.GetFiles(folder!, "*.jsonl").Order(StringComparer.Ordinal).ToArray();
        Assert.NotEmpty(files);

        var passes = files.ToDictionary(f => System.IO.Path.GetFileName(f), Report);
        Print();

        Assert.All(given is null ? Floors : [], floor => Assert.True(passes[floor.Key] >= floor.Value, $"{floor.Key}: {passes[floor.Key]} pass, expected {floor.Value}"));
    }

    /// <summary>To the test's output, and to the file that tests/run shows.</summary>
    void Print()
    {
        output.WriteLine(_report.ToString());
        if (Root() is { } root)
        {
            var artifacts = Directory.CreateDirectory(System.IO.Path.Combine(root, "artifacts"));
            File.WriteAllText(System.IO.Path.Combine(artifacts.FullName, "feel.txt"), _report.ToString());
        }
    }

    /// <summary>Notes the total and each difference; gives the passes.</summary>
    int Report(string file)
    {
        var pairs = File.ReadLines(file).Where(line => line.Length > 0).Select(line => JsonDocument.Parse(line).RootElement).ToArray();
        var differences = pairs.Select(p => (Id: p.GetProperty("id").GetString()!, Text: Difference(p))).Where(d => d.Text is not null).ToArray();
        var unexplained = differences.Count(d => !Explanations.ContainsKey(d.Id));
        _report.AppendLine(CultureInfo.InvariantCulture, $"{System.IO.Path.GetFileName(file)}: {pairs.Length - differences.Length} of {pairs.Length} pass, {differences.Length - unexplained} differences explained, {unexplained} unexplained");
        foreach (var (id, text) in differences)
        {
            _report.AppendLine(CultureInfo.InvariantCulture, $"  {id} {text}\n    {Explanations.GetValueOrDefault(id, "unexplained")}");
        }

        return pairs.Length - differences.Length;
    }

    public static string? Beside() =>
        Root() is { } root && System.IO.Path.Combine(root, "..", "shared", "feel") is var folder && Directory.Exists(folder) ? folder : null;

    static string? Root()
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            if (File.Exists(System.IO.Path.Combine(at.FullName, "Bpm.sln")))
            {
                return at.FullName;
            }
        }

        return null;
    }

    static string? Difference(JsonElement pair)
    {
        var expression = pair.GetProperty("expression").GetString()!;
        var shown = string.Join(' ', expression.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        var scope = (FeelContext)FeelJson.FromJson(pair.GetProperty("context"));
        var expected = FeelJson.FromJson(pair.GetProperty("expected"));
        var parsed = pair.GetProperty("kind").GetString() == "unary"
            ? FeelExpression.ParseUnaryTests(expression, scope.Keys)
            : FeelExpression.Parse(expression, scope.Keys);
        if (parsed.Expression is null)
        {
            return $"{shown} => {parsed.Error!.Message}, expected {expected}";
        }

        var result = parsed.Expression.Evaluate(scope, Feel.Environment);
        return IsExpected(FeelJson.Parse(FeelJson.ToJson(result.Value)), expected)
            ? null
            : $"{shown} {(scope.Count == 0 ? "" : $"with {scope} ")}=> {result.Value}, expected {expected}";
    }

    static bool IsExpected(FeelValue actual, FeelValue expected) => (actual, expected) switch
    {
        (FeelNumber a, FeelNumber e) => a.Equals(e) || Math.Abs(a.Value - e.Value) <= 1e-9m,
        (FeelList a, FeelList e) => a.Count == e.Count && a.Items.Zip(e.Items).All(p => IsExpected(p.First, p.Second)),
        (FeelContext a, FeelContext e) =>
            a.Count == e.Count && e.Keys.All(k => a.TryGet(k, out var own) && e.TryGet(k, out var other) && IsExpected(own, other)),
        _ => actual.Equals(expected),
    };
}
