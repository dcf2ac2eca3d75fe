namespace Bpm.Connectors;

/// <summary>
/// Every connector of this process, in one place. A topic that is not in the table has no connector here: its jobs wait
/// until an external worker fetches them.
/// </summary>
public sealed class ConnectorTable(IEnumerable<IConnector> connectors)
{
    readonly Dictionary<string, IConnector> _byType = connectors.ToDictionary(c => c.Type, StringComparer.Ordinal);

    /// <summary>The connectors that are shipped; they keep their files under <paramref name="dataFolder"/>.</summary>
    public static ConnectorTable Shipped(string dataFolder, TimeProvider time) => new(
    [
        new LedgerConnector(dataFolder, time),
        new ArchiveConnector(Path.Combine(dataFolder, "archive"), time),
    ]);

    public IReadOnlyCollection<string> Types => _byType.Keys;

    public IConnector? Find(string type) => _byType.GetValueOrDefault(type);
}
