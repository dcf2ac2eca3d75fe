using System.Collections.Immutable;
using Bpm.Model;

namespace Bpm.Engine;

/// <summary>
/// The semantics of one element type. Stateless: everything it knows is in its arguments. Rule for every hook:
/// evaluate all expressions first, then emit; a hook that raised an incident emits nothing else.
/// </summary>
abstract class ElementBehavior
{
    /// <summary>A token has arrived: which tokens does the element take to begin? False: it waits for more of them.</summary>
    public virtual bool TryConsume(Execution execution, FlowNode node, Arrival arrival, out EquatableArray<string> consumedFlows)
    {
        if (node is Activity { StartQuantity: > 1 and var quantity }) return TryConsumeSeveral(execution, node, arrival.ScopeKey, quantity, out consumedFlows);
        consumedFlows = [arrival.Flow.Id];
        return true;
    }

    /// <summary>An activity that starts with several tokens takes them from whichever flows they are on (BPMN 2.0.2, 13.3.2).</summary>
    static bool TryConsumeSeveral(Execution execution, FlowNode node, long scopeKey, int quantity, out EquatableArray<string> consumedFlows)
    {
        List<string> tokens = [.. execution.Definition.Incoming(node.Id).SelectMany(f => Enumerable.Repeat(f.Id, execution.Instance.TokensOn(scopeKey, f.Id)))];
        consumedFlows = tokens.Count < quantity ? [] : [.. tokens.Take(quantity)];
        return tokens.Count >= quantity;
    }

    /// <summary>Acts, and either completes the element or leaves it waiting.</summary>
    public abstract void Activate(Execution execution, FlowNode node, ElementInstance element);

    /// <summary>The flows to leave on: by default all whose condition holds, else the default flow (BPMN 2.0.2, 13.3.1).</summary>
    public virtual bool TryChooseFlows(Execution execution, FlowNode node, ElementInstance element, out ImmutableArray<SequenceFlow> flows) =>
        OutgoingFlows.TryChooseAll(execution, node, element, out flows);
}

/// <summary>A behavior that knows its element's type.</summary>
abstract class ElementBehavior<TNode> : ElementBehavior where TNode : FlowNode
{
    public sealed override void Activate(Execution execution, FlowNode node, ElementInstance element) =>
        Activate(execution, (TNode)node, element);

    protected abstract void Activate(Execution execution, TNode node, ElementInstance element);
}
