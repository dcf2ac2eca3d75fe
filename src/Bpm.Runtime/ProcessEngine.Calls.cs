using System.Globalization;
using Bpm.Engine;
using Bpm.Model;
using Bpm.Storage;

namespace Bpm.Runtime;

/// <summary>What call activities and the instances that they start tell each other.</summary>
public sealed partial class ProcessEngine
{
    static readonly TimeSpan CallIsBeingBegun = TimeSpan.FromSeconds(1);

    /// <summary>Starts the called process, or raises an incident at the call activity.</summary>
    async Task<Rejection?> Call(ProcessCalled called, JobLock held, CancellationToken ct)
    {
        var caller = InstanceKey.Of(called.ElementKey);
        var depth = await Peek(caller, (instance, _) => instance.Elements.ContainsKey(called.ElementKey) ? instance.CallDepth : (int?)null, ct);
        if (depth is null || await _receivers.Origin(caller, ct) is not { } origin) return await NobodyLeft(held, ct);

        if (await Find(called, origin.DefinitionKey, ct) is not { } definitionKey) return await FailCall(called, Missing(called), held, ct);
        var reply = await Begin(
            definitionKey, await _definitions.Get(definitionKey, ct),
            new StartProcessInstance(called.Variables, called.BusinessKey, null, called.ElementKey) { CallDepth = depth.Value + 1, At = Now },
            held with { Delivery = Delivery.Done with { RootKey = origin.RootKey } });
        return reply.Rejection is { Kind: RejectionKind.Invalid or RejectionKind.Suspended } wrong ? await FailCall(called, wrong.Message, held, ct) : reply.Rejection;
    }

    async Task<Rejection?> FailCall(ProcessCalled called, string message, JobLock held, CancellationToken ct)
    {
        var reply = await Execute(called.ElementKey, Always(new FailCall(called.ElementKey, message) { At = Now }), held with { Delivery = Delivery.Done }, ct);
        return await Settled(called.ElementKey, reply, held, ct);
    }

    async Task<long?> Find(ProcessCalled called, long callersDefinition, CancellationToken ct) => called.Binding switch
    {
        Binding.Deployment => (await _deployments.Beside(callersDefinition, called.CalledElement, ct))?.DefinitionKey,
        Binding.Version => int.TryParse(called.Version, NumberStyles.None, CultureInfo.InvariantCulture, out var version)
            ? (await _deployments.OfVersion(called.CalledElement, version, ct))?.DefinitionKey
            : null,
        Binding.VersionTag => called.Version is { } tag ? (await _deployments.OfTag(called.CalledElement, tag, ct))?.DefinitionKey : null,
        _ => await _definitions.Latest(called.CalledElement, ct),
    };

    static string Missing(ProcessCalled called) => called.Binding switch
    {
        Binding.Deployment => $"Expected a process '{called.CalledElement}' in the deployment of the caller, but there is none. Deploy both together and start again.",
        Binding.Version => $"Expected version {called.Version} of a process '{called.CalledElement}', but there is none. Deploy it, and resolve this incident.",
        Binding.VersionTag => $"Expected a version of process '{called.CalledElement}' with the tag '{called.Version}', but there is none. Deploy it, and resolve this incident.",
        _ => $"Expected a process '{called.CalledElement}', but none is deployed. Deploy it, and resolve this incident.",
    };

    /// <summary>The call activity has ended before what it called: that is cancelled, or not begun at all.</summary>
    async Task<Rejection?> CancelCalled(DueJob job, CallCancelled cancelled, JobLock held, CancellationToken ct)
    {
        if (await _outbox.WithdrawCall(cancelled.ElementKey, Now, ct) is { } beginner)
        {
            // On this node that takes a moment; another may have died over it, and its lock has to run out.
            await PutBack(held, beginner == held.Owner ? Now : Now + CallIsBeingBegun, ct);
            return null;
        }
        var children =
            from key in await _receivers.CalledBy(cancelled.ElementKey, ct)
            select new Recipient(key, async (step, stop) =>
                (await Execute(key, Always(new CancelProcessInstance("The call activity that called it has ended.") { At = Now }), step, stop)).Rejection);
        return await HandOut(job, held, children, () => null, ct);
    }

    /// <summary>A called instance tells its caller how it ended, after everything that it has told before.</summary>
    async Task<Rejection?> Answer(CallAnswered answered, JobLock held, CancellationToken ct)
    {
        if (await _outbox.EarlierAnswer(answered.Key, ct) is var (due, isParked))
        {
            if (isParked) return await Park(held, InstanceKey.Of(answered.CallerKey), ct);
            await PutBack(held, due > Now ? due : Now, ct);
            return null;
        }
        var command = new AnswerCall(answered.CallerKey, answered.Answer, answered.Code, answered.Message, answered.Variables) { At = Now };
        var reply = await Execute(answered.CallerKey, Always(command), held with { Delivery = Delivery.Done }, ct);
        return await Settled(answered.CallerKey, reply, held, ct);
    }

    /// <summary>A caller that has ended needs nothing more; one that is suspended gets it when it goes on.</summary>
    async Task<Rejection?> Settled(long callerKey, Reply reply, JobLock held, CancellationToken ct) => reply.Rejection?.Kind switch
    {
        RejectionKind.NotFound => await NobodyLeft(held, ct),
        RejectionKind.Suspended => await Park(held, InstanceKey.Of(callerKey), ct),
        _ => reply.Rejection,
    };

    async Task<Rejection?> NobodyLeft(JobLock held, CancellationToken ct)
    {
        await _outbox.Finish(held, null, ct);
        return null;
    }
}
