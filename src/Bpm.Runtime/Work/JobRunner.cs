using Bpm.Connectors;
using Bpm.Engine;
using Bpm.Feel;
using Bpm.Storage;
using Microsoft.Extensions.Logging;

namespace Bpm.Runtime;

/// <summary>
/// Carries out one claimed job, according to its kind. What goes wrong is put on the job itself: a connector's failure
/// and a bug of ours alike cost an attempt, wait for the backoff, and end as an incident that a person sees.
/// </summary>
sealed class JobRunner(ProcessEngine engine, ConnectorTable connectors, BpmOptions options, TimeProvider time, ILogger<JobRunner> log)
{
    /// <summary>The engine's own jobs, and topics that a connector of this process serves; other topics are left to external workers.</summary>
    public JobSelection Jobs { get; } = new(OwnJobs: true, [.. connectors.Types]);

    public async Task Run(DueJob job, JobLock held)
    {
        try
        {
            var reply = await Carry(job, held);
            // What the job gives cannot be stored: a person has to look at it, or it would be tried for ever.
            if (reply.Rejection is { Kind: RejectionKind.Invalid } invalid) await engine.RecordFailure(job, held, invalid.Message);
            // Somebody has suspended the instance since it was claimed: it is carried out when that goes on.
            else if (reply.Rejection is { Kind: RejectionKind.Suspended }) await engine.GiveBack(job, held);
            // Done by another node, or cancelled as the process went on: the usual end of a job that is handed out twice.
            else if (reply.Rejection is { } rejection) log.LogDebug("Job {Job} was not carried out: {Reason}", job.Key, rejection.Message);
        }
        catch (Exception bug)
        {
            log.LogError(bug, "Job {Job} ({Kind}) of instance {Instance} failed.", job.Key, job.Kind, job.InstanceKey);
            await Record(bug, job, held);
        }
    }

    Task<Reply> Carry(DueJob job, JobLock held) => job.Kind switch
    {
        _ when job.Sent is not null => engine.Deliver(job, held, CancellationToken.None),
        WorkKind.Timer when job.InstanceKey == 0 => engine.FireStartTimer(job, held, Actor.System, CancellationToken.None),
        WorkKind.Deadline => engine.EscalateAtDeadline(job.Key, held, CancellationToken.None),
        WorkKind.External => Connect(job, held),
        _ => engine.ExecuteDue(held, CancellationToken.None),
    };

    async Task<Reply> Connect(DueJob due, JobLock held)
    {
        var connector = connectors.Find(due.Type!)!;
        var isSuspended = false;
        var job = await engine.Peek(
            due.InstanceKey,
            (instance, definition) => (isSuspended = instance.Suspension is not null) ? null : Describe(due.Key, instance, definition), CancellationToken.None);
        // Suspended since it was claimed: nothing is begun. What is under way by then is kept, see JobCommand.HasHappened.
        if (isSuspended) await engine.GiveBack(due, held);
        if (job is null) return Reply.Done;

        // Past the lock another node may run the job: this attempt must have ended by then.
        using var timeUp = new CancellationTokenSource(options.LockDuration, time);
        var result = await Try(connector, job, timeUp);
        return await engine.OnHeldJob(held, (open, node) => engine.ToCommand(result, open, node), CancellationToken.None);
    }

    async Task<ConnectorResult> Try(IConnector connector, ConnectorJob job, CancellationTokenSource timeUp)
    {
        try
        {
            return await connector.Run(job, timeUp.Token);
        }
        catch (OperationCanceledException) when (timeUp.IsCancellationRequested)
        {
            return ConnectorResult.Retry($"Expected the connector '{connector.Type}' to answer within {options.LockDuration}, but it did not.");
        }
        catch (Exception bug)
        {
            log.LogError(bug, "The connector {Connector} failed on job {Job}.", connector.Type, job.IdempotencyKey);
            return ConnectorResult.Retry($"{bug.GetType().Name}: {bug.Message}");
        }
    }

    static ConnectorJob? Describe(long jobKey, ProcessInstance instance, Model.ProcessDefinition definition)
    {
        if (!instance.Jobs.TryGetValue(jobKey, out var job)) return null;
        var node = definition.Nodes[job.ElementId];
        var variables = ProcessEngine.VariablesOf(instance, job.ElementKey);
        var headers = ConnectorSettings.Of(node, ProcessEngine.HeadersOf(job, definition));
        return new ConnectorJob($"{jobKey}", $"{instance.Key}", variables, headers) { Inputs = Mapped(node, instance.Scopes.GetValueOrDefault(job.ElementKey)) };
    }

    static FeelContext Mapped(Model.FlowNode node, Dictionary<string, FeelValue>? own) => new(
        node.Inputs.Select(input => input.Target).Distinct().Where(name => own?.ContainsKey(name) == true).Select(name => KeyValuePair.Create(name, own![name])));

    async Task Record(Exception bug, DueJob job, JobLock held)
    {
        try
        {
            await engine.RecordFailure(job, held, $"{bug.GetType().Name}: {bug.Message}");
        }
        // Nothing can be written either. The lock runs out by itself, and the job is claimed again.
        catch (Exception again)
        {
            log.LogError(again, "The failure of job {Job} could not be recorded; its lock ends by itself.", job.Key);
        }
    }
}
