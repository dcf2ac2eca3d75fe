using Bpm.Model;

namespace Bpm.Engine;

/// <summary>
/// Inclusive gateway (BPMN 2.0.2, 13.4.3): waits while a token somewhere in its scope can still come to an incoming
/// flow that has none, and to none of those that have; then takes one token of each and leaves on every flow whose
/// condition holds, else on the default flow.
/// </summary>
sealed class InclusiveGatewayBehavior : ElementBehavior<InclusiveGateway>
{
    public override bool TryConsume(Execution execution, FlowNode node, Arrival arrival, out EquatableArray<string> consumedFlows)
    {
        consumedFlows = [];
        var filled = execution.Definition.Incoming(node.Id).Where(f => execution.Instance.TokensOn(arrival.ScopeKey, f.Id) > 0).Select(f => f.Id).ToList();
        if (LateTokens.MayCome(execution, node.Id, arrival.ScopeKey, filled)) return false;
        consumedFlows = [.. filled];
        return true;
    }

    protected override void Activate(Execution execution, InclusiveGateway node, ElementInstance element) => execution.Complete(element);
}
