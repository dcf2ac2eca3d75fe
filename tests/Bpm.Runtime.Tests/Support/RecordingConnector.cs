using Bpm.Connectors;

namespace Bpm.Runtime.Tests;

/// <summary>Answers what the test says, and remembers what it was asked.</summary>
sealed class RecordingConnector(string type, Func<ConnectorJob, ConnectorResult> answer) : IConnector
{
    public List<ConnectorJob> Jobs { get; } = [];
    public string Type => type;

    public Task<ConnectorResult> Run(ConnectorJob job, CancellationToken ct)
    {
        lock (Jobs) Jobs.Add(job);
        return Task.FromResult(answer(job));
    }
}
