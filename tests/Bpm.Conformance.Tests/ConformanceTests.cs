using System.Text;

namespace Bpm.Conformance.Tests;

/// <summary>The cases of other engines' own suites; the folder lies beside the repository, or is named by <c>BPM_CASES</c>.</summary>
public sealed class ConformanceTests(ITestOutputHelper output)
{
    /// <summary>Cases of the shared folder that must go on passing.</summary>
    const int Floor = 436;

    [Fact]
    public async Task Cases_of_other_engines_pass()
    {
        var named = Environment.GetEnvironmentVariable("BPM_CASES");
        var folder = named ?? SharedFolder();
        Assert.SkipWhen(folder is null || !Directory.Exists(folder), "The folder ../shared/cases is not here.");

        var only = Environment.GetEnvironmentVariable("BPM_CASE");
        var results = await Run(ConformanceCase.In(folder!).Where(c => only is null || c.Id.Contains(only, StringComparison.Ordinal)));
        var report = Report(results);
        output.WriteLine(report);
        await File.WriteAllTextAsync(Path.Combine(AppContext.BaseDirectory, "conformance.txt"), report);
        if (named is null && only is null) Assert.True(results.Count(r => r.Failure is null) >= Floor, report);
    }

    /// <summary>The product's own cases: each of them must pass.</summary>
    [Fact]
    public async Task Own_cases_pass()
    {
        var results = await Run(ConformanceCase.In(Path.Combine(AppContext.BaseDirectory, "cases")));
        var report = Report(results);
        output.WriteLine(report);
        await File.WriteAllTextAsync(Path.Combine(AppContext.BaseDirectory, "own.txt"), report);
        Assert.NotEmpty(results);
        Assert.True(results.TrueForAll(r => r.Failure is null && r.Inferred.Count == 0), report);
    }

    static async Task<List<CaseResult>> Run(IEnumerable<ConformanceCase> cases)
    {
        List<CaseResult> results = [];
        foreach (var @case in cases)
        {
            await using var door = new EngineDoor();
            results.Add(await CaseRunner.Run(@case, door));
        }
        return results;
    }

    /// <summary>Cases that contradict the specification, by id, with the sentence that they contradict.</summary>
    static Dictionary<string, string> BelievedWrong() =>
        File.ReadLines(Path.Combine(AppContext.BaseDirectory, "believed-wrong.tsv")).Skip(1).Select(l => l.Split('\t')).ToDictionary(l => l[0], l => l[1]);

    static string Report(List<CaseResult> results)
    {
        var text = new StringBuilder();
        var believedWrong = BelievedWrong();
        foreach (var result in results.Where(r => r.Failure is not null && believedWrong.ContainsKey(r.Case.Id)))
            text.AppendLine($"failed, believed wrong: {result.Case.Tier} {result.Case.Feature} {result.Case.Id}: {result.Failure}\n    because: {believedWrong[result.Case.Id]}");
        foreach (var result in results.Where(r => r.Failure is not null && !believedWrong.ContainsKey(r.Case.Id)))
            text.AppendLine($"FAILED {result.Case.Tier} {result.Case.Feature} {result.Case.Id}: {result.Failure}");
        text.AppendLine();
        foreach (var tier in results.GroupBy(r => r.Case.Tier))
        {
            text.AppendLine($"{tier.Key}: {tier.Count(r => r.Failure is null)} of {tier.Count()}");
            foreach (var feature in tier.GroupBy(r => r.Case.Feature).OrderBy(g => g.Key, StringComparer.Ordinal))
                text.AppendLine($"  {feature.Key}: {feature.Count(r => r.Failure is null)} of {feature.Count()}");
        }
        text.AppendLine($"inferred facts that differ: {results.Sum(r => r.Inferred.Count)}");
        var wrong = results.Count(r => r.Failure is not null && believedWrong.ContainsKey(r.Case.Id));
        text.AppendLine($"all: {results.Count(r => r.Failure is null)} of {results.Count}{(wrong > 0 ? $", failed {results.Count(r => r.Failure is not null)}, of these believed wrong {wrong}" : "")}");
        return text.ToString();
    }

    static string? SharedFolder()
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
            if (File.Exists(Path.Combine(at.FullName, "Bpm.sln"))) return Path.Combine(at.FullName, "..", "shared", "cases");
        return null;
    }
}
