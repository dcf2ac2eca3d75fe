using System.Collections.Concurrent;
using System.Collections.Frozen;

namespace Bpm.Model;

/// <summary>
/// Which incoming flows of a joining gateway a token can still come to without passing the gateway itself: what the
/// inclusive join asks (BPMN 2.0.2, 13.4.3). Computed once for each gateway that is asked about. Links and boundary
/// events count as ways on.
/// </summary>
public sealed class Reachability
{
    readonly ProcessDefinition _definition;
    readonly ConcurrentDictionary<string, FrozenDictionary<string, FrozenSet<string>>> _byGateway = [];

    internal Reachability(ProcessDefinition definition) => _definition = definition;

    /// <summary>Ids of the gateway's incoming flows that a token on this flow can come to; the flow itself when it leads there.</summary>
    public FrozenSet<string> FromFlow(string gatewayId, string flowId) =>
        _byGateway.GetOrAdd(gatewayId, Compute).GetValueOrDefault(flowId, FrozenSet<string>.Empty);

    /// <summary>The same for a token inside a node.</summary>
    public IEnumerable<string> FromNode(string gatewayId, string nodeId) =>
        nodeId == gatewayId ? [] : WaysOn(nodeId).SelectMany(f => FromFlow(gatewayId, f)).Distinct();

    FrozenDictionary<string, FrozenSet<string>> Compute(string gatewayId)
    {
        var scope = _definition.Nodes[gatewayId].ScopeId;
        var flows = _definition.Flows.Values.Where(f => _definition.Nodes[f.SourceId].ScopeId == scope).ToList();
        // Against the direction of the flows, from each incoming one.
        var sources = flows.SelectMany(f => WaysOn(f.TargetId), (from, to) => (from: from.Id, to)).ToLookup(p => p.to, p => p.from);
        var reached = flows.ToDictionary(f => f.Id, _ => new HashSet<string>());
        foreach (var incoming in _definition.Incoming(gatewayId))
        {
            var open = new Stack<string>([incoming.Id]);
            while (open.TryPop(out var flow))
            {
                if (!reached[flow].Add(incoming.Id)) continue;
                if (_definition.Flows[flow].SourceId == gatewayId) continue;
                foreach (var before in sources[flow]) open.Push(before);
            }
        }
        // A token on a flow out of the gateway may come back to it: that way starts behind the gateway and does not pass it.
        return reached.ToFrozenDictionary(r => r.Key, r => r.Value.ToFrozenSet());
    }

    /// <summary>Flows on which a token can leave a node, at its end or by what happens on its edge.</summary>
    IEnumerable<string> WaysOn(string nodeId)
    {
        foreach (var flow in _definition.Outgoing(nodeId)) yield return flow.Id;
        foreach (var boundary in _definition.BoundaryEvents(nodeId))
            foreach (var flow in _definition.Outgoing(boundary.Id)) yield return flow.Id;
        if (_definition.Nodes[nodeId] is IntermediateThrowEvent { Definition: LinkEventDefinition link } thrower
            && _definition.Links.Find(thrower.ScopeId, link.Name) is { } target)
            foreach (var flow in _definition.Outgoing(target.Id)) yield return flow.Id;
    }
}
