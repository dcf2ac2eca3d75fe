using Bpm.Model;

namespace Bpm.Engine;

/// <summary>
/// A boundary event catches (BPMN 2.0.2, 13.5.3): an interrupting one ends its activity first, a non-interrupting one
/// leaves it active; then the token goes out of the event.
/// </summary>
static class BoundaryTrigger
{
    public static void Catch(Execution execution, ElementInstance activity, BoundaryEvent boundary, VariableSet variables)
    {
        if (boundary.IsInterrupting) execution.Terminate(activity);
        VariableMappings.AssignOutward(execution, activity.ScopeKey, variables);
        execution.Enter(boundary, activity.ScopeKey, []);
        // Who waited for it to be undone does not wait any longer.
        if (boundary.IsInterrupting && activity.ThrownBy is not null) CompensationTrigger.Undone(execution, activity);
    }
}
