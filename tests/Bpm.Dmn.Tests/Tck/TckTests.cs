using System.Text;

namespace Bpm.Dmn.Tests.Tck;

/// <summary>
/// The conformance tests of DMN, read in place: <c>BPM_TCK=&lt;folder&gt; bash tests/run tck</c> runs those of another folder and prints the
/// same table. Only the shared folder has a floor.
/// </summary>
public sealed class TckTests(ITestOutputHelper output)
{
    static readonly Dictionary<string, int> Floor = new() { ["compliance-level-2"] = 69, ["compliance-level-3"] = 2018, ["non-compliant"] = 37 };

    [Fact]
    public void Passes_the_conformance_tests_that_lie_beside_the_repository()
    {
        var folder = TckFolder.Find();
        Assert.SkipWhen(folder is null, "The folder ../shared/dmn-tck, or the one that BPM_TCK names, is not here.");

        var levels = folder!.Levels().Select(l => (Level: l.Key, Results: l.SelectMany(TckRun.Of).ToArray())).ToArray();
        var report = Report(levels);
        Keep(report);
        output.WriteLine(report);

        Assert.NotEmpty(levels);
        Assert.All(levels.Where(l => folder.IsShared && Floor.ContainsKey(l.Level)), l => Assert.InRange(l.Results.Count(r => r.Passes), Floor[l.Level], int.MaxValue));
    }

    static string Report((string Level, TckResult[] Results)[] levels)
    {
        var report = new StringBuilder();
        foreach (var failure in levels.SelectMany(l => l.Results).Where(r => !r.Passes))
        {
            report.AppendLine($"FAIL {failure}");
        }

        foreach (var (level, results) in levels)
        {
            var passes = results.Count(r => r.Passes);
            report.AppendLine($"{level}: {passes} of {results.Length} ({(results.Length == 0 ? 0 : 100.0 * passes / results.Length):F2} %)");
        }

        return report.ToString();
    }

    /// <summary>Where tests/run finds the table to print it.</summary>
    static void Keep(string report)
    {
        if (TckFolder.Repository() is { } root)
        {
            var folder = Directory.CreateDirectory(Path.Combine(root, "artifacts"));
            File.WriteAllText(Path.Combine(folder.FullName, "tck.txt"), report);
        }
    }
}
