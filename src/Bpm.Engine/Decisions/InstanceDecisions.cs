using System.Diagnostics;
using Bpm.Feel;

namespace Bpm.Engine;

/// <summary>Commands on the instance as a whole.</summary>
static class InstanceDecisions
{
    public static Rejection? Decide(Execution execution, Command command) => command switch
    {
        StartProcessInstance start => Start(execution, start),
        _ when execution.Instance.State != InstanceState.Active => NotRunning(execution),
        CancelProcessInstance cancel => Cancel(execution, cancel),
        SetVariables set => Set(execution, set),
        ResolveIncident resolve => Resolve(execution, resolve),
        _ => throw new UnreachableException($"No decision for {command.GetType().Name}."),
    };

    public static Rejection NotRunning(Execution execution) =>
        new(RejectionKind.NotFound, $"Expected a running process instance, but {execution.Instance.Key} has ended.");

    static Rejection? Start(Execution execution, StartProcessInstance command)
    {
        var definition = execution.Definition;
        if (execution.Instance.State != InstanceState.New)
            return new(RejectionKind.Conflict, $"Expected a new process instance, but {execution.Instance.Key} has been started before.");
        var start = definition.StartEvents(definition.Id)
            .FirstOrDefault(s => command.StartEventId is { } id ? s.Id == id : s.Definition is null);
        if (start is null)
            return new(RejectionKind.Invalid, command.StartEventId is null
                ? $"Expected process '{definition.Id}' to have a none start event, but it starts only by its timers or messages."
                : $"Expected a start event '{command.StartEventId}' in process '{definition.Id}', but there is none.");

        execution.Emit(new ProcessInstanceStarted(command.BusinessKey, command.Actor, command.At));
        foreach (var (name, value) in command.Variables.Items) execution.Emit(new VariableAssigned(execution.Instance.Key, name, value));
        if (start.Initiator is { } initiator && command.Actor is { } actor)
            execution.Emit(new VariableAssigned(execution.Instance.Key, initiator, new FeelString(actor)));
        execution.Enter(start, execution.Instance.Key, []);
        return null;
    }

    static Rejection? Cancel(Execution execution, CancelProcessInstance command)
    {
        execution.TerminateChildren(execution.Instance.Key);
        execution.Emit(new ProcessInstanceCancelled(command.Reason));
        return null;
    }

    static Rejection? Set(Execution execution, SetVariables command)
    {
        if (command.ScopeKey != execution.Instance.Key && !execution.Instance.Elements.ContainsKey(command.ScopeKey))
            return new(RejectionKind.NotFound, $"Expected an active scope, but {command.ScopeKey} is none of instance {execution.Instance.Key}.");
        foreach (var (name, value) in command.Variables.Items) execution.Emit(new VariableAssigned(command.ScopeKey, name, value));
        return null;
    }

    static Rejection? Resolve(Execution execution, ResolveIncident command)
    {
        if (!execution.Instance.Incidents.TryGetValue(command.IncidentKey, out var incident))
            return new(RejectionKind.NotFound, $"Expected an open incident, but {command.IncidentKey} is resolved already or does not exist.");

        execution.Emit(new IncidentResolved(incident.Key));
        if (incident.JobKey is { } jobKey && execution.Instance.Jobs.TryGetValue(jobKey, out var job))
        {
            execution.Emit(new JobRescheduled(job.Key, null, Math.Max(1, command.Retries), job.RepeatsLeft));
            return null;
        }
        var element = execution.Instance.Elements[incident.ElementKey];
        if (element.State == ElementState.Completing) execution.Leave(element);
        else if (element.State == ElementState.Activating) execution.Begin(element);
        return null;
    }
}
