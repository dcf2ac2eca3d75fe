using Bpm.Connectors;
using Bpm.Engine;
using Bpm.Model;
using Bpm.Storage;

namespace Bpm.Runtime;

/// <summary>What the pump does with the jobs it has claimed.</summary>
public sealed partial class ProcessEngine
{
    /// <summary>A timer fires, or a continuation goes on.</summary>
    internal Task<Reply> ExecuteDue(JobLock held, CancellationToken ct) =>
        Execute(held.JobKey, (_, _, _) => ValueTask.FromResult<Decision>(new ExecuteJob(held.JobKey) { At = Now }), held, ct);

    /// <summary>A connector's answer as a command.</summary>
    internal Command ToCommand(ConnectorResult result, Job job, FlowNode node) => result switch
    {
        ConnectorCompleted done => new CompleteJob(job.Key, new VariableSet([.. done.Variables.Entries])) { At = Now, HasHappened = true },
        ConnectorError error => new ThrowJobError(job.Key, error.Code, error.Message, VariableSet.Empty) { At = Now, HasHappened = true },
        ConnectorFailed failed => Failed(job, node, new JobFailure(failed.Message, failed.IsRetryable ? null : 0, failed.RetryAfter)) with { HasHappened = true },
        _ => throw new System.Diagnostics.UnreachableException($"No command for {result.GetType().Name}."),
    };

    /// <summary>A bug showed while the job was carried out: it costs an attempt.</summary>
    internal Task RecordFailure(DueJob job, JobLock held, string message) => job is { InstanceKey: 0, Sent: null }
        // A start timer has nobody whose incident it could be: it is tried again as long as it is deployed.
        ? _work.Defer(held, Now + Backoff.After(job.Key, job.Attempts, null), job.Retries, message, CancellationToken.None)
        : job.Sent is not null ? PutOff(job, held, message)
        : OnHeldJob(held, (open, node) => Failed(open, node, new JobFailure(message)) with { HasHappened = true }, CancellationToken.None);

    /// <summary>
    /// A timer start event fires: the new instance and the timer's next due instant (or its end) are one transaction, under
    /// the lock on the timer's row. So no start is lost and none happens twice, however many nodes look at the row.
    /// </summary>
    internal async Task<Reply> FireStartTimer(DueJob job, JobLock held, Actor actor, CancellationToken ct)
    {
        var definition = await _definitions.Get(job.DefinitionKey, ct);
        var next = NextStart(job);
        var start = new StartProcessInstance(VariableSet.Empty, null, job.ElementId) { Trigger = new(StartTriggerKind.Timer), At = Now, Actor = actor.Id };
        var reply = await Begin(job.DefinitionKey, definition, start, held, next);
        if (next is not null) _wakeUp.At(next.DueAt);
        return new Reply(reply.Rejection);
    }

    /// <summary>Null when the cycle has fired for the last time, be it that it leaves the calendar; see <see cref="TimerTrigger"/> on firings that were missed.</summary>
    NextFiring? NextStart(DueJob job)
    {
        if (job is not { RepeatsLeft: not 0, RepeatEvery: { } interval }) return null;
        var (lastDue, missed) = TimerTrigger.Missed(job.DueAt, interval, job.RepeatsLeft, Now);
        if (missed == job.RepeatsLeft || TimerTrigger.Next(lastDue, interval) is not { } due) return null;
        return new NextFiring(due, job.RepeatsLeft < 0 ? -1 : job.RepeatsLeft - missed - 1);
    }

    /// <summary>By hand, before its time; the firing that was due next is this one. What was sent is delivered.</summary>
    async Task<Reply> ExecuteOutsideNow(Actor actor, long jobKey, CancellationToken ct)
    {
        var held = new JobLock(jobKey, $"{NodeName.Prefix}by-hand:{actor.UserId}");
        return await _work.Claim(held, Now, Now + TimeSpan.FromMinutes(1), ct) switch
        {
            { Sent: not null } job => await Deliver(job, held with { Attempt = job.Attempts }, ct),
            { InstanceKey: 0 } job => await FireStartTimer(job, held with { Attempt = job.Attempts }, actor, ct),
            _ => new Reply(await _work.Find(jobKey, ct) is { InstanceKey: 0, Sent: null } timer && await StartRefusal(timer.DefinitionKey, ct) is { } suspended ? suspended : NoJob(jobKey)),
        };
    }
}
