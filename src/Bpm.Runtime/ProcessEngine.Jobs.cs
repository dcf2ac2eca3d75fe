using System.Collections.Frozen;
using Bpm.Engine;
using Bpm.Feel;
using Bpm.Model;
using Bpm.Storage;

namespace Bpm.Runtime;

/// <summary>Jobs: what external workers fetch and report, and what operators do to a job by hand.</summary>
public sealed partial class ProcessEngine
{
    /// <summary>Hands out due jobs of the topics, the most urgent first; each stays locked for this worker until the time is up.</summary>
    public Task<Reply<IReadOnlyList<LockedJob>>> FetchAndLock(
        Actor actor, string workerId, IReadOnlyCollection<string> topics, int max, TimeSpan lockFor, CancellationToken ct = default) =>
        FetchAndLock(actor, workerId, new(topics.ToDictionary(t => t, _ => new WantedTopic(lockFor)), max), ct);

    /// <summary>Hands out due jobs in the order that the worker wants, of all its topics together.</summary>
    public async Task<Reply<IReadOnlyList<LockedJob>>> FetchAndLock(Actor actor, string workerId, WantedWork wanted, CancellationToken ct = default)
    {
        if (Worker(actor, workerId) is { } refused) return refused;
        if (wanted.Max < 1 || wanted.Topics.Count == 0 || wanted.Topics.Values.Any(t => t.LockFor <= TimeSpan.Zero))
            return Invalid("Expected at least one topic, one job and a positive lock duration.");
        if (Lengths.Problem("a topic", wanted.Topics.Keys.MaxBy(t => t.Length), Lengths.Topic) is { } tooLong) return tooLong;

        var now = Now;
        var claimed = await _work.ClaimDue(
            new JobClaim(now, workerId, now + wanted.Topics.Values.Max(t => t.LockFor), wanted.Max, new JobSelection(OwnJobs: false, [.. wanted.Topics.Keys]))
            {
                Only = wanted.Topics.ToDictionary(t => t.Key, t => t.Value.Only),
                LockUntilOf = wanted.Topics.ToDictionary(t => t.Key, t => now + t.Value.LockFor),
                Order = wanted.Order,
            }, ct);
        List<LockedJob> jobs = [];
        foreach (var job in claimed)
            if (await Peek(job.InstanceKey, (instance, definition) => Describe(job, job.LockedUntil!.Value, instance, definition), ct) is { } described)
                jobs.Add(described);
        return new Reply<IReadOnlyList<LockedJob>>(jobs);
    }

    /// <summary>A worker has done its job; the variables become the job's result.</summary>
    public Task<Reply> CompleteJob(Actor actor, long jobKey, string workerId, VariableSet variables, CancellationToken ct = default) =>
        OnHeldJob(actor, jobKey, workerId, (_, _) => new CompleteJob(jobKey, variables) { At = Now, Actor = actor.Id }, ct);

    /// <summary>A worker's attempt failed. Without a number of retries one is used up; without any left there is an incident.</summary>
    public Task<Reply> FailJob(Actor actor, long jobKey, string workerId, JobFailure failure, CancellationToken ct = default) =>
        OnHeldJob(actor, jobKey, workerId, (job, node) => Failed(job, node, failure) with { Actor = actor.Id }, ct);

    /// <summary>The same, and leaves variables: some with the instance, some with the element for the next attempt.</summary>
    public async Task<Reply> FailJob(
        Actor actor, long jobKey, string workerId, JobFailure failure, VariableSet variables, VariableSet ownVariables, CancellationToken ct = default)
    {
        foreach (var (isOwn, set) in new[] { (false, variables), (true, ownVariables) })
        {
            if (set.Items.IsEmpty) continue;
            var kept = await OnHeldJob(actor, jobKey, workerId,
                (job, _) => new Decision(new SetVariables(isOwn ? job.ElementKey : InstanceKey.Of(jobKey), set) { At = Now, Actor = actor.Id }, null) { Prepares = true }, ct);
            if (!kept.IsDone) return kept;
        }
        return await FailJob(actor, jobKey, workerId, failure, ct);
    }

    /// <summary>A worker reports a BPMN error, which the model may catch.</summary>
    public Task<Reply> ThrowJobError(
        Actor actor, long jobKey, string workerId, string code, string? message, VariableSet variables, CancellationToken ct = default) =>
        OnHeldJob(actor, jobKey, workerId, (_, _) => new ThrowJobError(jobKey, code, message, variables) { At = Now, Actor = actor.Id }, ct);

