using Bpm.Model;

namespace Bpm.Engine;

/// <summary>Receive task (BPMN 2.0.2, 13.3.3): waits for its message; without one it is continued from outside.</summary>
sealed class ReceiveTaskBehavior : ElementBehavior<ReceiveTask>
{
    protected override void Activate(Execution execution, ReceiveTask node, ElementInstance element)
    {
        if (execution.TryPrepare(element, out var waits, node)) execution.Start(element, waits);
    }
}
