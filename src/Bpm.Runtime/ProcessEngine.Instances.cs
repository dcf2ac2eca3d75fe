using Bpm.Engine;
using Bpm.Model;
using Bpm.Storage;

namespace Bpm.Runtime;

/// <summary>Starting, mending and ending process instances.</summary>
public sealed partial class ProcessEngine
{
    /// <summary>Starts an instance of a process. Answers once it waits for someone or something, or has ended.</summary>
    public async Task<Reply<StartedInstance>> Start(Actor actor, StartRequest request, CancellationToken ct = default)
    {
        if (!actor.IsVisitor && !actor.IsAny(Role.Staff, Role.Manager, Role.Operator, Role.Worker)) return Forbidden("start a process", "Staff");
        if (request.Instructions.Count > 0 && !actor.IsAny(Role.Operator)) return Forbidden("start a process elsewhere than at its start", "Operator");
        if (await Resolve(request, ct) is not { } definitionKey)
            return request.DefinitionKey is { } key
                ? NoDefinition(DefinitionChoice.Version(key))
                : new Rejection(RejectionKind.NotFound, $"Expected a process with the id {request.ProcessId}, but none is deployed. Upload it, or check the id.");

        var definition = await _definitions.Get(definitionKey, ct);
        if (!MayStart(actor, definition)) return NotForYou(definition);
        if (_requests.Current?.Done is { Kind: RequestEffect.Start, Key: var done }) return await StartedBefore(done, ct);
        var businessKey = request.BusinessKey ?? BusinessKeyOf(definition, request);
        var command = new StartProcessInstance(request.Variables, businessKey, request.StartEventId) { At = Now, Actor = actor.Id, Instructions = [.. request.Instructions] };
        return request.BusinessKeyPolicy == BusinessKeyPolicy.Share
            ? await Begin(definitionKey, definition, command)
            : await BeginOnce(definitionKey, definition, command, request.BusinessKeyPolicy, ct);
    }

    /// <summary>What an earlier attempt at the same request has started.</summary>
    async Task<Reply<StartedInstance>> StartedBefore(long instanceKey, CancellationToken ct) =>
        await Load(instanceKey, ct) is { } hot
            ? new StartedInstance(instanceKey, hot.DefinitionKey, (await _definitions.Get(hot.DefinitionKey, ct)).Id, hot.Instance.BusinessKey, hot.Instance.HasEnded)
            : Gone(instanceKey).Rejection!;

    /// <summary>
    /// Starts unless an open instance has the business key. Who asks first is decided by the database: the key is claimed in the
    /// transaction that stores the instance, so any number of nodes may try at once.
    /// </summary>
    async Task<Reply<StartedInstance>> BeginOnce(
        long definitionKey, ProcessDefinition definition, StartProcessInstance command, BusinessKeyPolicy policy, CancellationToken ct)
    {
        if (string.IsNullOrEmpty(command.BusinessKey)) return Invalid("Expected a business key, because it is to be unique among the open instances, but there is none.");
        for (var attempt = 1; attempt <= Attempts; attempt++)
        {
            if (await _messages.OpenInstance(definition.Id, command.BusinessKey, ct) is var (instance, version))
                return policy == BusinessKeyPolicy.ReturnExisting
                    ? new StartedInstance(instance, version, definition.Id, command.BusinessKey, HasEnded: false) { WasThere = true }
                    : new Rejection(RejectionKind.Conflict,
                        $"Expected no open instance of '{definition.Id}' with the business key '{command.BusinessKey}', but {instance} has it. Use that one, or start with another key.");
            var reply = await Begin(definitionKey, definition, command, claim: InstanceClaim.BusinessKey(command.BusinessKey));
            if (reply.Rejection != ClaimTaken) return reply;
        }
        return OtherNodeWasFaster;
    }

    /// <summary>Ends an instance with everything in it; for operators.</summary>
    public Task<Reply> CancelInstance(Actor actor, long instanceKey, string? reason, CancellationToken ct = default) =>
        Operate(actor, instanceKey, "cancel an instance", () => new CancelProcessInstance(reason) { At = Now, Actor = actor.Id }, ct);

    /// <summary>Sets variables of an instance, or of one element instance's own scope; for operators.</summary>
    /// <param name="scopeKey">The instance's key, or that of an element instance.</param>
    public Task<Reply> SetVariables(Actor actor, long scopeKey, VariableSet variables, CancellationToken ct = default) =>
        ChangeVariables(actor, scopeKey, variables, [], ct);

