using Bpm.Engine;
using Bpm.Storage;

namespace Bpm.Runtime;

/// <summary>
/// Published messages. They reach each process once: an instance of it that waits, else one that they start. What nobody
/// takes waits until its time is up, for subscriptions, deployments and for the end of instances that another message of the
/// same correlation key has started. Every delivery is one transaction: the receiver's step, and that its process has had it.
/// </summary>
public sealed partial class ProcessEngine
{
    static readonly TimeSpan LongestWait = TimeSpan.FromDays(365);

    /// <summary>How long operators see a message that nobody took.</summary>
    static readonly TimeSpan ExpiredStay = TimeSpan.FromDays(30);

    /// <summary>
    /// Whether a message with a correlation key has started something here: only then may the end of an instance be what
    /// the next message waits for. Other nodes find that at their poll.
    /// </summary>
    volatile bool _startsByCorrelation;

    /// <summary>Takes a message over; it is handed out at once and waits for the rest of its time. A known message id is refused.</summary>
    public async Task<Reply<PublishedMessage>> PublishMessage(Actor actor, MessagePublication message, CancellationToken ct = default)
    {
        if (!MaySend(actor)) return Forbidden("send a message", "Staff");
        if (string.IsNullOrWhiteSpace(message.Name)) return Invalid("Expected the name of a message, but there is none.");
        if (message.TimeToLive < TimeSpan.Zero || message.TimeToLive > LongestWait || message.RememberIdFor < TimeSpan.Zero || message.RememberIdFor > LongestWait)
            return Invalid($"Expected a message to wait between no time and {LongestWait.Days} days, but got {message.TimeToLive}.");
        if ((Lengths.Problem("the name of a message or signal", message.Name, Lengths.Id) ?? Lengths.Problem("a correlation key", message.CorrelationKey, Lengths.BusinessKey)
            ?? Lengths.Problem("a business key", message.BusinessKey, Lengths.BusinessKey) ?? Lengths.Problem("a message id", message.MessageId, Lengths.BusinessKey)
            ?? Lengths.Problem("a variable name", message.Variables.Items.Select(v => v.Key).MaxBy(n => n.Length), Lengths.VariableName)) is { } tooLong) return tooLong;

        if (await NotStartable(actor, await _deployments.MessageStarts(message.Name, ct), ct) is { } refused) return refused;

        var now = Now;
        if (_requests.Current?.Done is { Kind: RequestEffect.Message, Key: var done })
            return new PublishedMessage(done, (await _messages.Find(done, ct))?.ExpiresAt ?? now);
        var expiresAt = now + message.TimeToLive;
        var remembered = now + message.RememberIdFor > expiresAt ? now + message.RememberIdFor : expiresAt;
        var stored = new NewMessage(
            await _keys.NextKey(ct), message.Name, Text(message.CorrelationKey), Text(message.BusinessKey), Text(message.MessageId), actor.Id, message.Variables,
            now, expiresAt, remembered);
        var request = _requests.Current?.Claim(RequestEffect.Message);
        switch (await _messages.Publish(stored, request, ct))
        {
            case PublishResult.Duplicate: return Duplicate(message);
            case PublishResult.RequestTaken: return RequestTaken;
        }
        if (request is not null) _requests.Current?.Noted();
        _wakeUp.Now();
        return new PublishedMessage(stored.Key, expiresAt);
    }

    /// <summary>A message's row is due: it has just come, or its time is up.</summary>
    async Task<Rejection?> HandOutPublished(DueJob job, JobLock held, CancellationToken ct)
    {
        if (await _messages.Find(job.Key, ct) is not { State: StoredMessage.Waiting } message) return await NobodyLeft(held, ct);
        var delivery = held with { Delivery = new Delivery(1) { MessageKey = message.Key } };
        if (job.Progress is null || Now < message.ExpiresAt)
        {
            for (var attempt = 1; await _messages.NextReceiver(message, ct) is { } receiver; attempt++)
            {
                var reply = await Execute(receiver.InstanceKey, Always(new DeliverMessage(receiver.SubscriptionKey, message.Variables) { At = Now, Actor = message.Sender }), delivery, ct);
                if (reply.IsDone) attempt = 0;
                // Who has gone on, or whose process has had it from elsewhere, is found no more.
                else if (reply.Rejection is not { Kind: RejectionKind.NotFound or RejectionKind.Suspended } && reply.Rejection != MessageTaken) return reply.Rejection;
                else if (attempt == Attempts) return OtherNodeWasFaster;
            }
            if (await StartBy(null, message.Key, delivery, ct) is { } refused) return refused;
            if (Now < message.ExpiresAt)
            {
                await PutBack(held, message.ExpiresAt, ct);
                return null;
            }
            message = await _messages.Find(job.Key, ct) ?? message;
        }
        var state = message.Deliveries > 0 ? StoredMessage.Delivered : StoredMessage.Expired;
        var stay = message.Deliveries > 0 ? message.RememberedUntil : Latest(Now + ExpiredStay, message.RememberedUntil);
        await _messages.End(held, state, stay > Now ? stay : null, ct);
        return null;
    }

