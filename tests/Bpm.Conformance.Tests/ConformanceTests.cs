using System.Text;

namespace Bpm.Conformance.Tests;

/// <summary>
/// The cases of other engines' own suites, beside the repository, and the product's own in <c>cases</c>; <c>BPM_CASES</c> names
/// another folder instead, <c>BPM_DOOR</c> (engine or rest) the way in, <c>BPM_CASE</c> a part of the ids wanted.
/// </summary>
public sealed class ConformanceTests(ITestOutputHelper output)
{
    /// <summary>Cases of the shared folder that must go on passing through the engine's door.</summary>
    const int Floor = 436;

    static readonly string? Named = Environment.GetEnvironmentVariable("BPM_CASES");
    static readonly string? Only = Environment.GetEnvironmentVariable("BPM_CASE");
    static readonly string Door = Environment.GetEnvironmentVariable("BPM_DOOR") is { Length: > 0 } door ? door : "engine";
    static readonly string OwnCases = Path.Combine(AppContext.BaseDirectory, "cases");
    static readonly string Repository = Root(new DirectoryInfo(AppContext.BaseDirectory));
    static readonly string SharedCases = Path.Combine(Repository, "..", "shared", "cases");

    [Fact]
    public async Task Cases_of_other_engines_pass()
    {
        Assert.True(Door is "engine" or "rest", $"Expected BPM_DOOR to be engine or rest, but it is {Door}.");
        var others = Named ?? SharedCases;
        Assert.SkipWhen(Named is null && !Directory.Exists(others), "The folder ../shared/cases is not here.");

        var results = await Run(others, Door);
        var passed = results.Count(r => r.Failure is null);
        if (Named is null) results.AddRange(await Run(OwnCases, Door));
        var report = $"door: {Door}{Environment.NewLine}{Report(results)}";
        output.WriteLine(report);
        // Where tests/run finds the table to print it.
        await File.WriteAllTextAsync(Path.Combine(Directory.CreateDirectory(Path.Combine(Repository, "artifacts")).FullName, "conformance.txt"), report);
        if (Named is null && Only is null && Door is "engine") Assert.True(passed >= Floor, report);
    }

    /// <summary>The product's own cases: each of them must pass, whichever way it comes in.</summary>
    [Theory]
    [InlineData("engine")]
    [InlineData("rest")]
    public async Task Own_cases_pass(string door)
    {
        Assert.SkipWhen(Named is not null || Only is not null || Door is "rest", "Other cases, or the REST door for all of them, were asked for.");

        var results = await Run(OwnCases, door);

        Assert.NotEmpty(results);
        Assert.True(results.TrueForAll(r => r.Failure is null && r.Inferred.Count == 0), Report(results));
    }

    static async Task<List<CaseResult>> Run(string folder, string door)
    {
        List<CaseResult> results = [];
        foreach (var @case in ConformanceCase.In(folder).Where(c => Only is null || c.Id.Contains(Only, StringComparison.Ordinal)))
        {
            await using IDoor way = door == "rest" ? new RestDoor() : new EngineDoor();
            results.Add(await CaseRunner.Run(@case, way));
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

    static string Root(DirectoryInfo at) => File.Exists(Path.Combine(at.FullName, "Bpm.sln")) ? at.FullName : Root(at.Parent!);
}
