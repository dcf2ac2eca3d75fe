using Bpm.Engine;
using Bpm.Model;
using Bpm.Storage;

namespace Bpm.Runtime;

/// <summary>Messages from outside.</summary>
public sealed partial class ProcessEngine
{
    static readonly TimeSpan SignalLock = TimeSpan.FromMinutes(1);

    /// <summary>
    /// Delivers a message to the one who waits for it; without one, starts an instance of the process whose latest
    /// version has a start event for it. Others than one are asked for by <see cref="MessageRequest.Cardinality"/>.
    /// </summary>
    public async Task<Reply<IReadOnlyList<MessageReceipt>>> CorrelateMessage(Actor actor, MessageRequest request, CancellationToken ct = default)
    {
        if (!MaySend(actor)) return Forbidden("send a message", "Staff");
        for (var attempt = 1; ; attempt++)
        {
            var waiting = await Waiting(request, suspended: false, ct);
            // Processes that have begun to start and need this message, too: it is the first one's.
            if (waiting.Count > 1 && request.Cardinality == Cardinality.One && await AreStarting(waiting, ct)) waiting = [waiting[0]];
            if (waiting.Count > 1 && request.Cardinality == Cardinality.One)
                return Invalid($"Expected one that waits for the message '{request.Name}', but {waiting.Count} do. Say more exactly which is meant: by business key, correlation keys or instance.");
            var starts = request.MayStart && (request.Cardinality == Cardinality.All || waiting.Count == 0) ? await _deployments.MessageStarts(request.Name, ct) : [];
            if (request.Cardinality == Cardinality.First) (waiting, starts) = ([.. waiting.Take(1)], [.. starts.Take(1)]);
            if (waiting.Count == 0 && starts.Count == 0) return await Unmatched(request, ct);
            // All are checked before the first begins: a refusal leaves nothing behind.
            if (await NotStartable(actor, starts, ct) is { } refused) return refused;
            if (starts.Count > 1 && request.Cardinality == Cardinality.One)
                return Invalid($"Expected one process that starts with the message '{request.Name}', but {starts.Count} do. Send it to the first or to all, or start the one that is meant.");

            List<MessageReceipt> receipts = [];
            foreach (var receiver in waiting)
            {
                var command = new DeliverMessage(receiver.SubscriptionKey, request.Variables) { At = Now, Actor = actor.Id };
                // Once begun it is carried through: a caller who goes away must not leave half of the receivers without it.
                var reply = await Execute(receiver.InstanceKey, Always(command), null, CancellationToken.None);
                if (reply.IsDone) receipts.Add(new(receiver.InstanceKey, receiver.ElementKey, null));
                else if (reply.Rejection!.Kind == RejectionKind.Invalid && request.Cardinality == Cardinality.All) await LeaveOut(actor, request.Name, receiver.InstanceKey, reply.Rejection);
                else if (reply.Rejection.Kind is not (RejectionKind.NotFound or RejectionKind.Suspended)) return reply.Rejection;
            }
            // The one that waited has gone on meanwhile: perhaps another waits, or something starts.
            if (receipts.Count == 0 && starts.Count == 0 && attempt < Attempts) continue;
            if (receipts.Count == 0 && starts.Count == 0) return await Unmatched(request, ct);

            var started = await StartAll(actor, starts, new(StartTriggerKind.Message, request.Name), request.Variables, request.BusinessKey, ct);
            return started.Rejection is { } rejection
                ? rejection
                : new Reply<IReadOnlyList<MessageReceipt>>([.. receipts, .. started.Value!.Select(s => new MessageReceipt(s.Key, null, s))]);
        }
    }

