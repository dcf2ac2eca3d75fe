using Bpm.Model;

namespace Bpm.Engine;

/// <summary>
/// Embedded subprocess, event subprocess and transaction (BPMN 2.0.2, 13.3.4): a scope that starts at its start event
/// (without one, at what nothing leads to) and completes when nothing inside it is active and no token is left in it.
/// </summary>
sealed class SubProcessBehavior : ElementBehavior
{
    public override void Activate(Execution execution, FlowNode node, ElementInstance element)
    {
        var starts = Starts(execution, (SubProcess)node);
        if (!execution.TryPrepare(element, out var waits, EventSubProcessTrigger.StartsIn(execution, node.Id))) return;

        if (!execution.Start(element, waits)) return;
        execution.EnterAll(starts, element.Key);
    }

    static List<FlowNode> Starts(Execution execution, SubProcess node)
    {
        var starts = execution.Definition.StartEvents(node.Id);
        if (node.IsTriggeredByEvent) return [starts[0]];
        if (!starts.IsEmpty) return [.. starts.Where(s => s.Definition is null)];
        return [.. execution.Definition.ImplicitStarts(node.Id)];
    }
}
