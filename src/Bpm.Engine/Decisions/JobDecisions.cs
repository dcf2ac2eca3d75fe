using System.Diagnostics;

namespace Bpm.Engine;

/// <summary>Commands on jobs. A job that is no more was completed or cancelled before: the late caller is told so.</summary>
static class JobDecisions
{
    public static Rejection? Decide(Execution execution, JobCommand command)
    {
        if (!execution.Instance.Jobs.TryGetValue(command.JobKey, out var job))
            return new(RejectionKind.NotFound, $"Expected an open job, but {command.JobKey} was completed or cancelled before.");
        var isForWorkers = command is not (ExecuteJob or FailJob or PlanJob or SetJobRetries);
        if (isForWorkers && job.Kind != JobKind.External)
            return new(RejectionKind.Invalid, $"Expected a job for workers, but {command.JobKey} is a {job.Kind} job of the engine.");

        return command switch
        {
            CompleteJob complete => Complete(execution, job, complete),
            FailJob fail => Fail(execution, job, fail),
            ThrowJobError error => ThrowError(execution, job, error),
            SetJobRetries set => SetRetries(execution, job, set),
            PlanJob plan => Plan(execution, job, plan),
            ExecuteJob => Execute(execution, job),
            _ => throw new UnreachableException($"No decision for {command.GetType().Name}."),
        };
    }

    static Rejection? Complete(Execution execution, Job job, CompleteJob command)
    {
        if (command.Verdict is { } verdict && HeldTasks.Check(execution, job, verdict) is { } cannot) return cannot;
        if (job.ElementKey == execution.Instance.Key) return CompleteOfProcess(execution, job, command);
        var element = execution.Instance.Elements[job.ElementKey];
        var decidesFirst = !Listeners.IsListener(job) && HasErrors(execution, element);
        if (decidesFirst)
        {
            // What the job has given decides whether it is an error.
            VariableMappings.AssignResult(execution, element, command.Variables);
            if (JobErrors.Find(execution, element, null) is { } error) return ThrowError(execution, job, error.Code, error.Message);
        }
        execution.Emit(new JobCompleted(job.Key));
        CloseIncidents(execution, job);
        if (command.Verdict is { } said && HeldTasks.Ends(execution, element, said)) return null;
        if (!decidesFirst) VariableMappings.AssignResult(execution, element, command.Variables);
        if (job.Step is { } listener) GoOnBehind(execution, job, listener);
        else execution.Complete(element);
        return null;
    }

    /// <summary>A listener of the process's end is done.</summary>
    static Rejection? CompleteOfProcess(Execution execution, Job job, CompleteJob command)
    {
        execution.Emit(new JobCompleted(job.Key));
        CloseIncidents(execution, job);
        VariableMappings.AssignOutward(execution, execution.Instance.Key, command.Variables);
        GoOnBehind(execution, job, job.Step!.Value);
        return null;
    }

    /// <summary>A listener of an element, or of the process's end, is done.</summary>
    static void GoOnBehind(Execution execution, Job job, int listener)
    {
        if (execution.IsHeld) execution.Emit(execution.JobFor(job.ElementKey, job.ElementId, JobKind.Continuation) with { Step = Execution.Listened + listener });
        else if (job.ElementKey == execution.Instance.Key) execution.EndInstance(listener + 1);
        else Listeners.Continue(execution, execution.Instance.Elements[job.ElementKey], listener);
    }

    static Rejection? Fail(Execution execution, Job job, FailJob command)
    {
        // A timer of an event subprocess may belong to the process itself, which is no element.
        if (job.Kind == JobKind.External && !Listeners.IsListener(job)
            && JobErrors.Find(execution, execution.Instance.Elements[job.ElementKey], command.Message) is { } error)
            return ThrowError(execution, job, error.Code, error.Message);
        var retriesLeft = Math.Max(0, command.RetriesLeft);
        execution.Emit(new JobFailed(job.Key, command.Message, retriesLeft, command.RetryAt));
        if (retriesLeft == 0 && !execution.Instance.IncidentsOf(job.ElementKey).Any(i => i.JobKey == job.Key))
            execution.RaiseIncident(job.ElementKey, IncidentKind.JobFailed, command.Message, job.Key);
        return null;
    }

