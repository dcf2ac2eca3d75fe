using Bpm.Connectors;
using Bpm.Engine;
using Bpm.Model;
using Bpm.Storage;

namespace Bpm.Runtime;

/// <summary>
/// The only door through which anything changes. A page, an endpoint, a timer and a connector all come in here, one
/// method per intention, and every method on an instance goes through <see cref="Execute"/>: take the instance's gate,
/// get the instance (from memory, else from its row), check who asks and make the command, let the interpreter run,
/// commit snapshot, projections and audit in one transaction, and only then tell the screens and the pump.
/// <para>
/// The interpreter changes the instance in memory before anything is stored. So the instance is taken out of
/// <see cref="HotInstances"/> while a command runs and is put back only after a commit, when memory and row agree again.
/// Every other way out, exceptions included, leaves it out, and the next command reads the row. That makes other nodes
/// harmless: a conflict, or a refusal for which what this node remembers is the reason, is tried again on the row.
/// </para>
/// <para>
/// If the process dies after the commit, nothing is lost: what should happen next are due rows, found again by the pump
/// of this or another node. Jobs are therefore carried out at least once, and a command with the key of a job that is
/// done already is a rejection that nobody needs to see.
/// </para>
/// </summary>
public sealed partial class ProcessEngine
{
    const int Attempts = 8;

    readonly InstanceGates _gates = new();
    readonly HotInstances _hot;
    readonly DefinitionCache _definitions;
    readonly DecisionCache _decisions;
    readonly InstanceStore _instances;
    readonly CommitQueue _commits;
    readonly OpenRequests _requests;
    readonly WorkQueue _work;
    readonly Outbox _outbox;
    readonly Receivers _receivers;
    readonly MessageStore _messages;
    readonly KeySource _keys;
    readonly SuspensionStore _suspensions;
    readonly SuspendedVersions _suspended;
    readonly JobControl _jobControl;
    readonly JobRuleCache _jobRules;
    readonly DefinitionStore _deployments;
    readonly UserTasks _tasks;
    readonly Timeline _timeline;
    readonly Attachments _attachments;
    readonly DraftStore _drafts;
    readonly AuditStore _audit;
    readonly SavedFilterStore _filters;
    readonly SavedFilters _savedFilters;
    readonly AnnotationStore _annotations;
    readonly Incidents _incidents;
    readonly AuditTrail _trail;
    readonly InstanceRemoval _instanceRemoval;
    readonly DefinitionRemoval _definitionRemoval;
    readonly InstanceOverview _overview;
    readonly Definitions _definitionReads;
    readonly Deployments _deploymentReads;
    readonly TaskRights _rights;
    readonly InstanceRights _instanceRights;
    readonly EscalationRecipients _recipients;
    readonly People _people;
    readonly ConnectorTable _connectors;
    readonly TaskNotifications _notifications;
    readonly WakeUp _wakeUp;
    readonly WorkBell _bell;
    readonly TimeProvider _time;

    internal ProcessEngine(EngineStores stores, People people, ConnectorTable connectors, TaskNotifications notifications, WakeUp wakeUp, WorkBell bell, TimeProvider time, int hotInstances)
    {
        (_instances, _commits, _work, _keys) = (stores.Instances, stores.Commits, stores.Work, stores.Keys);
        (_outbox, _receivers, _messages) = (stores.Outbox, stores.Receivers, stores.Messages);
        (_deployments, _drafts, _audit, _requests) = (stores.Definitions, stores.Drafts, stores.Audit, stores.Requests);
        (_people, _connectors, _notifications, _wakeUp, _bell, _time) = (people, connectors, notifications, wakeUp, bell, time);
        _hot = new HotInstances(hotInstances);
        _suspensions = stores.Suspensions;
        _suspended = new SuspendedVersions(stores.Suspensions, time);
        _jobControl = stores.JobControl;
        _jobRules = new JobRuleCache(new JobRules(stores.Database), time);
        _definitions = new DefinitionCache(stores.Definitions, time);
        _decisions = new DecisionCache(stores.Decisions, stores.Definitions, time);
        _recipients = new EscalationRecipients(people);
        _rights = new TaskRights(people);
        _instanceRights = new InstanceRights(new Participation(stores.Database));
        _tasks = new UserTasks(stores.Database);
        _timeline = new Timeline(stores.Database);
        (_filters, _savedFilters) = (stores.Filters, new SavedFilters(stores.Database));
        (_annotations, _incidents, _trail) = (stores.Annotations, new Incidents(stores.Database), new AuditTrail(stores.Database));
        (_instanceRemoval, _definitionRemoval) = (stores.EndedInstances, stores.Removal);
        (_overview, _definitionReads, _deploymentReads) = (new InstanceOverview(stores.Database), new Definitions(stores.Database), new Deployments(stores.Database));
        _attachments = new Attachments(stores.Database);
    }

