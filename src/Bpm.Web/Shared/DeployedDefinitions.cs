using System.Collections.Concurrent;
using System.Text;
using Bpm.Model;
using Bpm.Storage;

namespace Bpm.Web.Shared;

/// <summary>
/// Deployed processes as pages need them: the file to draw and the definition with its names and forms. A definition never
/// changes, so it is read once; when there are many, all are forgotten and read again as needed.
/// </summary>
public sealed class DeployedDefinitions(Definitions reads)
{
    const int Most = 200;
    readonly ConcurrentDictionary<long, DeployedDefinition> _known = [];

    public async Task<DeployedDefinition?> Find(long definitionKey, CancellationToken ct)
    {
        if (_known.TryGetValue(definitionKey, out var known)) return known;
        if (await reads.Find(definitionKey, ct) is not { } row || await reads.Xml(definitionKey, ct) is not { } xml) return null;
        var file = BpmnReader.Read(Encoding.UTF8.GetBytes(xml), row.ResourceName);
        if (file.Processes.FirstOrDefault(p => p.Id == row.ProcessId) is not { } definition) return null;
        if (_known.Count >= Most) _known.Clear();
        return _known[definitionKey] = new DeployedDefinition(xml, definition);
    }
}

public sealed record DeployedDefinition(string Xml, ProcessDefinition Definition)
{
    /// <summary>An element's name, or its id where it has none.</summary>
    public string NameOf(string elementId) =>
        Definition.Nodes.TryGetValue(elementId, out var node) && !string.IsNullOrWhiteSpace(node.Name) ? node.Name : elementId;

    /// <summary>Whether the element, or something around it, is done more than once.</summary>
    public bool IsInLoop(string elementId)
    {
        for (var node = Definition.Nodes.GetValueOrDefault(elementId); node is not null; node = Definition.Nodes.GetValueOrDefault(node.ScopeId))
            if (node is Activity { Loop: not null }) return true;
        return false;
    }
}