    /// <summary>A worker needs more time, counted from now.</summary>
    public async Task<Reply> ExtendLock(Actor actor, long jobKey, string workerId, TimeSpan lockFor, CancellationToken ct = default) =>
        Worker(actor, workerId) is { } refused ? new Reply(refused)
        : lockFor <= TimeSpan.Zero ? new Reply(Invalid("Expected a positive lock duration."))
        : await _work.ExtendLock(new JobLock(jobKey, workerId), Now + lockFor, ct) ? Reply.Done
        : new Reply(LockLost(jobKey));

    /// <summary>A worker gives a job back undone; others may fetch it at once.</summary>
    public async Task<Reply> Unlock(Actor actor, long jobKey, string workerId, CancellationToken ct = default)
    {
        if (Worker(actor, workerId) is { } refused) return new Reply(refused);
        if (!await _work.Unlock(new JobLock(jobKey, workerId), ct)) return new Reply(LockLost(jobKey));
        if (await _work.Find(jobKey, ct) is { Type: { } topic }) _bell.Ring(topic);
        return Reply.Done;
    }

    /// <summary>A worker takes one job of its choice.</summary>
    public async Task<Reply> LockJob(Actor actor, long jobKey, string workerId, TimeSpan lockFor, CancellationToken ct = default)
    {
        if (Worker(actor, workerId) is { } refused) return new Reply(refused);
        if (lockFor <= TimeSpan.Zero) return new Reply(Invalid("Expected a positive lock duration."));
        if (await _work.Find(jobKey, ct) is not { Kind: WorkKind.External } job) return new Reply(NoJob(jobKey));
        if (job.LockOwner == workerId) return await ExtendLock(actor, jobKey, workerId, lockFor, ct);
        return await _work.Claim(new JobLock(jobKey, workerId), Now, Now + lockFor, ct) is not null ? Reply.Done : new Reply(await RefusalOf(job.InstanceKey, ct) ?? LockLost(jobKey));
    }

    /// <summary>Carries out a timer (a start timer too), continuation or deadline now, whether it is due or not; for operators.</summary>
    public async Task<Reply> ExecuteJob(Actor actor, long jobKey, CancellationToken ct = default)
    {
        if (!actor.IsAny(Role.Operator)) return new Reply(Forbidden("execute a job", "Operator"));
        var kind = await Peek(InstanceKey.Of(jobKey), (instance, _) => instance.Jobs.GetValueOrDefault(jobKey)?.Kind, ct);
        return kind switch
        {
            null => await ExecuteOutsideNow(actor, jobKey, ct),
            JobKind.Deadline => await EscalateAtDeadline(jobKey, null, ct),
            JobKind.External => new Reply(Invalid($"Job {jobKey} is work for a connector or worker, which takes it by itself. Resolve its incident to try again.")),
            _ => await Execute(jobKey, (_, _, _) => ValueTask.FromResult<Decision>(new ExecuteJob(jobKey) { At = Now, Actor = actor.Id }), null, ct),
        };
    }

    /// <summary>Gives a job another number of attempts, and resolves the incident of one that has used them up; for operators.</summary>
    public async Task<Reply> RetryJob(Actor actor, long jobKey, int retries = 1, CancellationToken ct = default)
    {
        if (!actor.IsAny(Role.Operator)) return new Reply(Forbidden("retry a job", "Operator"));
        if (await _outbox.Retry(jobKey, Math.Max(1, retries), Now, ct))
        {
            _wakeUp.Now();
            return Reply.Done;
        }
        return await Execute(jobKey, (instance, _, _) => ValueTask.FromResult<Decision>(
            instance.Incidents.Values.FirstOrDefault(i => i.JobKey == jobKey) is { } incident
                ? new ResolveIncident(incident.Key, Math.Max(1, retries)) { At = Now, Actor = actor.Id }
                : instance.Jobs.ContainsKey(jobKey) ? new SetJobRetries(jobKey, Math.Max(1, retries)) { At = Now, Actor = actor.Id }
                : NoJob(jobKey)), null, ct);
    }

    /// <summary>A failed attempt as a command: the element's own policy says how often and when it is tried again.</summary>
    FailJob Failed(Job job, FlowNode node, JobFailure failure)
    {
        var left = Math.Max(0, failure.RetriesLeft ?? job.Retries - 1);
        var failed = (node.Retries?.Attempts ?? Job.DefaultRetries) - left;
        return new FailJob(job.Key, failure.Message, left, Now + (failure.RetryAfter ?? Backoff.After(job.Key, failed, node.Retries))) { At = Now };
    }

    Task<Reply> OnHeldJob(Actor actor, long jobKey, string workerId, Func<Job, FlowNode, Decision> command, CancellationToken ct) =>
        Worker(actor, workerId) is { } refused
            ? Task.FromResult(new Reply(refused))
            : OnHeldJob(new JobLock(jobKey, workerId), command, ct);

