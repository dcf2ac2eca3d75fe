using Bpm.Engine;

namespace Bpm.Runtime;

/// <summary>Messages from outside.</summary>
public sealed partial class ProcessEngine
{
    /// <summary>Delivers a message: starts an instance of every process whose latest version has a start event for it.</summary>
    public async Task<Reply<IReadOnlyList<StartedInstance>>> CorrelateMessage(
        Actor actor, string name, VariableSet variables, string? businessKey = null, CancellationToken ct = default)
    {
        if (!actor.IsAny(Role.Staff, Role.Manager, Role.Operator, Role.Worker)) return Forbidden("send a message", "Staff");
        var starts = await _deployments.MessageStarts(name, ct);
        if (starts.Count == 0)
            return new Rejection(RejectionKind.NotFound, $"Expected someone to wait for the message '{name}', but no process starts with it. Check its name.");

        // All are checked before the first begins: a refusal leaves nothing behind.
        foreach (var start in starts)
            if (await _definitions.Get(start.DefinitionKey, ct) is var wanted && !MayStart(actor, wanted)) return NotForYou(wanted);

        List<StartedInstance> started = [];
        foreach (var start in starts)
        {
            var definition = await _definitions.Get(start.DefinitionKey, ct);
            var reply = await Begin(start.DefinitionKey, definition,
                new StartProcessInstance(variables, businessKey, start.StartEventId) { At = Now, Actor = actor.Id });
            if (reply.Value is not { } instance) return reply.Rejection!;
            started.Add(instance);
        }
        return new Reply<IReadOnlyList<StartedInstance>>(started);
    }
}
