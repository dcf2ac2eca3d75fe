using System.Collections.Immutable;
using Bpm.Model;

namespace Bpm.Engine;

/// <summary>
/// Event-based gateway (BPMN 2.0.2, 13.4.4): waits for the events and receive tasks that its flows lead to; the first
/// to occur takes the token. One that starts the process may need all of them (parallel).
/// </summary>
sealed class EventBasedGatewayBehavior : ElementBehavior<EventBasedGateway>
{
    protected override void Activate(Execution execution, EventBasedGateway node, ElementInstance element)
    {
        var targets = execution.Definition.Outgoing(node.Id).Select(f => execution.Definition.Nodes[f.TargetId]);
        if (execution.TryPrepare(element, out var waits, targets)) execution.Start(element, waits);
    }

    public override bool TryChooseFlows(Execution execution, FlowNode node, ElementInstance element, out ImmutableArray<SequenceFlow> flows)
    {
        flows = [];
        return true;
    }

    /// <param name="pauses">A continuation job stands behind the event.</param>
    public static void Choose(Execution execution, ElementInstance element, EventBasedGateway gateway, FlowNode target, VariableSet variables, bool pauses = false)
    {
        var flow = execution.Definition.Outgoing(gateway.Id).First(f => f.TargetId == target.Id);
        var scopeKey = element.ScopeKey;
        if (gateway.IsParallel) Waits.Close(execution, element.Key, id => id == target.Id);
        if (!gateway.IsParallel || !execution.Instance.SubscriptionsOf(element.Key).Any() && !execution.Instance.JobsOf(element.Key).Any()) execution.Finish(element);
        execution.Emit(new SequenceFlowTaken(flow.Id, scopeKey));
        execution.EnterOccurred(target, scopeKey, [flow.Id], variables, pauses);
    }

    /// <summary>The first event has started the process: a parallel gateway waits for the others.</summary>
    public static void StartAt(Execution execution, EventBasedGateway gateway, FlowNode target, VariableSet variables)
    {
        // The event has come already, so what stands before the gateway or its target is done behind it.
        var pauses = gateway.AsyncBefore || target.AsyncBefore;
        var element = execution.EnterWaiting(gateway, execution.Instance.Key);
        execution.Begin(element);
        if (execution.Instance.Elements.ContainsKey(element.Key) && element.State == ElementState.Active) Choose(execution, element, gateway, target, variables, pauses);
    }
}
