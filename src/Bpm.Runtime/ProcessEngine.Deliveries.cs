using Bpm.Engine;
using Bpm.Storage;

namespace Bpm.Runtime;

/// <summary>
/// Messages and signals that instances throw. What an instance sends is a row that was committed with the step that sent
/// it; the step of whoever receives it deletes the row (see <see cref="Delivery"/>). So it arrives once, whatever crashes.
/// </summary>
public sealed partial class ProcessEngine
{
    /// <summary>Receivers of one signal that are asked for at a time.</summary>
    const int SignalChunk = 500;

    static readonly TimeSpan DeletionIsTried = TimeSpan.FromSeconds(1);

    /// <summary>Delivers what a row of the outbox says.</summary>
    internal async Task<Reply> Deliver(DueJob job, JobLock held, CancellationToken ct)
    {
        var rejection = job.Sent switch
        {
            MessageThrown when job.InstanceKey == 0 => await HandOutPublished(job, held, ct),
            SubscriptionOpened opened => job.InstanceKey == 0 ? await StartBuffered(job, held, ct) : await DeliverBuffered(opened, held, ct),
            MessageThrown thrown => await Deliver(job, thrown, held, ct),
            SignalThrown thrown => await Deliver(job, thrown, held, ct),
            ProcessCalled called => await Call(called, held, ct),
            CallCancelled cancelled => await CancelCalled(job, cancelled, held, ct),
            CallAnswered answered => await Answer(answered, held, ct),
            _ => throw new System.Diagnostics.UnreachableException($"Nobody delivers {job.Sent?.GetType().Name}."),
        };
        // Others were faster, several times over: it is due again at once.
        if (rejection == OtherNodeWasFaster) await PutBack(held, Now, ct);
        else if (rejection == BeingDeleted) await PutBack(held, Now + DeletionIsTried, ct);
        return new Reply(rejection);
    }

    /// <summary>A delivery failed: it is tried again later; with no attempt left it rests where operators see it.</summary>
    async Task PutOff(DueJob job, JobLock held, string message)
    {
        var due = Now + Backoff.After(job.Key, job.Attempts, null);
        // Of what came from outside nobody could see that it rests: it is tried as long as it waits.
        var left = job.InstanceKey == 0 ? job.Retries : Math.Max(0, job.Retries - 1);
        if (await _work.Defer(held, due, left, message, CancellationToken.None)) _wakeUp.At(due);
    }

    async Task PutBack(JobLock held, DateTimeOffset due, CancellationToken ct)
    {
        if (!await _outbox.PutBack(held, due, ct)) return;
        if (due <= Now) _wakeUp.Now();
        else _wakeUp.At(due);
    }

    /// <summary>A message reaches one who waits for it, else it starts what it starts.</summary>
    async Task<Rejection?> Deliver(DueJob job, MessageThrown thrown, JobLock held, CancellationToken ct)
    {
        var business = (await _receivers.Origin(job.InstanceKey, ct))?.BusinessKey;
        // With a place noted it has begun to start processes already.
        for (var attempt = 1; job.Progress is null && await _receivers.ForMessage(thrown.Name, thrown.CorrelationKey, business, ct) is { } receiver; attempt++)
        {
            var reply = await Execute(
                receiver.InstanceKey, Always(new DeliverMessage(receiver.SubscriptionKey, thrown.Variables) { At = Now }), held with { Delivery = Delivery.Done }, ct);
            // Another message has reached it in between, or it was suspended: the next one is asked for.
            if (reply.Rejection is not { Kind: RejectionKind.NotFound or RejectionKind.Suspended }) return reply.Rejection;
            if (attempt == Attempts) return OtherNodeWasFaster;
        }

        var starts = Starting(await _deployments.MessageStarts(thrown.Name, ct), new(StartTriggerKind.Message, thrown.Name), thrown.Variables, business);
        var recipients = starts.ToList();
        if (recipients.Count > 0 || job.Progress is not null) return await HandOut(job, held, recipients, () => null, ct);
        // Who is suspended gets it when it goes on, rather than never.
        return await _receivers.ForMessage(thrown.Name, thrown.CorrelationKey, business, ct, suspended: true) is { } later
            ? await Park(held, later.InstanceKey, ct)
            : await Miss(job, thrown, business, held, ct);
    }

