using Bpm.Model;

namespace Bpm.Engine;

/// <summary>Send task (BPMN 2.0.2, 13.3.3): sends its message and goes on; the engine delivers it.</summary>
sealed class SendTaskBehavior : ElementBehavior<SendTask>
{
    protected override void Activate(Execution execution, SendTask node, ElementInstance element)
    {
        if (MessageTrigger.Throw(execution, element, node.Message) is { } problem) execution.RaiseIncident(element, IncidentKind.Expression, problem);
        else execution.Complete(element);
    }
}
