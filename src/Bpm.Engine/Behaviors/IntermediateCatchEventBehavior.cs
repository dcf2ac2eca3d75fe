using Bpm.Model;

namespace Bpm.Engine;

/// <summary>Intermediate catch event (BPMN 2.0.2, 13.5.2): waits until its timer fires.</summary>
sealed class IntermediateCatchEventBehavior : ElementBehavior<IntermediateCatchEvent>
{
    protected override void Activate(Execution execution, IntermediateCatchEvent node, ElementInstance element)
    {
        if (!TimerTrigger.TryPrepare(execution, element, node, out var timer)) return;

        execution.Emit(new ElementStarted(element.Key));
        TimerTrigger.Arm(execution, element, [timer]);
    }
}
