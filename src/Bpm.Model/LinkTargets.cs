using System.Collections.Frozen;

namespace Bpm.Model;

/// <summary>Catching link events by scope and name: a throwing link goes on there as if a flow led to it (BPMN 2.0.2, 10.5.5).</summary>
public sealed class LinkTargets(IEnumerable<FlowNode> nodes)
{
    readonly FrozenDictionary<(string Scope, string Name), IntermediateCatchEvent> _targets =
        nodes.OfType<IntermediateCatchEvent>()
            .Where(e => e.Definition is LinkEventDefinition)
            .GroupBy(e => (e.ScopeId, ((LinkEventDefinition)e.Definition!).Name))
            .ToFrozenDictionary(g => g.Key, g => g.First());

    /// <summary>The event that a throwing link of this name leads to, or null.</summary>
    public IntermediateCatchEvent? Find(string scopeId, string name) => _targets.GetValueOrDefault((scopeId, name));
}
