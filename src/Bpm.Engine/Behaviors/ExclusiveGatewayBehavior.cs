using System.Collections.Immutable;
using Bpm.Model;

namespace Bpm.Engine;

/// <summary>
/// Exclusive gateway (BPMN 2.0.2, 13.4.2): every token passes at once, on the first outgoing flow whose condition
/// holds, else on the default flow; when none can be taken it is an incident. Never waits.
/// </summary>
sealed class ExclusiveGatewayBehavior : ElementBehavior<ExclusiveGateway>
{
    protected override void Activate(Execution execution, ExclusiveGateway node, ElementInstance element) => execution.Complete(element);

    public override bool TryChooseFlows(Execution execution, FlowNode node, ElementInstance element, out ImmutableArray<SequenceFlow> flows) =>
        OutgoingFlows.TryChooseFirst(execution, node, element, out flows);
}
