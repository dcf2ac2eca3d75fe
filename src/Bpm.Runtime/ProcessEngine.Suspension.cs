using Bpm.Engine;
using Bpm.Storage;

namespace Bpm.Runtime;

/// <summary>
/// Suspending instances. What a suspended instance has is kept: nobody moves on in it, its jobs are not claimed, and what others
/// send to it waits in the outbox. Instances that it has called go on, and their answers wait for it.
/// </summary>
public sealed partial class ProcessEngine
{
    /// <summary>Stops an instance where it is; for operators. One that is suspended already stays so, with the reason of the first time.</summary>
    public Task<Reply> SuspendInstance(Actor actor, long instanceKey, string? reason, CancellationToken ct = default) =>
        Operate(actor, instanceKey, "suspend an instance", () => new SuspendProcessInstance(Trimmed(reason)) { At = Now, Actor = actor.Id }, ct);

    /// <summary>Lets a suspended instance go on; for operators. What was due meanwhile is due now.</summary>
    public Task<Reply> ActivateInstance(Actor actor, long instanceKey, string? reason, CancellationToken ct = default) =>
        Operate(actor, instanceKey, "resume an instance", () => new ActivateProcessInstance(Trimmed(reason)) { At = Now, Actor = actor.Id }, ct);

    /// <summary>Nobody could do the job: it is given back as it was, and not claimed again before what it belongs to goes on.</summary>
    internal async Task GiveBack(DueJob job, JobLock held)
    {
        // What this node knows of the process may be behind: then the job is done at the next claim.
        if (job.InstanceKey == 0 && (job.Sent is not null || !await _suspensions.HoldStart(job.Key, CancellationToken.None))) _suspended.Forget();
        await _work.Unlock(held, CancellationToken.None);
    }

    /// <summary>The receiver of a row is suspended: it waits for that; or is due again, when that has gone on by now.</summary>
    async Task<Rejection?> Park(JobLock held, long instanceKey, CancellationToken ct)
    {
        if (!await _outbox.Park(held, instanceKey, ct)) await PutBack(held, Now, ct);
        return null;
    }

    /// <summary>Why nothing goes on in an instance; null when it is not suspended.</summary>
    async Task<Rejection?> RefusalOf(long instanceKey, CancellationToken ct) =>
        await Peek(instanceKey, (instance, _) => instance.Suspension, ct) is { } suspension
            ? new Rejection(RejectionKind.Suspended, await Words($"Process instance {instanceKey}", suspension.By, suspension.At, suspension.Reason, ct))
            : null;

    /// <summary>The engine knows ids; people are told names.</summary>
    async ValueTask<Rejection> Named(Rejection rejection, ProcessInstance instance, CancellationToken ct) =>
        rejection.Kind == RejectionKind.Suspended && instance.Suspension is { } suspension
            ? rejection with { Message = await Words($"Process instance {instance.Key}", suspension.By, suspension.At, suspension.Reason, ct) }
            : rejection;

    async Task<string> Words(string what, string? by, DateTimeOffset at, string? reason, CancellationToken ct) =>
        Suspension.Words(what, by is null ? null : await _people.DisplayName(by, ct), at, reason);

    /// <summary>All that a resumed instance has to offer is offered: to workers of each topic, and to the pump.</summary>
    void WakeFor(ProcessInstance instance)
    {
        foreach (var job in instance.Jobs.Values)
            if (job is { Kind: JobKind.External, Type: { } topic, Retries: > 0 } && _connectors.Find(topic) is null) _bell.Ring(topic);
        _wakeUp.Now();
    }

    static string? Trimmed(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
