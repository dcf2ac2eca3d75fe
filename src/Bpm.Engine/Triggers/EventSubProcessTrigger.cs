using Bpm.Model;

namespace Bpm.Engine;

/// <summary>
/// Event subprocesses (BPMN 2.0.2, 13.3.4): their start events wait as long as the scope around them is active; an
/// interrupting one ends everything else in the scope, once.
/// </summary>
static class EventSubProcessTrigger
{
    public static IEnumerable<StartEvent> StartsIn(Execution execution, string scopeElementId) =>
        execution.Definition.EventSubProcesses(scopeElementId).SelectMany(s => execution.Definition.StartEvents(s.Id));

    /// <summary>Step of the incident of a process whose event subprocesses do not wait yet.</summary>
    public const int NotReady = 0;

    /// <summary>The event subprocesses of the process itself wait from now on; else an incident, and resolving it tries again.</summary>
    public static void Open(Execution execution)
    {
        var key = execution.Instance.Key;
        if (Waits.Prepare(execution, StartsIn(execution, execution.Definition.Id), key, out var waits) is { } problem)
            execution.RaiseIncident(key, IncidentKind.Expression, problem, step: NotReady);
        else execution.OpenWaits(key, waits);
    }

    public static void Start(Execution execution, long scopeKey, StartEvent start, VariableSet variables)
    {
        if (start.IsInterrupting) Interrupt(execution, scopeKey);
        VariableMappings.AssignOutward(execution, scopeKey, variables);
        execution.Enter(execution.Definition.Nodes[start.ScopeId], scopeKey, []);
    }

    /// <summary>Ends what runs in the scope, and no other event subprocess of it starts any more.</summary>
    static void Interrupt(Execution execution, long scopeKey)
    {
        execution.TerminateChildren(scopeKey);
        execution.Emit(new ScopeInterrupted(scopeKey));
        Waits.Close(execution, scopeKey, id => execution.Definition.Nodes[id] is StartEvent);
    }
}
