using Bpm.Model;

namespace Bpm.Engine;

/// <summary>How an element ends: its work is done, its outputs are mapped, and its token goes on.</summary>
sealed partial class Execution
{
    /// <summary>The element's own work is done.</summary>
    /// <param name="hasOccurred">An event that was entered because it has occurred: its start listeners are still to be called.</param>
    /// <param name="pauses">A continuation job stands behind it, whatever the model says.</param>
    public void Complete(ElementInstance element, bool hasOccurred = false, bool pauses = false)
    {
        var node = NodeOf(element);
        var isAsync = pauses || IsHeld || (element.Role == ElementRole.Item ? node is Activity { Loop: MultiInstance { AsyncAfter: true } } : node.AsyncAfter);
        if (isAsync)
        {
            Emit(new ElementCompleting(element.Key));
            Waits.Close(this, element.Key);
            ContinueLater(element, node, hasOccurred ? Occurred : null);
        }
        else
        {
            // Who has occurred has not begun: what holds its leaving up must not make it wait once more.
            if (hasOccurred && !node.Listeners.IsEmpty) StopAtCompleting(element);
            Leave(element, null, hasOccurred);
        }
    }

    /// <summary>Evaluates outputs, chooses flows and puts tokens on them; the last to leave a scope completes the scope.</summary>
    /// <param name="step">The step to go on with, those before it being done: a listener by its place, the outputs, then the flows.</param>
    public void Leave(ElementInstance element, int? step = null, bool hasOccurred = false)
    {
        var node = NodeOf(element);
        if (element.Role == ElementRole.Loop)
        {
            if (!LoopBehavior.TryAssignResults(this, (Activity)node, element)) return;
        }
        else if (!element.HasEnded && !(step > node.Listeners.Length) && !CompensationTrigger.IsResumed(this, element) && !TryEnd(node, element, step, hasOccurred))
        {
            return;
        }
        if (element.Role == ElementRole.Item)
        {
            LoopBehavior.LeaveItem(this, (Activity)node, element);
            return;
        }
        if (element.Role == ElementRole.Undo)
        {
            Finish(element);
            CompensationTrigger.Undone(this, element);
            return;
        }
        if (!ElementBehaviors.For(node).TryChooseFlows(this, node, element, out var flows) || !Listeners.TryTake(this, element, flows, step)) return;

        Finish(element);
        if (AdHocSubProcessBehavior.EndsWith(this, element)) return;
        var quantity = node is Activity activity ? activity.CompletionQuantity : 1;
        foreach (var flow in flows)
            for (var i = 0; i < quantity; i++) Take(flow, element.ScopeKey);
        if (flows.Length == 0) ScopeStepDone(element.ScopeKey, node);
    }

    /// <summary>The step of leaving that comes when listeners and outputs are done.</summary>
    public static int FlowsStep(FlowNode node) => node.Listeners.Length + 1;

    /// <summary>Outputs and end listeners: in Camunda 8 the outputs come first, elsewhere what the listeners set is mapped, too.</summary>
    bool TryEnd(FlowNode node, ElementInstance element, int? step, bool hasOccurred)
    {
        var outputsFirst = definition.Dialect == Dialect.Camunda8;
        if (node is CallActivity call && step is null && !CallActivityBehavior.TryTakeKept(this, call, element)) return false;
        if (outputsFirst && step is null && !VariableMappings.TryApplyOutputs(this, node, element, null)) return false;
        if (!(hasOccurred || step is not null
            ? Listeners.TryCall(this, element, step ?? 0, ListenerEvent.Start, ListenerEvent.End)
            : Listeners.TryCall(this, element, 0, ListenerEvent.End))) return false;
        return outputsFirst || VariableMappings.TryApplyOutputs(this, node, element, node.Listeners.Length);
    }

    /// <summary>The end of an element that is not terminated.</summary>
    public void Finish(ElementInstance element)
    {
        Waits.Close(this, element.Key);
        CloseIncidents(element.Key);
        CompensationTrigger.Enable(this, element);
        Emit(new ElementCompleted(element.Key, At));
    }

    /// <summary>
    /// An element whose leaving failed is tried again at its leaving, not at its beginning; its work is done, so nothing on
    /// its edge fires any more. Always false.
    /// </summary>
    public bool StopAtCompleting(ElementInstance element)
    {
        if (element.State != ElementState.Completing) Emit(new ElementCompleting(element.Key));
        Waits.Close(this, element.Key);
        return false;
    }

    /// <summary>The same once outputs are mapped and end listeners called: neither is done again. Always false.</summary>
    public bool StopAtLeaving(ElementInstance element)
    {
        if (!element.HasEnded) Emit(new ElementCompleting(element.Key) { HasEnded = true });
        Waits.Close(this, element.Key);
        return false;
    }

    /// <summary>Does something after the tokens that move now have come to rest, if the element is still there.</summary>
    public void Afterwards(ElementInstance element, Action then) => _moves.Enqueue(new Move(default, () =>
    {
        if (!instance.HasEnded && instance.Elements.ContainsKey(element.Key)) then();
    }));

    public void Take(SequenceFlow flow, long scopeKey)
    {
        Emit(new SequenceFlowTaken(flow.Id, scopeKey));
        _moves.Enqueue(new Move(new Arrival(flow, scopeKey)));
    }
}