    /// <summary>
    /// Tells a signal to everybody who waits for it and starts what it starts; or tells one instance only. It is kept until
    /// everybody has had it: if this node dies, another goes on behind the last who has.
    /// </summary>
    public async Task<Reply<IReadOnlyList<StartedInstance>>> BroadcastSignal(
        Actor actor, string name, VariableSet variables, long? instanceKey = null, CancellationToken ct = default)
    {
        if (!MaySend(actor)) return Forbidden("send a signal", "Staff");
        if (instanceKey is { } only)
        {
            var reply = await Execute(only, Always(new DeliverSignal(name, variables) { At = Now, Actor = actor.Id }), null, CancellationToken.None);
            return reply.Rejection is { } rejection ? rejection : new Reply<IReadOnlyList<StartedInstance>>([]);
        }
        if (await NotStartable(actor, await SignalStarts(name, ct), ct) is { } refused) return refused;

        var key = await _keys.NextKey(ct);
        var thrown = new SignalThrown(key, 0, name, variables, Now);
        if (Lengths.Problem([thrown]) is { } tooLong) return tooLong;
        var held = new JobLock(key, $"{NodeName.Prefix}signal:{key}");
        var kept = await _outbox.Keep(thrown, held, Now + SignalLock, ct);
        List<StartedInstance> started = [];
        // From now on it is carried through, here or elsewhere, though the caller goes away.
        var delivered = await Deliver(kept, thrown, held with { Attempt = kept.Attempts }, CancellationToken.None, actor.Id, started);
        if (delivered is not null) await PutBack(held, Now, CancellationToken.None);
        return new Reply<IReadOnlyList<StartedInstance>>(started);
    }

    /// <summary>Continues an element that waits for nothing in particular: a receive task without a message.</summary>
    public Task<Reply> Trigger(Actor actor, long elementKey, VariableSet variables, CancellationToken ct = default) =>
        MaySend(actor)
            ? Execute(elementKey, Always(new TriggerElement(elementKey, variables) { At = Now, Actor = actor.Id }), null, ct)
            : Task.FromResult(new Reply(Forbidden("continue an element", "Staff")));

    async Task<IReadOnlyList<Receiver>> Waiting(MessageRequest request, bool suspended, CancellationToken ct)
    {
        var instance = request.InstanceKey ?? (request.ElementKey is { } element ? Engine.InstanceKey.Of(element) : default(long?));
        var named = await _receivers.AllForMessage(request.Name, request.CorrelationKey, request.BusinessKey, instance, suspended, ct);
        List<Receiver> waiting = [];
        List<Receiver> exact = [];
        foreach (var receiver in named)
        {
            if ((request.ElementKey is not null && receiver.ElementKey != request.ElementKey) || !await Fits(request, receiver, ct)) continue;
            var carried = await Carried(request, receiver, ct);
            if (carried is null || receiver.CorrelationKey is null || carried == receiver.CorrelationKey) waiting.Add(receiver);
            if (carried is not null && carried == receiver.CorrelationKey) exact.Add(receiver);
        }
        // Whose conversation it is goes before who has not begun one.
        return exact.Count > 0 ? exact : waiting;
    }

    /// <summary>The key of the standard that the message's own content has, as the receiver's model finds it.</summary>
    async ValueTask<string?> Carried(MessageRequest request, Receiver receiver, CancellationToken ct) =>
        request.CorrelationKey is not null || request.Variables.Items.IsEmpty
            ? null
            : await Peek(receiver.InstanceKey, (instance, definition) =>
                definition.HasCorrelation && instance.Subscriptions.TryGetValue(receiver.SubscriptionKey, out var open)
                    && Entrances.DefinitionsOf(definition.Nodes[open.ElementId])[open.Definition] is MessageEventDefinition message
                    ? Correlations.KeyOf(message, request.Variables, Now)
                    : null, ct);

    async ValueTask<bool> Fits(MessageRequest request, Receiver receiver, CancellationToken ct)
    {
        if (request.CorrelationKeys.Items.IsEmpty && request.LocalCorrelationKeys.Items.IsEmpty) return true;
        // Who waits for a key that the model names is found by its value, whatever the sender calls it.
        if (receiver.CorrelationKey is { } wanted && request.CorrelationKeys.Items.Any(k => k.Value.Text == wanted)) return true;
        return await Peek(receiver.InstanceKey, (instance, _) =>
            Has(instance, instance.Key, request.CorrelationKeys) && Has(instance, receiver.ElementKey, request.LocalCorrelationKeys) ? "yes" : null, ct) is not null;
    }

