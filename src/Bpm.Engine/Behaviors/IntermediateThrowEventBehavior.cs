using Bpm.Model;

namespace Bpm.Engine;

/// <summary>
/// Intermediate throw event (BPMN 2.0.2, 13.5.3): throws what it says, all of it when it is a multiple event, and goes
/// on; only compensation waits until it is done, and a message that is a job until that is done.
/// </summary>
sealed class IntermediateThrowEventBehavior : ElementBehavior<IntermediateThrowEvent>
{
    protected override void Activate(Execution execution, IntermediateThrowEvent node, ElementInstance element)
    {
        if (node.Definition is LinkEventDefinition link && execution.Definition.Links.Find(node.ScopeId, link.Name) is { } target)
            execution.Jump(element, target);
        else ThrowingEvent.Throw(execution, node, element, () => execution.Complete(element));
    }
}
