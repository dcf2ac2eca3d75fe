using System.Diagnostics;
using Bpm.Model;

namespace Bpm.Engine;

/// <summary>Commands on the instance as a whole.</summary>
static class InstanceDecisions
{
    public static Rejection? Decide(Execution execution, Command command) => command switch
    {
        StartProcessInstance start => StartDecisions.Start(execution, start),
        _ when execution.Instance.State != InstanceState.Active => NotRunning(execution),
        CancelProcessInstance cancel => Cancel(execution, cancel.Reason),
        SuspendProcessInstance suspend => SuspensionDecisions.Suspend(execution, suspend),
        ActivateProcessInstance activate => SuspensionDecisions.Activate(execution, activate),
        ModifyProcessInstance modify => ModificationDecisions.Modify(execution, modify),
        SetVariables set => Set(execution, set),
        ResolveIncident resolve => Resolve(execution, resolve),
        DeliverMessage message => EventDecisions.Deliver(execution, message),
        DeliverSignal signal => EventDecisions.Deliver(execution, signal),
        TriggerElement trigger => EventDecisions.Trigger(execution, trigger),
        AnswerCall answer => EventDecisions.Answer(execution, answer),
        FailCall fail => EventDecisions.Fail(execution, fail),
        StartAdHocActivity start => AdHocDecisions.Start(execution, start),
        CompleteAdHocSubProcess complete => AdHocDecisions.Complete(execution, complete),
        _ => throw new UnreachableException($"No decision for {command.GetType().Name}."),
    };

    public static Rejection NotRunning(Execution execution) =>
        new(RejectionKind.NotFound, $"Expected a running process instance, but {execution.Instance.Key} has ended.");

    public static Rejection? Cancel(Execution execution, string? reason)
    {
        execution.TerminateChildren(execution.Instance.Key);
        execution.CloseInstance();
        // Without an actor it is the caller itself that has ended.
        if (execution.Instance.CallerKey is { } caller && execution.Actor is not null)
            execution.Emit(new CallAnswered(execution.NextKey(), caller, CallAnswer.Cancelled, null, reason, VariableSet.Empty, execution.At));
        execution.Emit(new ProcessInstanceCancelled(reason));
        return null;
    }

    static Rejection? Set(Execution execution, SetVariables command)
    {
        if (command.ScopeKey != execution.Instance.Key && !execution.Instance.Elements.ContainsKey(command.ScopeKey))
            return new(RejectionKind.NotFound, $"Expected an active scope, but {command.ScopeKey} is none of instance {execution.Instance.Key}.");
        foreach (var (name, value) in command.Variables.Items) execution.Emit(new VariableAssigned(Place(name), name, value));
        foreach (var name in command.Removed)
            if (Place(name) is var scope && execution.Instance.Scopes.TryGetValue(scope, out var own) && own.ContainsKey(name)) execution.Emit(new VariableRemoved(scope, name));
        return null;

        long Place(string name) => command.WhereSeen ? VariableMappings.ScopeOf(execution.Instance, command.ScopeKey, name) : command.ScopeKey;
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
        if (!execution.Instance.Elements.TryGetValue(incident.ElementKey, out var element))
        {
            if (incident.Step == EventSubProcessTrigger.NotReady) EventSubProcessTrigger.Open(execution);
            else if (incident.Step is { } listener) execution.EndInstance(listener - Listeners.EndOfProcess);
            return null;
        }
        if (incident.Step is { } step && element.Role != ElementRole.Loop)
        {
            Listeners.Retry(execution, element, step);
            return null;
        }
        if (incident.Kind == IncidentKind.Unassigned) UnassignedTasks.AskAgain(execution, element);
        else if (element.Role == ElementRole.Loop && element.State != ElementState.Completing) execution.Begin(element);
        else if (element.State == ElementState.Completing) execution.Leave(element);
        else if (element.State == ElementState.Activating) execution.Begin(element);
        // What it called has ended or never began.
        else if (execution.NodeOf(element) is CallActivity && CallActivityBehavior.Stopped(incident)) CallActivityBehavior.Repeat(execution, element);
        else if (execution.NodeOf(element) is AdHocSubProcess adHoc) AdHocSubProcessBehavior.GoOn(execution, adHoc, element);
        return null;
    }
}
