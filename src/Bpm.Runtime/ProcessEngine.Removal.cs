using System.Globalization;
using System.Text.Json;
using Bpm.Engine;
using Bpm.Storage;

namespace Bpm.Runtime;

/// <summary>
/// Taking away what is over and what nobody needs any more, for operators. Each removal leaves an audit row that names what
/// is gone. What runs is taken away only by who asks for it, and is cancelled first.
/// </summary>
public sealed partial class ProcessEngine
{
    const int RemovedAtOnce = 100;

    /// <summary>Takes an ended instance away with its whole history.</summary>
    public async Task<Reply> RemoveEndedInstance(Actor actor, long instanceKey, CancellationToken ct = default)
    {
        if (!actor.IsAny(Role.Operator)) return new Reply(Forbidden("delete an instance's history", "Operator"));
        if (await _overview.Find(instanceKey, ct) is not { } row) return Gone(instanceKey);
        if (row.IsOpen) return Reply.Rejected(RejectionKind.Invalid, $"Expected the process instance {instanceKey} to have ended, but it is still running. Cancel it first.");
        var detail = Detail(new { instance = Text(instanceKey), process = row.ProcessId, version = row.DefinitionVersion, started = row.StartedAt, ended = row.EndedAt });
        return await _instanceRemoval.Remove([instanceKey], new AuditEntry(Now, actor.Id, nameof(RemoveEndedInstance), detail), ct)
            ? Reply.Done
            : Reply.Rejected(RejectionKind.Conflict, $"The process instance {instanceKey} has sent a message that is still on its way. Try again once it has arrived.");
    }

    /// <summary>Takes one version of a process away.</summary>
    /// <param name="withInstances">Cancels what runs of it and takes its instances away with it; else it must have none.</param>
    public async Task<Reply> RemoveDefinition(Actor actor, long definitionKey, bool withInstances, CancellationToken ct = default) =>
        await Removable(new() { DefinitionKey = definitionKey }, ct) is { Count: > 0 } found
            ? await Remove(actor, found, null, withInstances, ct)
            : MayRemove(actor, withInstances) is { } refused ? new Reply(refused)
            : Reply.Rejected(RejectionKind.NotFound, $"Expected a process definition with the key {definitionKey}, but there is none.");

    /// <summary>Takes all versions of a process away.</summary>
    public async Task<Reply> RemoveProcess(Actor actor, string processId, bool withInstances, CancellationToken ct = default) =>
        await Removable(new() { ProcessId = processId }, ct) is { Count: > 0 } found
            ? await Remove(actor, found, null, withInstances, ct)
            : MayRemove(actor, withInstances) is { } refused ? new Reply(refused)
            : Reply.Rejected(RejectionKind.NotFound, $"Expected a process with the id {processId}, but none is deployed.");

    /// <summary>Takes a deployment away: its files, and the versions of processes, decisions and forms that it made.</summary>
    public async Task<Reply> RemoveDeployment(Actor actor, long deploymentKey, bool withInstances, CancellationToken ct = default) =>
        await _deploymentReads.Find(deploymentKey, ct) is { } deployment
            ? await Remove(actor, await Removable(new() { DeploymentKey = deploymentKey }, ct), deployment, withInstances, ct)
            : MayRemove(actor, withInstances) is { } refused ? new Reply(refused)
            : Reply.Rejected(RejectionKind.NotFound, $"Expected a deployment with the key {deploymentKey}, but there is none.");

    static Rejection? MayRemove(Actor actor, bool withInstances) =>
        !actor.IsAny(Role.Modeler) ? Forbidden("delete what is deployed", "Modeler")
        : withInstances && !actor.IsAny(Role.Operator) ? Forbidden("delete process instances", "Operator")
        : null;

    Task<IReadOnlyList<DefinitionRow>> Removable(DefinitionQuery query, CancellationToken ct) => _definitionReads.List(query, Slice.All, ct);