    /// <summary>Runs a command that only the holder of the job's lock may give.</summary>
    internal Task<Reply> OnHeldJob(JobLock held, Func<Job, FlowNode, Decision> command, CancellationToken ct) =>
        Execute(held.JobKey, (instance, definition, _) => ValueTask.FromResult<Decision>(
            instance.Jobs.TryGetValue(held.JobKey, out var job) ? command(job, definition.Nodes[job.ElementId]) : NoJob(held.JobKey)), held, ct);

    /// <summary>Reads from an instance without changing it; default when there is no such instance.</summary>
    internal async Task<T?> Peek<T>(long instanceKey, Func<ProcessInstance, ProcessDefinition, T?> read, CancellationToken ct)
    {
        using var gate = await _gates.Enter(instanceKey, ct);
        if (_hot.Take(instanceKey) is { } remembered)
        {
            var known = read(remembered.Instance, await _definitions.Get(remembered.DefinitionKey, ct));
            if (known is not null)
            {
                _hot.Put(remembered);
                return known;
            }
        }
        // Not known here: another node may have made it since.
        if (await Load(instanceKey, ct) is not { } hot) return default;
        if (!hot.Instance.HasEnded) _hot.Put(hot);
        return read(hot.Instance, await _definitions.Get(hot.DefinitionKey, ct));
    }

    static LockedJob? Describe(DueJob due, DateTimeOffset until, ProcessInstance instance, ProcessDefinition definition)
    {
        if (!instance.Jobs.TryGetValue(due.Key, out var job)) return null;
        var node = definition.Nodes[job.ElementId];
        return new LockedJob(
            job.Key, job.Type!, instance.Key, job.ElementKey, job.ElementId, due.DefinitionKey, definition.Id, instance.BusinessKey,
            job.Retries, due.Priority, due.LastError, due.CreatedAt, until,
            VariablesOf(instance, job.ElementKey), HeadersOf(job, definition), node.Properties)
        {
            Listener = ListenerOf(job, definition)?.Event,
            OwnVariables = new FeelContext((instance.Scopes.GetValueOrDefault(job.ElementKey) ?? []).ToDictionary(v => v.Key, v => v.Value)),
            VersionTag = definition.VersionTag,
            Task = ListenerOf(job, definition)?.Event is ListenerEvent.Creating or ListenerEvent.Assigning or ListenerEvent.Updating or ListenerEvent.Completing
                ? ListenedTask.Of(instance, job.ElementKey)
                : null,
        };
    }

    /// <summary>Of the task, of the message that an event sends, or of the listener.</summary>
    internal static IReadOnlyDictionary<string, string> HeadersOf(Job job, ProcessDefinition definition)
    {
        if (ListenerOf(job, definition) is { } listener) return listener.Headers;
        return definition.Nodes[job.ElementId] switch
        {
            ServiceTask task => task.Headers,
            Event { Definitions: [MessageEventDefinition { Job: { } work }] } => work.Headers,
            _ => FrozenDictionary<string, string>.Empty,
        };
    }

    /// <summary>The listener of an element, or of the process's end, whose job it is; null for an element's own work.</summary>
    static Listener? ListenerOf(Job job, ProcessDefinition definition) =>
        job is not { Kind: JobKind.External, Step: { } place } ? null
        : InstanceKey.Of(job.ElementKey) == job.ElementKey ? definition.EndListeners[place]
        : definition.Nodes[job.ElementId].Listeners[place];

    /// <summary>Everything visible at an element: what its task is to be completed with, then its own variables before those of the scopes around it.</summary>
    internal static FeelContext VariablesOf(ProcessInstance instance, long elementKey)
    {
        Dictionary<string, FeelValue> visible = [];
        if (instance.HeldChanges.GetValueOrDefault(elementKey)?.Wish is CompleteUserTask wish)
            foreach (var (name, value) in wish.Variables.Items) visible[name] = value;
        for (var scope = elementKey; ; scope = instance.Elements[scope].ScopeKey)
        {
            foreach (var (name, value) in instance.Scopes.GetValueOrDefault(scope) ?? []) visible.TryAdd(name, value);
            if (scope == instance.Key || !instance.Elements.ContainsKey(scope)) return new FeelContext(visible);
        }
    }

    static Rejection? Worker(Actor actor, string workerId) =>
        !actor.IsAny(Role.Worker) ? Forbidden("work on jobs", "Worker")
        : string.IsNullOrWhiteSpace(workerId) || workerId.StartsWith(NodeName.Prefix, StringComparison.Ordinal)
            ? Invalid($"Expected a worker id that does not begin with {NodeName.Prefix}, but got '{workerId}'.")
            : Lengths.Problem("a worker id", workerId, Lengths.WorkerId);

    static Rejection NoJob(long jobKey) => new(RejectionKind.NotFound,
        $"Expected an open job with the key {jobKey}, but there is none: it is done, or was cancelled as the process went on.");
}
