namespace Bpm.Connectors;

/// <summary>
/// Every connector of this process, in one place. A topic that is not in the table has no connector here: its jobs wait
/// until an external worker fetches them.
/// </summary>
public sealed class ConnectorTable(IEnumerable<IConnector> connectors) : IDisposable
{
    readonly Dictionary<string, IConnector> _byType = connectors.ToDictionary(c => c.Type, StringComparer.Ordinal);

    /// <summary>The connectors that need no engine; those that keep files do so under <paramref name="dataFolder"/>.</summary>
    public static IEnumerable<IConnector> Shipped(string dataFolder, ConnectorOptions options, TimeProvider time) =>
    [
        new LedgerConnector(dataFolder, time),
        new ArchiveConnector(Path.Combine(dataFolder, "archive"), time),
        new HttpConnector(options, time),
        new MailConnector(options, time),
        new SqlConnector(options, time),
        new ScriptConnector(options, time),
        new LlmConnector(options, time),
    ];

    public IReadOnlyCollection<string> Types => _byType.Keys;

    public void Dispose()
    {
        foreach (var connector in _byType.Values.OfType<IDisposable>()) connector.Dispose();
    }

    public IConnector? Find(string type) => _byType.GetValueOrDefault(type);
}