    static Rejection? ThrowError(Execution execution, Job job, ThrowJobError command)
    {
        if (job.ElementKey == execution.Instance.Key)
            return new(RejectionKind.Invalid, $"Expected a job in whose place an error can be caught, but {job.Key} is a listener of the process's end. Report a failure instead.");
        VariableMappings.AssignResult(execution, execution.Instance.Elements[job.ElementKey], command.Variables);
        return ThrowError(execution, job, command.Code, command.Message);
    }

    static Rejection? ThrowError(Execution execution, Job job, string? code, string? text)
    {
        var element = execution.Instance.Elements[job.ElementKey];
        if (ErrorTrigger.Throw(execution, element, code, text)) return null;

        var message = ErrorTrigger.Uncaught(execution.NodeOf(element).Label, code);
        execution.Emit(new ErrorThrown(element.Key, code, text, null));
        execution.Emit(new JobFailed(job.Key, message, 0, null));
        CloseIncidents(execution, job);
        execution.RaiseIncident(element, IncidentKind.UncaughtError, message, job.Key);
        return null;
    }

    static Rejection? Execute(Execution execution, Job job)
    {
        switch (job.Kind)
        {
            case JobKind.Timer:
                TimerTrigger.Fire(execution, job);
                return null;
            case JobKind.Continuation:
                execution.Emit(new JobCompleted(job.Key));
                CloseIncidents(execution, job);
                if (job.Step >= Execution.Listened)
                {
                    GoOnBehind(execution, job, job.Step.Value - Execution.Listened);
                    return null;
                }
                var element = execution.Instance.Elements[job.ElementKey];
                if (element.State == ElementState.Completing) execution.Leave(element, hasOccurred: job.Step == Execution.Occurred);
                else execution.Begin(element);
                return null;
            default:
                return new(RejectionKind.Invalid, job.Kind == JobKind.External
                    ? $"Expected a job of the engine, but {job.Key} waits for a worker of topic '{job.Type}'."
                    : $"Expected a timer or continuation, but {job.Key} is a deadline: escalate its task.");
        }
    }

    static Rejection? SetRetries(Execution execution, Job job, SetJobRetries command)
    {
        if (command.Retries < 1) return new(RejectionKind.Invalid, $"Expected at least one attempt for job {job.Key}, but found {command.Retries}. Work without attempts left becomes an incident by failing.");
        // What has used up its attempts waits with an incident, which goes with new ones.
        if (job.Retries == 0)
        {
            CloseIncidents(execution, job);
            execution.Emit(new JobRescheduled(job.Key, null, command.Retries, job.RepeatsLeft));
        }
        else if (job.Retries != command.Retries)
        {
            execution.Emit(new JobRetriesSet(job.Key, command.Retries));
        }
        return null;
    }

    static Rejection? Plan(Execution execution, Job job, PlanJob command)
    {
        if (job.Kind == JobKind.External) return new(RejectionKind.Invalid, $"Expected a job of the engine, but {job.Key} waits for a worker of topic '{job.Type}'.");
        if (command.Due is { } due)
        {
            execution.Emit(new JobRescheduled(job.Key, due, job.Retries, job.RepeatsLeft) { KeepsPlan = !command.MovesCycle });
            return null;
        }
        if (TimerTrigger.PrepareAgain(execution, job, command.From ?? command.At, out var schedule) is { } problem) return new(RejectionKind.Invalid, problem);
        execution.Emit(new JobRescheduled(job.Key, schedule.Due, job.Retries, job.RepeatsLeft));
        return null;
    }

    static bool HasErrors(Execution execution, ElementInstance element) => execution.NodeOf(element) is Bpm.Model.ServiceTask { Errors.IsEmpty: false };

    static void CloseIncidents(Execution execution, Job job)
    {
        foreach (var incident in execution.Instance.IncidentsOf(job.ElementKey).Where(i => i.JobKey == job.Key).ToList())
            execution.Emit(new IncidentResolved(incident.Key));
    }
}