    /// <summary>The present instant, as exact as the database keeps it.</summary>
    DateTimeOffset Now => DateTimeOffset.FromUnixTimeMilliseconds(_time.GetUtcNow().ToUnixTimeMilliseconds());

    /// <summary>Runs the command that <paramref name="decide"/> makes of the instance's present state.</summary>
    /// <param name="key">The instance's key, or that of anything inside it.</param>
    /// <param name="held">The job's lock, when the command is only allowed to its holder.</param>
    async Task<Reply> Execute(long key, Decide decide, JobLock? held, CancellationToken ct)
    {
        var instanceKey = InstanceKey.Of(key);
        using var gate = await _gates.Enter(instanceKey, ct);
        for (var attempt = 1; attempt <= Attempts; attempt++)
        {
            var remembered = _hot.Take(instanceKey);
            if ((remembered ?? await Load(instanceKey, ct)) is not { } hot) return Gone(instanceKey);
            var definition = await _definitions.Get(hot.DefinitionKey, ct);

            var decision = await decide(hot.Instance, definition, ct);
            var rejection = decision.Command is { } command ? await Step(hot, definition, command, held, prepares: decision.Prepares) : decision.Rejection;
            if (rejection is null) return Reply.Done;
            // What this node remembers may be behind the row: before anything is refused, the row is asked.
            if (remembered is null && rejection != OtherNodeWasFaster) return new Reply(await Named(rejection, hot.Instance, ct));
        }
        return new Reply(OtherNodeWasFaster);
    }

    /// <summary>Interpreter, commit, and what follows a commit. Null when all of it is done, else the instance is not kept.</summary>
    /// <param name="prepares">As <see cref="Decision.Prepares"/>.</param>
    async Task<Rejection?> Step(HotInstance hot, ProcessDefinition definition, Command command, JobLock? held, NextFiring? next = null, InstanceClaim? claim = null, bool prepares = false)
    {
        if (await Interpret(hot, definition, command) is not var (run, outcome)) return OtherNodeWasFaster;
        hot = run;
        // A delivery that changes nothing is done all the same, and its row must go.
        if (outcome.Rejection is not null || (outcome.Events.Count == 0 && held?.Delivery is null)) return outcome.Rejection;
        if (Lengths.Problem(outcome.Events) is { } tooLong) return tooLong;

        // Not cancellable: a caller who went away must not leave it open whether the step happened.
        var step = new StepCommit(hot.Instance, hot.DefinitionKey, definition.Id, hot.Version, command, outcome.Events, held)
        {
            NextFiring = next,
            IfDeployed = true,
            Claim = claim,
            JobRules = outcome.Events.Any(e => e is JobCreated { Kind: not JobKind.External }) ? await _jobRules.Of(hot.DefinitionKey, CancellationToken.None) : [],
            Request = prepares ? null : _requests.Current?.Claim(command is StartProcessInstance { Trigger: null } ? RequestEffect.Start : RequestEffect.Step),
        };
        var result = await _commits.Commit(step, CancellationToken.None);
        if (result == CommitResult.VersionConflict) return OtherNodeWasFaster;
        if (result == CommitResult.DefinitionGone) return DefinitionGone(hot.DefinitionKey);
        if (result == CommitResult.LockLost) return LockLost(held!.JobKey);
        if (result == CommitResult.MessageTaken) return MessageTaken;
        if (result == CommitResult.ClaimTaken) return ClaimTaken;
        if (result == CommitResult.RequestTaken) return RequestTaken;
        if (step.Request is not null) _requests.Current?.Noted();

        hot = hot with { Version = hot.Version + 1 };
        if (!hot.Instance.HasEnded) _hot.Put(hot);
        Announce(hot, command, outcome.Events);
        return null;
    }