    /// <summary>A subscription was opened while messages waited that may be for it: it gets them, the oldest first.</summary>
    async Task<Rejection?> DeliverBuffered(SubscriptionOpened opened, JobLock held, CancellationToken ct)
    {
        var instance = InstanceKey.Of(opened.Key);
        for (var attempt = 1; ; attempt++)
        {
            var origin = await Peek(instance, (i, definition) => i.Subscriptions.ContainsKey(opened.Key) ? Tuple.Create(i.BusinessKey, definition.Id) : null, ct);
            if (origin is not (var business, var process)
                || await _messages.Next(opened.Name, opened.CorrelationKey, business, process, Now, ct) is not { } message) return await NobodyLeft(held, ct);
            var reply = await Execute(instance, Always(new DeliverMessage(opened.Key, message.Variables) { At = Now, Actor = message.Sender }),
                held with { Delivery = new Delivery(message.Key) { MessageKey = message.Key } }, ct);
            if (reply.IsDone) attempt = 0;
            else if (reply.Rejection is { Kind: RejectionKind.Suspended }) return await Park(held, instance, ct);
            else if (reply.Rejection is not { Kind: RejectionKind.NotFound } && reply.Rejection != MessageTaken) return reply.Rejection;
            else if (attempt == Attempts) return OtherNodeWasFaster;
        }
    }

    /// <summary>A process was deployed, or an instance has ended, for which messages waited that start its process.</summary>
    async Task<Rejection?> StartBuffered(DueJob job, JobLock held, CancellationToken ct)
    {
        var definition = await _definitions.Get(job.DefinitionKey, ct);
        return await StartBy(definition.Id, null, held with { Delivery = new Delivery(1) }, ct) ?? await NobodyLeft(held, ct);
    }

    /// <summary>Starts what waiting messages start; one that needs the correlation key of an open instance is left to wait.</summary>
    async Task<Rejection?> StartBy(string? process, long? messageKey, JobLock held, CancellationToken ct)
    {
        for (var attempt = 1; await _messages.NextStart(process, messageKey, Now, ct) is { } wish; attempt++)
        {
            if (await _messages.Find(wish.MessageKey, ct) is not { } message) return null;
            var definition = await _definitions.Get(wish.DefinitionKey, ct);
            // Deployed since it was sent, or the sender's rights are others now.
            if (message.Sender is { } sender && (await _people.Find(sender, ct) is not { } actor || !MayStart(actor, definition)))
            {
                await _messages.Withhold(message.Key, wish.ProcessId, Withheld(message, wish.ProcessId), ct);
                continue;
            }
            _startsByCorrelation |= message.CorrelationKey is not null;
            var reply = await Begin(
                wish.DefinitionKey, definition,
                new StartProcessInstance(message.Variables, message.BusinessKey, wish.StartEventId) { Trigger = new(StartTriggerKind.Message, message.Name), At = Now, Actor = message.Sender },
                held with { Delivery = held.Delivery! with { MessageKey = message.Key } },
                claim: message.CorrelationKey is { } key ? InstanceClaim.Message(key) : null);
            if (reply.IsDone) attempt = 0;
            else if (reply.Rejection != MessageTaken && reply.Rejection != ClaimTaken) return reply.Rejection;
            else if (attempt == Attempts) return OtherNodeWasFaster;
        }
        return null;
    }

    /// <summary>Nobody waited for what an instance sent: operators see it among the messages that expired.</summary>
    async Task<Rejection?> Miss(DueJob job, MessageThrown thrown, string? business, JobLock held, CancellationToken ct)
    {
        var missed = new NewMessage(thrown.Key, thrown.Name, thrown.CorrelationKey, business, null, null, thrown.Variables, Now, Now, Now);
        await _messages.Miss(held, missed, Note("MessageUnmatched", job, "nobody waited"), Now + ExpiredStay, ct);
        return null;
    }

    AuditEntry Withheld(StoredMessage message, string process) => new(Now, message.Sender, "DeliveryRefused", System.Text.Json.JsonSerializer.Serialize(
        new { name = message.Name, correlationKey = message.CorrelationKey, process, outcome = "the sender may not start it" }));

    static DateTimeOffset Latest(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;

    static string? Text(string? text) => string.IsNullOrEmpty(text) ? null : text;

    static Rejection Duplicate(MessagePublication message) => new(RejectionKind.Conflict,
        $"Expected a new message, but a message '{message.Name}' with the id '{message.MessageId}' and the same correlation key was taken over before. Nothing was done again.");

    static readonly Rejection MessageTaken = new(RejectionKind.Conflict, "The process has had this message already, or it waits no more.");

    static readonly Rejection ClaimTaken = new(RejectionKind.Conflict, "Another open instance of the process has the key that this one is to have for itself.");
}
