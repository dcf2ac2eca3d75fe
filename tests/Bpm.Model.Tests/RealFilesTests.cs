using System.Diagnostics;

namespace Bpm.Model.Tests;

/// <summary>Models of other engines' tests, read in place where they are present.</summary>
public sealed class RealFilesTests(ITestOutputHelper output)
{
    static readonly string[] Soundness = ["never-reached", "join-never-completes", "merge-repeats", "never-taken", "loop-without-wait"];

    [Fact]
    public void Reads_every_file_of_the_conformance_cases_without_a_crash_and_in_bounded_time()
    {
        var folder = Repository.Beside("cases");
        Assert.SkipWhen(folder is null, "The folder ../shared/cases is not here.");

        var files = Directory.EnumerateFiles(folder!, "*", SearchOption.AllDirectories).Where(f => Path.GetExtension(f) is ".bpmn" or ".xml").Order().ToList();
        var accepted = new List<string>();
        var reasons = new SortedDictionary<string, int>();
        var hints = new SortedDictionary<string, int>();
        foreach (var path in files)
        {
            var clock = Stopwatch.StartNew();
            var file = BpmnReader.Read(File.ReadAllBytes(path), Path.GetFileName(path));

            Assert.True(clock.Elapsed < TimeSpan.FromSeconds(20), $"{path} took {clock.Elapsed}");
            Assert.Equal(file.HasErrors || file.Diagnostics.Any(d => d.Code == "no-executable-process"), file.Processes.IsEmpty);
            Assert.All(file.Diagnostics, d => Assert.StartsWith("Expected ", d.Message, StringComparison.Ordinal));
            foreach (var code in file.Diagnostics.Where(d => d.Severity == Severity.Error).Select(d => d.Code).Distinct())
            {
                reasons[code] = reasons.GetValueOrDefault(code) + 1;
            }

            if (!file.HasErrors)
            {
                accepted.Add(path);
                foreach (var code in file.Diagnostics.Select(d => d.Code).Distinct())
                {
                    hints[code] = hints.GetValueOrDefault(code) + 1;
                }
            }
        }

        output.WriteLine($"cases: {files.Count} files, {accepted.Count} accepted, {files.Count - accepted.Count} refused");
        output.WriteLine(string.Join("\n", reasons.OrderByDescending(r => r.Value).Select(r => $"{r.Value,5} files with {r.Key}")));
        output.WriteLine("hints on accepted files: " + string.Join(", ", hints.OrderByDescending(h => h.Value).Select(h => $"{h.Key} {h.Value}")));
        Assert.NotEmpty(files);
        // These processes run as their authors meant them: a hint that many of them get would be a false alarm.
        Assert.All(Soundness, code => Assert.True(hints.GetValueOrDefault(code) <= accepted.Count / 20, $"{hints.GetValueOrDefault(code)} of {accepted.Count} files have {code}"));
    }
}
