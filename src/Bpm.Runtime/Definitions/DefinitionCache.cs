using System.Collections.Concurrent;
using Bpm.Model;
using Bpm.Storage;

namespace Bpm.Runtime;

/// <summary>
/// Definitions by key, each read from its XML once. A definition never changes after its deployment, so an entry is never
/// wrong and never removed.
/// </summary>
sealed class DefinitionCache(DefinitionStore store)
{
    readonly ConcurrentDictionary<long, ProcessDefinition> _byKey = [];

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
