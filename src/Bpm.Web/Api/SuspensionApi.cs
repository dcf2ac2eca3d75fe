using Bpm.Runtime;
using Bpm.Storage;

namespace Bpm.Web.Api;

/// <summary>Suspending process instances and versions of processes, and letting them go on.</summary>
static class SuspensionApi
{
    public static void MapSuspensions(this IEndpointRouteBuilder routes)
    {
        var instances = routes.MapGroup("/process-instance").WithTags("Process Instance");
        instances.MapPut("/{id}/suspended", Instance).WithSummary("Suspend an instance, or let it go on").ProducesDone(400, 403, 404, 409);
        instances.MapPut("/suspended", Instances).WithSummary("Suspend several instances, by ids, filters or their process").ProducesDone(400, 403, 404, 409);
        var definitions = routes.MapGroup("/process-definition").WithTags("Process Definition");
        definitions.MapPut("/{id}/suspended", Version).WithSummary("Let no instance of a version be started, or let it again").ProducesDone(400, 403, 404, 501);
        definitions.MapPut("/key/{key}/suspended", Process).WithSummary("The same for all versions of a process").ProducesDone(400, 403, 404, 501);
        definitions.MapPut("/suspended", Definitions).WithSummary("The same, with the process named in the body").ProducesDone(400, 403, 404, 501);
    }

    /// <summary>What is to be done is not said.</summary>
    public static readonly IResult NotSaid = Answers.Invalid("Expected suspended to be true or false, but it is not given.");

    public static readonly IResult NotLater = Answers.Error(501, "NotSupportedException",
        "Expected no executionDate: nothing is suspended or activated at a later time here. Leave it out, or ask again when the time has come.");

    static async Task<IResult> Instance(PathKey id, Body<InstanceSuspensionDto> body, Caller caller, ProcessEngine engine, CancellationToken ct) =>
        body.Value.Suspended is { } isSuspended ? Answers.Of(await Change(caller.Actor, id.Value, isSuspended, body.Value.Reason, engine, ct)) : NotSaid;

    static async Task<IResult> Instances(Body<InstanceSuspensionDto> body, Caller caller, ProcessEngine engine, InstanceOverview reads, CancellationToken ct)
    {
        var wish = body.Value;
        if (wish.Suspended is not { } isSuspended) return NotSaid;
        var named = new[] { wish.ProcessInstanceIds is not null || wish.ProcessInstanceQuery is not null || wish.HistoricProcessInstanceQuery is not null, wish.ProcessDefinitionId is not null, wish.ProcessDefinitionKey is not null };
        if (named.Count(n => n) != 1)
            return Answers.Invalid($"{(named.Any(n => n) ? "Only one of" : "Either")} processInstanceIds, processDefinitionId or processDefinitionKey should be set to update the suspension state.");
        if (Choice(wish.ProcessDefinitionId, wish.ProcessDefinitionKey) is { } choice)
            return Of(await engine.SuspendInstancesOf(caller.Actor, choice, isSuspended, wish.Reason, ct));

        if (wish.ProcessInstanceQuery?.AsksForVariables(caller) == true || wish.HistoricProcessInstanceQuery?.AsksForVariables(caller) == true) return ReadersOnly.Refused();
        List<long> keys = [.. (wish.ProcessInstanceIds ?? []).Select(t => PathKey.Read(t) ?? -1)];
        if (wish.ProcessInstanceQuery is { } running) keys.AddRange((await reads.List(running.ToQuery(), Slice.All, ct)).Select(i => i.InstanceKey));
        if (wish.HistoricProcessInstanceQuery is { } past) keys.AddRange((await reads.List(past.ToQuery() with { IsOpen = true }, Slice.All, ct)).Select(i => i.InstanceKey));
        foreach (var key in keys.Distinct())
            if (await Change(caller.Actor, key, isSuspended, wish.Reason, engine, ct) is { IsDone: false } refused) return Answers.Of(refused);
        return Answers.Done;
    }

    static Task<Reply> Change(Actor actor, long key, bool isSuspended, string? reason, ProcessEngine engine, CancellationToken ct) =>
        isSuspended ? engine.SuspendInstance(actor, key, reason, ct) : engine.ActivateInstance(actor, key, reason, ct);

    static Task<IResult> Version(PathKey id, Body<DefinitionSuspensionDto> body, Caller caller, ProcessEngine engine, CancellationToken ct) =>
        Change(DefinitionChoice.Version(id.Value), body.Value, caller, engine, ct);

    static Task<IResult> Process(string key, Body<DefinitionSuspensionDto> body, Caller caller, ProcessEngine engine, CancellationToken ct) =>
        Change(DefinitionChoice.AllOf(key), body.Value, caller, engine, ct);

    static async Task<IResult> Definitions(Body<DefinitionSuspensionDto> body, Caller caller, ProcessEngine engine, CancellationToken ct) =>
        body.Value is { ProcessDefinitionId: null, ProcessDefinitionKey: { } key }
            ? await Change(DefinitionChoice.AllOf(key), body.Value, caller, engine, ct)
            : Answers.Invalid("Only processDefinitionKey can be set to update the suspension state.");

    static async Task<IResult> Change(DefinitionChoice choice, DefinitionSuspensionDto wish, Caller caller, ProcessEngine engine, CancellationToken ct) =>
        wish.Suspended is not { } isSuspended ? NotSaid
        : wish.ExecutionDate is not null ? NotLater
        : Of(isSuspended
            ? await engine.SuspendDefinition(caller.Actor, choice, wish.IncludeProcessInstances, wish.Reason, ct)
            : await engine.ActivateDefinition(caller.Actor, choice, wish.IncludeProcessInstances, wish.Reason, ct));

    public static DefinitionChoice? Choice(string? id, string? key) =>
        id is not null ? DefinitionChoice.Version(PathKey.Read(id) ?? -1) : key is not null ? DefinitionChoice.AllOf(key) : null;

    public static IResult Of(Reply<int> reply) => reply.Rejection is { } rejection ? Answers.Of(rejection) : Answers.Done;
}

/// <param name="Reason">Not of Camunda 7: why, for those who are refused because of it.</param>
sealed record InstanceSuspensionDto(
    bool? Suspended, IReadOnlyList<string>? ProcessInstanceIds, InstanceFilter? ProcessInstanceQuery, InstanceHistoryFilter? HistoricProcessInstanceQuery,
    string? ProcessDefinitionId, string? ProcessDefinitionKey, string? Reason);

/// <param name="Reason">Not of Camunda 7: why, for those who are refused because of it.</param>
sealed record DefinitionSuspensionDto(
    bool? Suspended, string? ProcessDefinitionId, string? ProcessDefinitionKey, string? ExecutionDate, bool IncludeProcessInstances = false, string? Reason = null);
