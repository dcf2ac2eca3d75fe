using System.Text.Json;
using Bpm.Engine;
using Bpm.Storage;

namespace Bpm.Runtime;

/// <summary>What operators do to jobs of the engine's own: suspend them, say when and how soon they are done, one by one or all of an element.</summary>
public sealed partial class ProcessEngine
{
    /// <summary>Suspends jobs, or lets them be carried out again. Those of a suspended instance wait for that, too.</summary>
    public async Task<Reply<int>> SetJobsSuspended(Actor actor, JobChoice jobs, bool isSuspended, CancellationToken ct = default)
    {
        if (!actor.IsAny(Role.Operator)) return Forbidden("suspend jobs", "Operator");
        if (jobs.Range.Job is { } key && await _work.Find(key, ct) is not { Kind: not WorkKind.External, Sent: null }) return NoOwnJob(key);
        var changed = await _jobControl.SetSuspended(jobs.Range, isSuspended, Audit(actor, isSuspended ? "SuspendJobs" : "ActivateJobs", jobs), ct);
        if (!isSuspended) _wakeUp.Now();
        return changed;
    }

    /// <summary>The higher, the sooner among jobs that are due.</summary>
    public async Task<Reply> SetJobPriority(Actor actor, long jobKey, int priority, CancellationToken ct = default)
    {
        if (!actor.IsAny(Role.Operator)) return new Reply(Forbidden("change a job's priority", "Operator"));
        var jobs = JobChoice.One(jobKey);
        return await _jobControl.SetPriority(jobs.Range, priority, Audit(actor, nameof(SetJobPriority), jobs, priority), ct) == 0 ? new Reply(NoOwnJob(jobKey)) : Reply.Done;
    }

    /// <summary>Moves the instant at which a job is due; null means at once.</summary>
    /// <param name="movesCycle">Whether the firings of a cycle that come after it move along.</param>
    public async Task<Reply> SetJobDue(Actor actor, long jobKey, DateTimeOffset? due, bool movesCycle, CancellationToken ct = default)
    {
        if (!actor.IsAny(Role.Operator)) return new Reply(Forbidden("move a job", "Operator"));
        var instant = Milliseconds(due ?? Now);
        if (await _work.Find(jobKey, ct) is not { Sent: null } job) return new Reply(NoOwnJob(jobKey));
        if (job.InstanceKey != 0) return await Execute(jobKey, Always(new PlanJob(jobKey, instant, MovesCycle: movesCycle) { At = Now, Actor = actor.Id }), null, ct);
        await _jobControl.MoveStart(jobKey, instant, Audit(actor, nameof(SetJobDue), JobChoice.One(jobKey)), ct);
        _wakeUp.Now();
        return Reply.Done;
    }

    /// <summary>Evaluates a timer's expression once more, counted from when the timer began to wait or from now.</summary>
    public async Task<Reply> RecalculateJobDue(Actor actor, long jobKey, bool fromCreation, CancellationToken ct = default)
    {
        if (!actor.IsAny(Role.Operator)) return new Reply(Forbidden("move a job", "Operator"));
        if (await _work.Find(jobKey, ct) is not { Sent: null } job) return new Reply(NoOwnJob(jobKey));
        if (job.InstanceKey == 0) return new Reply(Invalid($"Expected a timer of an instance, but {jobKey} starts instances: its due date is not calculated anew. Set it."));
        return await Execute(jobKey, Always(new PlanJob(jobKey, null, fromCreation ? job.CreatedAt : Now) { At = Now, Actor = actor.Id }), null, ct);
    }

    /// <summary>Suspends all jobs to come of an element, or lets them be carried out again.</summary>
    /// <param name="withJobs">Whether that is to count for the jobs that are there.</param>
    public async Task<Reply<int>> SetJobDefinitionSuspended(Actor actor, JobDefinitionKey key, bool isSuspended, bool withJobs, CancellationToken ct = default) =>
        await NoSuch(actor, key, ct) is { } refused ? refused : await SetSuspended(actor, [key], isSuspended, withJobs, ct);

    /// <summary>The same for all elements of versions.</summary>
    public async Task<Reply<int>> SetJobDefinitionsSuspended(Actor actor, DefinitionChoice choice, bool isSuspended, bool withJobs, CancellationToken ct = default)
    {
        if (!actor.IsAny(Role.Operator)) return Forbidden("suspend jobs", "Operator");
        var versions = await _suspensions.Versions(choice.ToStored(), ct);
        if (versions.Count == 0) return NoDefinition(choice);
        List<JobDefinitionKey> keys = [];
        foreach (var version in versions) keys.AddRange(JobDefinition.Of(version, await _definitions.Get(version, ct)).Select(d => d.Key));
        return await SetSuspended(actor, keys, isSuspended, withJobs, ct);
    }

