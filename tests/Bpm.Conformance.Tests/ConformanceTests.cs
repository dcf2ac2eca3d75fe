using System.Text;

namespace Bpm.Conformance.Tests;

/// <summary>The cases of other engines' own suites; the folder lies beside the repository, or is named by <c>BPM_CASES</c>.</summary>
public sealed class ConformanceTests(ITestOutputHelper output)
{
    /// <summary>Cases of the shared folder that must go on passing.</summary>
    const int Floor = 100;

    [Fact]
    public async Task Cases_of_other_engines_pass()
    {
        var named = Environment.GetEnvironmentVariable("BPM_CASES");
        var folder = named ?? SharedFolder();
        Assert.SkipWhen(folder is null || !Directory.Exists(folder), "The folder ../shared/cases is not here.");

        var only = Environment.GetEnvironmentVariable("BPM_CASE");
        List<CaseResult> results = [];
        foreach (var @case in ConformanceCase.In(folder!).Where(c => only is null || c.Id.Contains(only, StringComparison.Ordinal)))
        {
            await using var door = new EngineDoor();
            results.Add(await CaseRunner.Run(@case, door));
        }
        var report = Report(results);
        output.WriteLine(report);
        await File.WriteAllTextAsync(Path.Combine(AppContext.BaseDirectory, "conformance.txt"), report);
        if (named is null && only is null) Assert.True(results.Count(r => r.Failure is null) >= Floor, report);
    }

    static string Report(List<CaseResult> results)
    {
        var text = new StringBuilder();
        foreach (var result in results.Where(r => r.Failure is not null))
            text.AppendLine($"FAILED {result.Case.Tier} {result.Case.Feature} {result.Case.Id}: {result.Failure}");
        text.AppendLine();
        foreach (var tier in results.GroupBy(r => r.Case.Tier))
        {
            text.AppendLine($"{tier.Key}: {tier.Count(r => r.Failure is null)} of {tier.Count()}");
            foreach (var feature in tier.GroupBy(r => r.Case.Feature).OrderBy(g => g.Key, StringComparer.Ordinal))
                text.AppendLine($"  {feature.Key}: {feature.Count(r => r.Failure is null)} of {feature.Count()}");
        }
        text.AppendLine($"inferred facts that differ: {results.Sum(r => r.Inferred.Count)}");
        text.AppendLine($"all: {results.Count(r => r.Failure is null)} of {results.Count}");
        return text.ToString();
    }

    static string? SharedFolder()
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
            if (File.Exists(Path.Combine(at.FullName, "Bpm.sln"))) return Path.Combine(at.FullName, "..", "shared", "cases");
        return null;
    }
}