    async Task<HotInstance?> Load(long instanceKey, CancellationToken ct) =>
        await _instances.Load(instanceKey, ct) is { } row ? new HotInstance(row.Instance, row.Version, row.DefinitionKey) : null;

    /// <summary>Tells the screens what changed, the pump when it has to look, and waiting workers that there is work.</summary>
    void Announce(HotInstance hot, Command command, IReadOnlyList<HistoryEvent> events)
    {
        _notifications.Publish(Change.Of(hot.Instance.Key, hot.Version, command, events));
        foreach (var happened in events)
        {
            if (happened is ProcessInstanceActivated) WakeFor(hot.Instance);
            if (JobOf(happened) is { } key && hot.Instance.Jobs.GetValueOrDefault(key) is { Kind: JobKind.External, Type: { } topic } && _connectors.Find(topic) is null)
            {
                // Work that is due later is found by the sweep.
                if (DueOf(happened) <= command.At) _bell.Ring(topic);
            }
            else if (DueOf(happened) is { } due)
            {
                if (due <= command.At) _wakeUp.Now();
                else _wakeUp.At(due);
            }
        }
    }

    static long? JobOf(HistoryEvent happened) => happened switch
    {
        JobCreated e => e.Key,
        JobFailed e => e.Key,
        JobRescheduled e => e.Key,
        _ => null,
    };

    DateTimeOffset? DueOf(HistoryEvent happened) => happened switch
    {
        JobCreated e => e.DueAt ?? e.At,
        JobFailed { RetriesLeft: > 0 } e => e.RetryAt ?? DateTimeOffset.MinValue,
        JobRescheduled e => e.DueAt ?? DateTimeOffset.MinValue,
        MessageThrown or SignalThrown or ProcessCalled or CallCancelled or CallAnswered => DateTimeOffset.MinValue,
        // A message may have waited for it.
        SubscriptionOpened { Kind: SubscriptionKind.Message } => DateTimeOffset.MinValue,
        ProcessInstanceCompleted or ProcessInstanceCancelled when _startsByCorrelation => DateTimeOffset.MinValue,
        _ => null,
    };

    static Reply Gone(long instanceKey) => Reply.Rejected(RejectionKind.NotFound,
        $"Expected a process instance with the key {instanceKey}, but there is none. Look it up again: it may have been mistyped.");

    static Rejection LockLost(long jobKey) => new(RejectionKind.Conflict,
        $"Expected the lock on job {jobKey} to be yours, but it ran out or another worker holds it. Fetch the job again.");

    static readonly Rejection RequestTaken = new(RejectionKind.Conflict,
        "Expected this request to be answered here, but it took so long that another attempt at it has taken it over. Ask again with the same key to hear what came of it.");

    static readonly Rejection OtherNodeWasFaster = new(RejectionKind.Conflict,
        "Others changed this process instance at the same moment, several times over. Nothing of yours was stored: please try again.");
}

/// <summary>Checks the wish against the instance's state and makes the command of it.</summary>
delegate ValueTask<Decision> Decide(ProcessInstance instance, ProcessDefinition definition, CancellationToken ct);

/// <summary>A command to run, or why there is none.</summary>
readonly record struct Decision(Command? Command, Rejection? Rejection)
{
    /// <summary>The wish is granted and changes nothing in the instance.</summary>
    public static Decision Nothing => default;

    /// <summary>
    /// Whether the command only makes ready what was asked for. It takes no note of a request with an idempotency key:
    /// until the thing itself is done, the request is not carried out, and may be sent again.
    /// </summary>
    public bool Prepares { get; init; }

    public static implicit operator Decision(Command command) => new(command, null);

    public static implicit operator Decision(Rejection rejection) => new(null, rejection);
}

/// <summary>What the engine stores with.</summary>
sealed record EngineStores(
    Database Database, InstanceStore Instances, CommitQueue Commits, WorkQueue Work, Outbox Outbox, Receivers Receivers, MessageStore Messages, KeySource Keys, DefinitionStore Definitions,
    DecisionStore Decisions, DraftStore Drafts, AuditStore Audit, OpenRequests Requests, SuspensionStore Suspensions, SavedFilterStore Filters, AnnotationStore Annotations, InstanceRemoval EndedInstances, DefinitionRemoval Removal, JobControl JobControl);