    async Task<Reply> Remove(Actor actor, IReadOnlyList<DefinitionRow> definitions, DeploymentRow? deployment, bool withInstances, CancellationToken ct)
    {
        if (MayRemove(actor, withInstances) is { } refused) return new Reply(refused);
        if (deployment is not null && await _definitionRemoval.NeededBy(deployment.DeploymentKey, ct) is { } later) return Needed(deployment, later);
        long[] keys = [.. definitions.Select(d => d.DefinitionKey)];
        try
        {
            await _definitions.Uses.Close(keys, ct);
            var removed = 0;
            foreach (var definition in definitions)
            {
                var instances = await _overview.Count(new InstanceQuery { DefinitionKey = definition.DefinitionKey }, ct);
                if (instances == 0) continue;
                if (!withInstances) return await HasInstances(definition, instances, ct);
                if (await RemoveInstances(actor, definition, ct) is { } problem) return new Reply(problem);
                removed += instances;
            }

            var detail = Detail(new
            {
                deployment = deployment is null ? null : Text(deployment.DeploymentKey),
                name = deployment?.Name,
                processes = definitions.Select(d => new { id = d.ProcessId, version = d.Version }),
                instances = removed,
            });
            var action = deployment is null ? nameof(RemoveDefinition) : nameof(RemoveDeployment);
            var isDone = await _definitionRemoval.Remove(new([.. definitions.Select(d => (d.DefinitionKey, d.ProcessId))], await NextLatest(definitions, ct), deployment?.DeploymentKey), new AuditEntry(Now, actor.Id, action, detail), ct);
            if (!isDone) return new Reply(OtherNodeWasFaster);
            _definitions.Forget(keys);
            _decisions.ForgetLatest();
            _notifications.Publish(new Change(null, 0, null, action, actor.Id, Now, TouchesTasks: withInstances));
            return Reply.Done;
        }
        finally
        {
            // A definition that is gone is found nowhere any more, so nothing needs to be kept out.
            _definitions.Uses.Open(keys);
        }
    }

    static Reply Needed(DeploymentRow deployment, DeploymentRow later) => Reply.Rejected(RejectionKind.Conflict,
        $"Expected no other deployment to need what came with '{deployment.Name}', but '{later.Name}' ({Text(later.DeploymentKey)}) brought the same content later and runs on it. "
        + "Delete that one first, or keep both.");

    async Task<Reply> HasInstances(DefinitionRow definition, int instances, CancellationToken ct)
    {
        var running = await _overview.Count(new InstanceQuery { DefinitionKey = definition.DefinitionKey, IsOpen = true }, ct);
        return Reply.Rejected(RejectionKind.Conflict,
            $"Expected no instances of '{definition.ProcessId}' version {definition.Version}, but there are {instances}, {running} of them running. "
            + "With cascade=true those are cancelled, and all of them are deleted with their history.");
    }

    /// <summary>Cancels what runs and takes all instances of a definition away; null when they are gone.</summary>
    async Task<Rejection?> RemoveInstances(Actor actor, DefinitionRow definition, CancellationToken ct)
    {
        var running = new InstanceQuery { DefinitionKey = definition.DefinitionKey, IsOpen = true };
        while (await _overview.List(running, new Slice(Take: RemovedAtOnce), ct) is { Count: > 0 } rows)
            foreach (var row in rows)
            {
                var reply = await CancelInstance(actor, row.InstanceKey, "Its definition was deleted.", ct);
                // One that ended by itself meanwhile is as good.
                if (reply.Rejection is { } refused && await _overview.Find(row.InstanceKey, ct) is { IsOpen: true }) return refused;
            }

        var ended = new InstanceQuery { DefinitionKey = definition.DefinitionKey, IsOpen = false, Descending = false };
        while (await _overview.List(ended, new Slice(Take: RemovedAtOnce), ct) is { Count: > 0 } rows)
        {
            var detail = Detail(new { process = definition.ProcessId, version = definition.Version, instances = rows.Select(r => Text(r.InstanceKey)) });
            if (!await _instanceRemoval.Remove([.. rows.Select(r => r.InstanceKey)], new AuditEntry(Now, actor.Id, nameof(RemoveEndedInstance), detail), ct))
                return new(RejectionKind.Conflict, $"Instances of '{definition.ProcessId}' have sent messages that are still on their way. Try again once they have arrived.");
        }
        return null;
    }

    /// <summary>Of each process the newest version that stays, with what starts it, where the latest goes.</summary>
    async Task<IReadOnlyList<(long Key, NewDefinition Starts)>> NextLatest(IReadOnlyList<DefinitionRow> removed, CancellationToken ct)
    {
        var gone = removed.Select(d => d.DefinitionKey).ToHashSet();
        List<(long, NewDefinition)> next = [];
        foreach (var processId in removed.Where(d => d.IsLatest).Select(d => d.ProcessId))
        {
            var versions = await _definitionReads.List(new() { ProcessId = processId }, Slice.All, ct);
            if (versions.Where(v => !gone.Contains(v.DefinitionKey)).MaxBy(v => v.Version) is not { } newest) continue;
            var starts = UploadedFiles.Described(await _definitions.Get(newest.DefinitionKey, ct), newest.ResourceName, Now);
            // A timer whose instant is over has fired when the version was deployed.
            next.Add((newest.DefinitionKey, starts with { StartTimers = [.. starts.StartTimers.Where(t => t.DueAt > Now)] }));
        }
        return next;
    }

    static string Text(long key) => key.ToString(CultureInfo.InvariantCulture);

    static string Detail(object names) => JsonSerializer.Serialize(names);
}