    /// <summary>
    /// A signal reaches everybody who waits for it, except its thrower, who has heard it; and it starts what it starts. However
    /// many there are, they are asked for some at a time, in the order of their keys.
    /// </summary>
    /// <param name="started">Receives what it has started here.</param>
    async Task<Rejection?> Deliver(
        DueJob job, SignalThrown thrown, JobLock held, CancellationToken ct, string? actor = null, List<StartedInstance>? started = null)
    {
        var starts = Starting(await SignalStarts(thrown.Name, ct), new(StartTriggerKind.Signal, thrown.Name), thrown.Variables, null, actor, started).ToList();
        while (true)
        {
            var waiting = await _receivers.ForSignal(thrown.Name, thrown.At, job.Progress ?? 0, SignalChunk, ct);
            long? upTo = waiting.Count == SignalChunk ? waiting[^1] : null;
            var receivers =
                from key in waiting
                where key != job.InstanceKey
                select new Recipient(key, async (step, stop) =>
                    (await Execute(key, Always(new DeliverSignal(thrown.Name, thrown.Variables) { At = Now, Actor = actor }), step, stop)).Rejection);
            var chunk = receivers.Concat(starts).Where(r => upTo is null || r.Place <= upTo);
            if (await HandOut(job, held, chunk, () => null, ct, isWhole: upTo is null) is { } rejection) return rejection;
            if (upTo is null) return null;
            job = job with { Progress = upTo };
        }
    }

    /// <summary>
    /// Gives it to one receiver after the other, each in a transaction that notes the place reached; whoever goes on after
    /// a crash begins behind it. Who cannot take it is left out and noted: the others must not wait for that.
    /// </summary>
    /// <param name="isWhole">Whether nobody else is to have it, so that the row goes with the last.</param>
    async Task<Rejection?> HandOut(DueJob job, JobLock held, IEnumerable<Recipient> recipients, Func<AuditEntry?> nobody, CancellationToken ct, bool isWhole = true)
    {
        var left = recipients.Where(r => r.Place > (job.Progress ?? 0)).OrderBy(r => r.Place).ToList();
        var lockedUntil = job.LockedUntil ?? Now;
        var lockFor = lockedUntil - Now;
        for (var i = 0; i < left.Count; i++)
        {
            if (lockedUntil - Now < lockFor / 2)
            {
                lockedUntil = Now + lockFor;
                if (!await _work.ExtendLock(held, lockedUntil, ct)) return LockLost(job.Key);
            }
            var isLast = isWhole && i == left.Count - 1;
            var rejection = await left[i].Give(held with { Delivery = isLast ? Delivery.Done : new Delivery(left[i].Place) }, ct);
            if (rejection is { Kind: RejectionKind.Invalid }) await _audit.Add(Note("DeliveryRefused", job, rejection.Message), ct);
            // Who has ended, waits no more or is suspended needs nothing.
            else if (rejection is not (null or { Kind: RejectionKind.NotFound or RejectionKind.Suspended })) return rejection;
            if (rejection is null && isLast) return null;
        }
        if (isWhole) await _outbox.Finish(held, left.Count == 0 && job.Progress is null ? nobody() : null, ct);
        return null;
    }

    /// <summary>The starts as receivers. Keys of definitions and of instances never collide, and leave room for a number.</summary>
    IEnumerable<Recipient> Starting(IReadOnlyList<StoredStart> starts, StartTrigger trigger, VariableSet variables, string? businessKey, string? actor = null, List<StartedInstance>? started = null) =>
        from definition in starts.GroupBy(s => s.DefinitionKey)
        from start in definition.Select((s, number) => (s.DefinitionKey, s.StartEventId, Number: number))
        select new Recipient(start.DefinitionKey + start.Number, async (step, stop) =>
        {
            var reply = await Begin(
                start.DefinitionKey, await _definitions.Get(start.DefinitionKey, stop),
                new StartProcessInstance(variables, businessKey, start.StartEventId) { Trigger = trigger, At = Now, Actor = actor }, step);
            if (reply.Value is { } instance) started?.Add(instance);
            return reply.Rejection;
        });

    /// <summary>What became of a message or signal, for who looks for it in the audit trail.</summary>
    AuditEntry Note(string action, DueJob job, string outcome)
    {
        var (name, correlationKey) = job.Sent switch
        {
            MessageThrown m => (m.Name, m.CorrelationKey),
            SignalThrown s => (s.Name, null),
            _ => (null, null),
        };
        return new(Now, null, action, System.Text.Json.JsonSerializer.Serialize(new { name, correlationKey, instance = $"{job.InstanceKey}", element = job.ElementId, outcome }));
    }

    static Decide Always(Command command) => (_, _, _) => ValueTask.FromResult<Decision>(command);

    /// <summary>One of several receivers, and its place in the order in which they are served.</summary>
    sealed record Recipient(long Place, Func<JobLock, CancellationToken, Task<Rejection?>> Give);
}
