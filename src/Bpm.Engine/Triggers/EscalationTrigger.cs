using Bpm.Model;

namespace Bpm.Engine;

/// <summary>
/// Escalations (BPMN 2.0.2, 10.4.5): caught by the nearest boundary event around the place of throwing that has the
/// code, or none, interrupting or not; an escalation that nobody catches has no effect but its record.
/// </summary>
static class EscalationTrigger
{
    public static void Throw(Execution execution, ElementInstance source, string? code)
    {
        var caught = BoundaryTrigger.Find(execution, source, definition => definition switch
        {
            EscalationEventDefinition escalation when escalation.Code == code => 2,
            EscalationEventDefinition { Code: null } => 1,
            _ => 0,
        });
        execution.Emit(new EscalationThrown(source.Key, code, caught?.Boundary.Id));
        if (caught is var (activity, boundary))
            BoundaryTrigger.Catch(execution, activity, boundary, (((EscalationEventDefinition)boundary.Definition!).CodeVariable, code));
    }
}