    /// <summary>Sets the priority of an element's jobs in the place of their own; null lets them have their own again.</summary>
    public async Task<Reply<int>> SetJobDefinitionPriority(Actor actor, JobDefinitionKey key, int? priority, bool withJobs, CancellationToken ct = default)
    {
        if (await NoSuch(actor, key, ct) is { } refused) return refused;
        var rule = RuleOf(await _jobRules.Of(key.DefinitionKey, ct), key) with { Priority = priority };
        return await ChangeRules([rule], withJobs ? RuleChange.PriorityWithJobs : RuleChange.ForJobsToCome, Audit(actor, nameof(SetJobDefinitionPriority), JobChoice.OfElement(key), priority), ct);
    }

    /// <summary>Gives all failed jobs of an element new attempts; the number of those jobs.</summary>
    public async Task<Reply<int>> RetryJobsOf(Actor actor, JobDefinitionKey key, int retries, CancellationToken ct = default)
    {
        if (await NoSuch(actor, key, ct) is { } refused) return refused;
        var changed = 0;
        foreach (var job in await _jobControl.Failed(JobChoice.OfElement(key).Range, ct))
        {
            var reply = await RetryJob(actor, job, retries, ct);
            if (reply.IsDone) changed++;
            else if (reply.Rejection!.Kind != RejectionKind.NotFound) return reply.Rejection;
        }
        return changed;
    }

    async Task<Reply<int>> SetSuspended(Actor actor, IReadOnlyList<JobDefinitionKey> keys, bool isSuspended, bool withJobs, CancellationToken ct)
    {
        List<JobRule> rules = [];
        foreach (var key in keys) rules.Add(RuleOf(await _jobRules.Of(key.DefinitionKey, ct), key) with { IsSuspended = isSuspended });
        var audit = new AuditEntry(Now, actor.Id, isSuspended ? "SuspendJobDefinitions" : "ActivateJobDefinitions", JsonSerializer.Serialize(new { jobDefinitions = keys.Select(k => $"{k}"), withJobs }));
        return await ChangeRules(rules, withJobs ? RuleChange.SuspensionWithJobs : RuleChange.ForJobsToCome, audit, ct);
    }

    async Task<Reply<int>> ChangeRules(IReadOnlyList<JobRule> rules, RuleChange change, AuditEntry audit, CancellationToken ct)
    {
        var changed = await _jobControl.SetRules(rules, change, audit, ct);
        _jobRules.Forget();
        _wakeUp.Now();
        return changed;
    }

    async Task<Rejection?> NoSuch(Actor actor, JobDefinitionKey key, CancellationToken ct)
    {
        if (!actor.IsAny(Role.Operator)) return Forbidden("change jobs", "Operator");
        return await _definitions.Find(key.DefinitionKey, ct) is { } definition && JobDefinition.Of(key.DefinitionKey, definition).Any(d => d.Key == key)
            ? null
            : new(RejectionKind.NotFound, $"Expected a job definition with the id {key}, but there is none.");
    }

    static JobRule RuleOf(IEnumerable<JobRule> rules, JobDefinitionKey key) =>
        rules.FirstOrDefault(r => r.ElementId == key.ElementId && r.Kind == key.Kind)
        ?? new JobRule { DefinitionKey = key.DefinitionKey, ElementId = key.ElementId, Kind = key.Kind, IsSuspended = false };

    AuditEntry Audit(Actor actor, string action, JobChoice jobs, int? priority = null) => new(Now, actor.Id, action, JsonSerializer.Serialize(new
    {
        job = Text(jobs.Range.Job), instance = Text(jobs.Range.Instance), definition = Text(jobs.Range.Definition), process = jobs.Range.Process, element = jobs.Range.Element, priority,
    }));

    static string? Text(long? key) => key is { } number ? $"{number}" : null;

    static Rejection NoOwnJob(long jobKey) => new(RejectionKind.NotFound,
        $"Expected a timer, continuation or deadline with the key {jobKey}, but there is none: it is done, or was cancelled as the process went on.");
}

/// <summary>Jobs of the engine's own: one, or all of an instance, of versions or of an element.</summary>
public sealed record JobChoice
{
    JobChoice(JobRange range) => Range = range;

    internal JobRange Range { get; }

    public static JobChoice One(long jobKey) => new(new JobRange { Job = jobKey });

    public static JobChoice OfInstance(long instanceKey) => new(new JobRange { Instance = instanceKey });

    public static JobChoice Of(DefinitionChoice choice) => new(new JobRange { Definition = choice.DefinitionKey, Process = choice.ProcessId });

    public static JobChoice OfElement(JobDefinitionKey key) => new(new JobRange { Definition = key.DefinitionKey, Element = key.ElementId, Kind = key.Kind });
}
