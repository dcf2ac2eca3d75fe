using System.Collections.Immutable;
using Bpm.Model;

namespace Bpm.Engine;

/// <summary>
/// Parallel gateway (BPMN 2.0.2, 13.4.1): waits until every incoming flow has a token, takes one of each, and puts one
/// on every outgoing flow; conditions on them are not evaluated.
/// </summary>
sealed class ParallelGatewayBehavior : ElementBehavior<ParallelGateway>
{
    public override bool TryConsume(Execution execution, FlowNode node, Arrival arrival, out EquatableArray<string> consumedFlows)
    {
        var incoming = execution.Definition.Incoming(node.Id);
        consumedFlows = [];
        foreach (var flow in incoming)
            if (execution.Instance.TokensOn(arrival.ScopeKey, flow.Id) == 0) return false;
        consumedFlows = [.. incoming.Select(f => f.Id)];
        return true;
    }

    protected override void Activate(Execution execution, ParallelGateway node, ElementInstance element) => execution.Complete(element);

    public override bool TryChooseFlows(Execution execution, FlowNode node, ElementInstance element, out ImmutableArray<SequenceFlow> flows)
    {
        flows = execution.Definition.Outgoing(node.Id);
        return true;
    }
}