    /// <summary>Sets some variables of a scope and takes others away, all of it or nothing; for operators.</summary>
    /// <param name="removed">Names; one that is not there is no mistake.</param>
    public Task<Reply> ChangeVariables(Actor actor, long scopeKey, VariableSet variables, IReadOnlyList<string> removed, CancellationToken ct = default) =>
        Operate(actor, scopeKey, "change variables", () => new SetVariables(scopeKey, variables) { Removed = [.. removed], At = Now, Actor = actor.Id }, ct);

    /// <summary>Tries again what an incident stopped, after its cause was mended; for operators.</summary>
    public Task<Reply> ResolveIncident(Actor actor, long incidentKey, CancellationToken ct = default) =>
        Operate(actor, incidentKey, "resolve an incident", () => new ResolveIncident(incidentKey) { At = Now, Actor = actor.Id }, ct);

    Task<Reply> Operate(Actor actor, long key, string wish, Func<Command> command, CancellationToken ct) =>
        actor.IsAny(Role.Operator)
            ? Execute(key, (_, _, _) => ValueTask.FromResult<Decision>(command()), null, ct)
            : Task.FromResult(new Reply(Forbidden(wish, "Operator")));

    async Task<long?> Resolve(StartRequest request, CancellationToken ct) => request switch
    {
        { DefinitionKey: { } key } => await _definitions.Find(key, ct) is null ? null : key,
        { ProcessId: { } id } => await _definitions.Latest(id, ct),
        _ => null,
    };

    /// <summary>The first step of a new instance.</summary>
    async Task<Reply<StartedInstance>> Begin(
        long definitionKey, ProcessDefinition definition, StartProcessInstance command, JobLock? held = null, NextFiring? next = null,
        InstanceClaim? claim = null)
    {
        if (await StartRefusal(definitionKey, CancellationToken.None) is { } suspended) return suspended;
        if (!_definitions.Uses.TryEnter(definitionKey)) return BeingDeleted;
        try
        {
            var instance = new ProcessInstance(await _keys.NextInstanceKey(CancellationToken.None));
            var rejection = await Step(new HotInstance(instance, 0, definitionKey), definition, command, held, next, claim);
            return rejection is null
                ? new StartedInstance(instance.Key, definitionKey, definition.Id, instance.BusinessKey, instance.HasEnded)
                : rejection;
        }
        finally
        {
            _definitions.Uses.Leave(definitionKey);
        }
    }

    /// <summary>Whether it will be gone is open: it stays when it has instances.</summary>
    static readonly Rejection BeingDeleted = new(RejectionKind.Conflict, "The process definition is being deleted at this moment. Start another version, or try again.");

    /// <summary>Another node has deleted it: this one forgets it, too.</summary>
    Rejection DefinitionGone(long definitionKey)
    {
        _definitions.Forget([definitionKey]);
        return NoDefinition(DefinitionChoice.Version(definitionKey));
    }

    static bool MayStart(Actor actor, ProcessDefinition definition) =>
        actor.IsVisitor ? definition.IsPublic
        : actor.IsAny(Role.Operator)
        || (definition.CandidateStarterGroups.IsEmpty && definition.CandidateStarterUsers.IsEmpty)
        || definition.CandidateStarterUsers.Contains(actor.UserId)
        || definition.CandidateStarterGroups.Any(actor.Groups.Contains);

    static Rejection NotForYou(ProcessDefinition definition) => new(RejectionKind.Forbidden,
        $"You may not start '{definition.Name ?? definition.Id}': it is for {Starters(definition)}. Ask one of them to start it.");

    static string Starters(ProcessDefinition definition) => definition.CandidateStarterGroups.IsEmpty && definition.CandidateStarterUsers.IsEmpty
        ? "people who have signed in"
        : string.Join(", ", definition.CandidateStarterGroups.Select(g => $"group {g}").Concat(definition.CandidateStarterUsers));

    static string? BusinessKeyOf(ProcessDefinition definition, StartRequest request)
    {
        var start = definition.StartEvents(definition.Id).FirstOrDefault(s => request.StartEventId is null ? s.Definition is null : s.Id == request.StartEventId);
        if (start?.Form is not GeneratedForm { BusinessKeyField: { } field }) return null;
        return request.Variables.Items.FirstOrDefault(v => v.Key == field).Value?.Text;
    }
}
