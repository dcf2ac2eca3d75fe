using Bpm.Model;

namespace Bpm.Runtime.Tests;

public sealed class ShippedFilesTests : IDisposable
{
    readonly TestDatabase _database = new();

    [Fact]
    public async Task All_shipped_files_are_deployed_together_and_lack_only_a_language_model()
    {
        await using var node = await Story.Stage(_database);
        var files = Directory.EnumerateFiles(Story.Processes, "*.*", SearchOption.AllDirectories).Where(f => Path.GetExtension(f) is ".bpmn" or ".dmn" or ".form")
            .Select(f => new DeploymentFile(Path.GetFileName(f), File.ReadAllBytes(f))).ToList();

        var check = await node.Engine.Check(files, TestContext.Current.CancellationToken);

        var lacks = Assert.Single(check.Diagnostics);
        Assert.Equal((Severity.Warning, "classifyByModel"), (lacks.Severity, lacks.ElementId));
        Assert.True(files.Count > 10);
    }

    public void Dispose() => _database.Dispose();
}
