using Bpm.Model;

namespace Bpm.Engine;

/// <summary>
/// Completes as soon as it is entered: a task without a type and a manual task (work that the engine does not see,
/// as in Camunda 7 and 8), a start event once its trigger has started the instance, a boundary event once it has caught.
/// An activity among them still offers its edge to nobody: it is never active long enough.
/// </summary>
sealed class PassThroughBehavior : ElementBehavior
{
    public override void Activate(Execution execution, FlowNode node, ElementInstance element) => execution.Complete(element);
}
