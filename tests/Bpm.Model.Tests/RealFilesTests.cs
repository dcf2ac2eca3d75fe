using System.Diagnostics;

namespace Bpm.Model.Tests;

/// <summary>Files of many tools and engines, read in place where they are present.</summary>
public sealed class RealFilesTests(ITestOutputHelper output)
{
    static readonly string? Shared = FindShared();

    [Theory]
    [InlineData("import")]
    [InlineData("cases")]
    public void Reads_every_file_without_a_crash_and_in_bounded_time(string folder)
    {
        Assert.SkipUnless(Shared is not null, "the folder ../shared with other tools' files is not present");

        var files = Directory.EnumerateFiles(Path.Combine(Shared!, folder), "*", SearchOption.AllDirectories)
            .Where(f => f.EndsWith(".bpmn", StringComparison.Ordinal) || f.EndsWith(".xml", StringComparison.Ordinal)).Order().ToList();
        var accepted = new List<string>();
        var reasons = new SortedDictionary<string, int>();
        foreach (var path in files)
        {
            var clock = Stopwatch.StartNew();
            var file = BpmnReader.Read(File.ReadAllBytes(path), Path.GetFileName(path));

            Assert.True(clock.Elapsed < TimeSpan.FromSeconds(20), $"{path} took {clock.Elapsed}");
            Assert.Equal(file.HasErrors, file.Processes.IsEmpty);
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

        output.WriteLine($"{folder}: {files.Count} files, {accepted.Count} accepted, {files.Count - accepted.Count} refused");
        output.WriteLine(string.Join("\n", reasons.OrderByDescending(r => r.Value).Select(r => $"{r.Value,5} files with {r.Key}")));
        Assert.NotEmpty(files);
    }

    static string? FindShared()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (Directory.Exists(Path.Combine(folder.FullName, "shared", "import")))
            {
                return Path.Combine(folder.FullName, "shared");
            }
        }

        return null;
    }
}