    static bool Has(ProcessInstance instance, long scopeKey, VariableSet values) =>
        values.Items.All(wanted => instance.Scopes.TryGetValue(scopeKey, out var scope) && scope.TryGetValue(wanted.Key, out var value) && value.Equals(wanted.Value));

    /// <summary>One of many cannot take it: the others have it all the same, and the audit trail tells.</summary>
    Task LeaveOut(Actor actor, string name, long instanceKey, Rejection rejection) => _audit.Add(
        new(Now, actor.Id, "DeliveryRefused", System.Text.Json.JsonSerializer.Serialize(new { name, instance = $"{instanceKey}", outcome = rejection.Message })),
        CancellationToken.None);

    async Task<Rejection?> NotStartable(Actor actor, IReadOnlyList<StoredStart> starts, CancellationToken ct)
    {
        foreach (var start in starts)
            if (await _definitions.Get(start.DefinitionKey, ct) is var wanted && !MayStart(actor, wanted)) return NotForYou(wanted);
        return null;
    }

    async Task<Reply<IReadOnlyList<StartedInstance>>> StartAll(
        Actor actor, IReadOnlyList<StoredStart> starts, StartTrigger trigger, VariableSet variables, string? businessKey, CancellationToken ct)
    {
        List<StartedInstance> started = [];
        foreach (var start in starts)
        {
            var definition = await _definitions.Get(start.DefinitionKey, ct);
            var reply = await Begin(start.DefinitionKey, definition,
                new StartProcessInstance(variables, businessKey, start.StartEventId) { Trigger = trigger, At = Now, Actor = actor.Id });
            if (reply.Value is not { } instance) return reply.Rejection!;
            started.Add(instance);
        }
        return new Reply<IReadOnlyList<StartedInstance>>(started);
    }

    /// <summary>What the signal starts; where a process has begun to start and waits for it, that hears it instead.</summary>
    async Task<IReadOnlyList<StoredStart>> SignalStarts(string name, CancellationToken ct)
    {
        List<StoredStart> starts = [];
        foreach (var start in await _deployments.SignalStarts(name, ct))
        {
            var node = (await _definitions.Get(start.DefinitionKey, ct)).Nodes[start.StartEventId];
            if (node is not StartEvent { IsParallelMultiple: true } || !await _receivers.IsStarting(name, start, ct)) starts.Add(start);
        }
        return starts;
    }

    async Task<bool> AreStarting(IReadOnlyList<Receiver> waiting, CancellationToken ct)
    {
        foreach (var receiver in waiting)
            if (await Peek(receiver.InstanceKey, (instance, definition) =>
                instance.Elements.TryGetValue(receiver.ElementKey, out var element) && definition.Nodes[element.ElementId] is StartEvent ? "yes" : null, ct) is null) return false;
        return true;
    }

    static bool MaySend(Actor actor) => actor.IsAny(Role.Staff, Role.Manager, Role.Operator, Role.Worker);

    /// <summary>Nobody takes the message; where one would who is suspended, that is the reason.</summary>
    async Task<Rejection> Unmatched(MessageRequest request, CancellationToken ct)
    {
        foreach (var receiver in await Waiting(request, suspended: true, ct))
            if (await RefusalOf(receiver.InstanceKey, ct) is { } suspended) return suspended;
        if (!request.MayStart) return NobodyWaits(request);
        foreach (var start in await _deployments.MessageStarts(request.Name, ct, suspended: true))
            if (await StartRefusal(start.DefinitionKey, ct) is { } suspended) return suspended;
        return NobodyWaits(request);
    }

    static Rejection NobodyWaits(MessageRequest request) => new(RejectionKind.NotFound,
        $"Expected someone to wait for the message '{request.Name}', but nobody does who fits, and no process starts with it. Check its name and what it is correlated by.");
}
