using Bpm.Model;

namespace Bpm.Engine;

/// <summary>
/// Embedded subprocess (BPMN 2.0.2, 13.3.4): a scope that starts at its none start event and completes when nothing
/// inside it is active and no token is left in it.
/// </summary>
sealed class SubProcessBehavior : ElementBehavior<SubProcess>
{
    protected override void Activate(Execution execution, SubProcess node, ElementInstance element)
    {
        if (!TimerTrigger.TryPrepareBoundaries(execution, element, out var timers)) return;

        execution.Emit(new ElementStarted(element.Key));
        TimerTrigger.Arm(execution, element, timers);
        execution.Enter(execution.Definition.StartEvents(node.Id).First(s => s.Definition is null), element.Key, []);
    }
}
