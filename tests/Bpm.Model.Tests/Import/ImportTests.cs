using System.Diagnostics;

namespace Bpm.Model.Tests.Import;

/// <summary>
/// Files that other tools exported, which lie beside the repository or where BPM_IMPORT says: each is read in bounded time and gives
/// processes, or located reasons why not. The table of what became of them is printed by <c>tests/run import</c>.
/// </summary>
public sealed class ImportTests(ITestOutputHelper output)
{
    static readonly TimeSpan Bound = TimeSpan.FromSeconds(20);

    /// <summary>What was accepted of the files beside the repository must stay accepted; what was refused of the wrong ones, refused.</summary>
    static readonly Dictionary<string, (int Accepted, int Refused)> Floors = new()
    {
        ["miwg-reference"] = (8, 0),
        ["miwg-vendor"] = (15, 0),
        ["bpmn-moddle"] = (12, 0),
        ["invalid-betsy"] = (0, 88),
    };

    [Fact]
    public async Task Every_file_gives_processes_or_located_reasons_in_bounded_time()
    {
        var given = Environment.GetEnvironmentVariable("BPM_IMPORT");
        var folder = given ?? Repository.Beside("import");
        Assert.SkipWhen(folder is null, "The folder ../shared/import is not here.");
        var paths = Directory.EnumerateFiles(folder!, "*", SearchOption.AllDirectories)
            .Where(f => Path.GetExtension(f) is ".bpmn" or ".xml" or ".bpmn2").Order(StringComparer.Ordinal).ToList();
        Assert.NotEmpty(paths);

        var readings = new List<ImportReading>();
        foreach (var path in paths)
        {
            readings.Add(await Read(path, Path.GetRelativePath(folder!, path)));
        }

        var report = ImportReport.Of(readings);
        output.WriteLine(report);
        Repository.Leave("import.txt", report);

        Assert.All(readings, reading => Assert.True(reading.Crash is null, reading.Crash));
        foreach (var (part, floor) in given is null ? Floors : [])
        {
            var here = readings.Where(r => r.Folder == part).ToList();
            Assert.True(here.Count(r => r.IsAccepted) >= floor.Accepted, $"{part}: fewer than {floor.Accepted} accepted");
            Assert.True(here.Count(r => !r.IsAccepted) >= floor.Refused, $"{part}: fewer than {floor.Refused} refused");
        }
    }

    static async Task<ImportReading> Read(string path, string name)
    {
        var content = await File.ReadAllBytesAsync(path);
        var clock = Stopwatch.StartNew();
        try
        {
            var file = await Task.Run(() => BpmnReader.Read(content, name)).WaitAsync(Bound);
            return new ImportReading(name, file, clock.Elapsed, Unexplained(file));
        }
        catch (TimeoutException)
        {
            return new ImportReading(name, null, clock.Elapsed, $"{name} took longer than {Bound.TotalSeconds} seconds");
        }
        catch (Exception crash) when (crash is not OutOfMemoryException)
        {
            return new ImportReading(name, null, clock.Elapsed, $"{name}: {crash}");
        }
    }

    /// <summary>A refusal without a reason, or a reason without a place, is as bad as a crash.</summary>
    static string? Unexplained(BpmnFile file)
    {
        var isDrawing = file.Diagnostics.Any(d => d is { Code: "no-executable-process", Severity: Severity.Warning });
        if (file.Processes.IsEmpty != (file.HasErrors || isDrawing))
        {
            return $"{file.FileName} is neither accepted nor refused";
        }

        return file.Diagnostics.Where(d => d.Code != "further-problems")
            .Where(d => d.Location.Line < 1 || !d.Message.StartsWith("Expected ", StringComparison.Ordinal) || string.IsNullOrWhiteSpace(d.Remedy))
            .Select(d => $"{file.FileName}: {d}").FirstOrDefault();
    }
}
