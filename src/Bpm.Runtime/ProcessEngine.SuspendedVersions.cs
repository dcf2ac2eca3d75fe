using System.Text.Json;
using Bpm.Engine;
using Bpm.Storage;

namespace Bpm.Runtime;

/// <summary>Suspending versions of a process: nothing starts them, and their running instances are suspended when that is asked for.</summary>
public sealed partial class ProcessEngine
{
    /// <summary>Instances that are asked for at a time.</summary>
    const int SuspensionChunk = 500;

    /// <summary>
    /// Lets nothing start these versions any more; for operators. With the running instances these are suspended too, one after
    /// the other: if the node dies over it, asking once more suspends the rest.
    /// </summary>
    public Task<Reply<int>> SuspendDefinition(Actor actor, DefinitionChoice choice, bool withInstances, string? reason, CancellationToken ct = default) =>
        ChangeDefinition(actor, choice, withInstances, isSuspended: true, Trimmed(reason), ct);

    /// <summary>Lets the versions be started again; with their instances those go on, whoever suspended them.</summary>
    public Task<Reply<int>> ActivateDefinition(Actor actor, DefinitionChoice choice, bool withInstances, string? reason, CancellationToken ct = default) =>
        ChangeDefinition(actor, choice, withInstances, isSuspended: false, Trimmed(reason), ct);

    /// <summary>Suspends or resumes the running instances of versions, and leaves the versions as they are. Answers how many there were.</summary>
    public async Task<Reply<int>> SuspendInstancesOf(Actor actor, DefinitionChoice choice, bool isSuspended, string? reason, CancellationToken ct = default) =>
        !actor.IsAny(Role.Operator) ? Forbidden("suspend instances", "Operator")
        : (await _suspensions.Versions(choice.ToStored(), ct)).Count == 0 ? NoDefinition(choice)
        : await ChangeInstances(actor, choice, isSuspended, Trimmed(reason));

    async Task<Reply<int>> ChangeDefinition(Actor actor, DefinitionChoice choice, bool withInstances, bool isSuspended, string? reason, CancellationToken ct)
    {
        if (!actor.IsAny(Role.Operator)) return Forbidden(isSuspended ? "suspend a process" : "resume a process", "Operator");
        var versions = await _suspensions.Versions(choice.ToStored(), ct);
        if (versions.Count == 0) return NoDefinition(choice);

        var detail = JsonSerializer.Serialize(new { process = choice.ProcessId, definition = choice.DefinitionKey is { } key ? $"{key}" : null, withInstances, reason });
        var audit = new AuditEntry(Now, actor.Id, isSuspended ? nameof(SuspendDefinition) : nameof(ActivateDefinition), detail);
        if (isSuspended) await _suspensions.Suspend(versions, reason, audit, ct);
        else await _suspensions.Activate(versions, audit, ct);
        _suspended.Forget();
        _notifications.Publish(new Change(null, 0, null, audit.Action, actor.Id, audit.At, TouchesTasks: false));
        _wakeUp.Now();
        return withInstances ? await ChangeInstances(actor, choice, isSuspended, reason) : new Reply<int>(0);
    }

    // Once begun it is carried through: a caller who goes away must not leave half of them running.
    async Task<Reply<int>> ChangeInstances(Actor actor, DefinitionChoice choice, bool isSuspended, string? reason)
    {
        var (changed, after) = (0, 0L);
        while (await _suspensions.Instances(choice.ToStored(), !isSuspended, after, SuspensionChunk, CancellationToken.None) is { Count: > 0 } keys)
        {
            foreach (var key in keys)
            {
                var reply = isSuspended
                    ? await SuspendInstance(actor, key, reason, CancellationToken.None)
                    : await ActivateInstance(actor, key, reason, CancellationToken.None);
                if (reply.IsDone) changed++;
                // It has ended meanwhile.
                else if (reply.Rejection!.Kind != RejectionKind.NotFound) return reply.Rejection;
            }
            after = keys[^1];
        }
        return changed;
    }

    /// <summary>Why no instance of a version may be started; null when one may.</summary>
    async ValueTask<Rejection?> StartRefusal(long definitionKey, CancellationToken ct)
    {
        if (await _suspended.Find(definitionKey, ct) is null) return null;
        // What this node remembers may be behind the row: before anything is refused, the row is asked.
        _suspended.Forget();
        if (await _suspended.Find(definitionKey, ct) is not { } version || await _definitions.Find(definitionKey, ct) is not { } definition) return null;
        return new(RejectionKind.Suspended, await Words($"The process '{definition.Name ?? definition.Id}'", version.SuspendedBy, version.At, version.Reason, ct));
    }

    static Rejection NoDefinition(DefinitionChoice choice) => new(RejectionKind.NotFound, choice.DefinitionKey is { } key
        ? $"Expected a process definition with the key {key}, but there is none."
        : $"Expected a process with the id {choice.ProcessId}, but none is deployed. Check the id.");
}

/// <summary>One version of a process, or all its versions.</summary>
public sealed record DefinitionChoice
{
    DefinitionChoice() { }

    public long? DefinitionKey { get; private init; }
    public string? ProcessId { get; private init; }

    public static DefinitionChoice Version(long definitionKey) => new() { DefinitionKey = definitionKey };

    public static DefinitionChoice AllOf(string processId) => new() { ProcessId = processId };

    internal VersionChoice ToStored() => new(DefinitionKey, ProcessId);
}
