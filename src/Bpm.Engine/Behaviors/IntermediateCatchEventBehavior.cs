using Bpm.Model;

namespace Bpm.Engine;

/// <summary>Intermediate catch event (BPMN 2.0.2, 13.5.2): waits until what it waits for comes; of a multiple event the first, or all of it.</summary>
sealed class IntermediateCatchEventBehavior : ElementBehavior<IntermediateCatchEvent>
{
    protected override void Activate(Execution execution, IntermediateCatchEvent node, ElementInstance element)
    {
        if (node.Definition is LinkEventDefinition) execution.Complete(element);
        else if (execution.TryPrepare(element, out var waits, node)) execution.Start(element, waits);
    }
}
