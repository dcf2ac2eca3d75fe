using Bpm.Model;
using Microsoft.Extensions.Logging;

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

    [Fact]
    public async Task The_demo_starts_without_a_warning()
    {
        var log = new WarningLog();

        await using var node = await TestNode.Start(_database, new BpmOptions { Data = _database.Folder, Demo = true, DemoProcesses = Story.Processes }, log);

        Assert.Empty(log.Lines);
    }

    public void Dispose() => _database.Dispose();

    sealed class WarningLog : ILoggerProvider, ILogger
    {
        public List<string> Lines { get; } = [];
        public ILogger CreateLogger(string categoryName) => this;
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;
        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (!IsEnabled(logLevel)) return;
            lock (Lines) Lines.Add($"{formatter(state, exception)} {exception}");
        }

        public void Dispose()
        {
        }
    }
}
