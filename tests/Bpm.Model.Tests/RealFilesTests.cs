using System.Diagnostics;

namespace Bpm.Model.Tests;

/// <summary>Models of other engines' tests, read in place where they are present.</summary>
public sealed class RealFilesTests(ITestOutputHelper output)
{
    [Fact]
    public void Reads_every_file_of_the_conformance_cases_without_a_crash_and_in_bounded_time()
    {
        var folder = Repository.Beside("cases");
        Assert.SkipWhen(folder is null, "The folder ../shared/cases is not here.");

        var files = Directory.EnumerateFiles(folder!, "*", SearchOption.AllDirectories).Where(f => Path.GetExtension(f) is ".bpmn" or ".xml").Order().ToList();
        var accepted = new List<string>();
        var reasons = new SortedDictionary<string, int>();
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
            }
        }

        output.WriteLine($"cases: {files.Count} files, {accepted.Count} accepted, {files.Count - accepted.Count} refused");
        output.WriteLine(string.Join("\n", reasons.OrderByDescending(r => r.Value).Select(r => $"{r.Value,5} files with {r.Key}")));
        Assert.NotEmpty(files);
    }
}
