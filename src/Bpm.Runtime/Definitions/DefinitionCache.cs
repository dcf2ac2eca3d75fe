using System.Collections.Concurrent;
using Bpm.Model;
using Bpm.Storage;

namespace Bpm.Runtime;

/// <summary>
/// Definitions by key, each read from its XML once. A definition never changes after its deployment, so an entry is never
/// wrong; it goes with its definition.
/// </summary>
sealed class DefinitionCache(DefinitionStore store, TimeProvider time)
{
    static readonly TimeSpan Trust = TimeSpan.FromSeconds(1);

    readonly ConcurrentDictionary<long, ProcessDefinition> _byKey = [];
    volatile ConcurrentDictionary<string, (long Key, long AskedAt)> _latest = [];

    /// <summary>
    /// The key of the latest version. What this node deploys counts at once; what another node deployed counts within a
    /// second, as all news of other nodes.
    /// </summary>
    public async ValueTask<long?> Latest(string processId, CancellationToken ct)
    {
        // Held here: an answer older than a deployment of this node lands in the table that the deployment has put aside.
        var latest = _latest;
        if (latest.TryGetValue(processId, out var known) && time.GetElapsedTime(known.AskedAt) < Trust) return known.Key;
        var askedAt = time.GetTimestamp();
        if (await store.Latest(processId, ct) is not { DefinitionKey: var key }) return null;
        latest[processId] = (key, askedAt);
        return key;
    }

    /// <summary>This node has deployed something: which versions are the latest is asked again.</summary>
    public void ForgetLatest() => _latest = [];

    /// <summary>Which definitions instances are being started of.</summary>
    public DefinitionUses Uses { get; } = new();

    /// <summary>These are gone.</summary>
    public void Forget(IEnumerable<long> keys)
    {
        foreach (var key in keys) _byKey.TryRemove(key, out _);
        ForgetLatest();
    }

    /// <summary>The definition of a stored instance: it exists.</summary>
    public async ValueTask<ProcessDefinition> Get(long key, CancellationToken ct) =>
        await Find(key, ct) ?? throw new InvalidOperationException($"Expected the process definition {key}, but the database has none.");

    public async ValueTask<ProcessDefinition?> Find(long key, CancellationToken ct)
    {
        if (_byKey.TryGetValue(key, out var known)) return known;
        if (await store.Find(key, ct) is not { } stored || await store.LoadXml(key, ct) is not { } resource) return null;
        var file = BpmnReader.Read(resource.Content, resource.Name);
        var definition = file.Processes.FirstOrDefault(p => p.Id == stored.ProcessId)
            ?? throw new InvalidOperationException(
                $"Expected the process {stored.ProcessId} in {resource.Name}, but: {string.Join("; ", file.Diagnostics.Select(d => d.Message))}");
        return _byKey.GetOrAdd(key, definition);
    }
}
