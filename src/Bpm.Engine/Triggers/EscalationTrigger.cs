using Bpm.Model;

namespace Bpm.Engine;

/// <summary>
/// Escalations (BPMN 2.0.2, 10.4.5): caught by the nearest boundary event or event subprocess around the place of
/// throwing that has the code, or none, interrupting or not; a called instance in which nobody catches hands it to its
/// caller. An escalation that nobody catches has no effect but its record.
/// </summary>
static class EscalationTrigger
{
    public static void Throw(Execution execution, ElementInstance source, string? code, VariableSet? variables = null)
    {
        var caught = Find(execution, source, code);
        execution.Emit(new EscalationThrown(source.Key, code, caught?.Event.Id));
        if (caught is { } catcher)
            catcher.Catch(execution, ErrorTrigger.Variables((((EscalationEventDefinition)catcher.Definition).CodeVariable, code)).With(variables));
        else if (execution.Instance.CallerKey is { } caller)
            execution.Emit(new CallAnswered(execution.NextKey(), caller, CallAnswer.Escalation, code, null, variables ?? VariableSet.Empty, execution.At));
    }

    /// <summary>Whether who throws it would be ended by who catches it.</summary>
    public static bool Interrupts(Execution execution, ElementInstance source, string? code) =>
        Find(execution, source, code)?.Event is BoundaryEvent { IsInterrupting: true } or StartEvent { IsInterrupting: true };

    static Catcher? Find(Execution execution, ElementInstance source, string? code) => Catcher.Find(execution, source, definition => definition switch
    {
        EscalationEventDefinition escalation when escalation.Code is not null && escalation.Code == code => 2,
        EscalationEventDefinition { Code: null } => 1,
        _ => 0,
    });
}
