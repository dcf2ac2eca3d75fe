using Bpm.Model;

namespace Bpm.Engine;

/// <summary>Intermediate throw event (BPMN 2.0.2, 13.5.3): throws its escalation, if it has one, and goes on. Never waits.</summary>
sealed class IntermediateThrowEventBehavior : ElementBehavior<IntermediateThrowEvent>
{
    protected override void Activate(Execution execution, IntermediateThrowEvent node, ElementInstance element)
    {
        if (node.Definition is EscalationEventDefinition escalation) EscalationTrigger.Throw(execution, element, escalation.Code);
        // An interrupting catch has ended this scope, and this event with it.
        if (execution.Instance.Elements.ContainsKey(element.Key)) execution.Complete(element);
    }
}
