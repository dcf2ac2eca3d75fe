using Bpm.Runtime;
using Bpm.Storage;

namespace Bpm.Web.Api;

/// <summary>Running process instances. Ended ones are found under <c>/history/process-instance</c>.</summary>
static class InstanceApi
{
    public static void MapInstances(this IEndpointRouteBuilder routes)
    {
        var instances = routes.MapGroup("/process-instance").WithTags("Process Instance");
        instances.MapGet("", (Search<InstanceFilter> search, InstanceOverview reads, CancellationToken ct) => List(search.Filter, reads, ct))
            .WithSummary("Running instances by filters").Produces<InstanceDto[]>();
        instances.MapPost("", (Body<InstanceFilter> body, InstanceOverview reads, CancellationToken ct) => List(body.Value, reads, ct))
            .WithSummary("Running instances by filters in the body").Produces<InstanceDto[]>();
        instances.MapGet("/count", (Search<InstanceFilter> search, InstanceOverview reads, CancellationToken ct) => Count(search.Filter, reads, ct))
            .WithSummary("How many running instances the filters find").Produces<CountDto>();
        instances.MapPost("/count", (Body<InstanceFilter> body, InstanceOverview reads, CancellationToken ct) => Count(body.Value, reads, ct))
            .WithSummary("How many running instances the filters in the body find").Produces<CountDto>();
        instances.MapGet("/{id}", Find).WithSummary("One running instance").Produces<InstanceDto>().ProducesError(404);
        instances.MapDelete("/{id}", Cancel).WithSummary("Cancel an instance with everything in it").ProducesDone(403, 404, 409);
        instances.MapGet("/{id}/variables", AllVariables).WithSummary("The instance's own variables").Produces<IReadOnlyDictionary<string, VariableValueDto>>().ProducesError(403, 404).ForReaders();
        instances.MapPost("/{id}/variables", Change).WithSummary("Set variables").ProducesDone(400, 403, 404);
        instances.MapGet("/{id}/variables/{name}", OneVariable).WithSummary("One variable").Produces<VariableValueDto>().ProducesError(403, 404).ForReaders();
    }

    static async Task<IResult> List(InstanceFilter filter, InstanceOverview reads, CancellationToken ct) =>
        Results.Ok((await reads.List(filter.ToQuery(), filter.Slice, ct)).Select(InstanceDto.Of));

    static async Task<IResult> Count(InstanceFilter filter, InstanceOverview reads, CancellationToken ct) =>
        Answers.Count(await reads.Count(filter.ToQuery(), ct));

    static async Task<IResult> Find(PathKey id, InstanceOverview reads, CancellationToken ct) =>
        await reads.Find(id.Value, ct) is { IsOpen: true } row ? Results.Ok(InstanceDto.Of(row)) : Answers.NotFound("process instance", id);

    static async Task<IResult> Cancel(PathKey id, Caller caller, ProcessEngine engine, CancellationToken ct) =>
        Answers.Of(await engine.CancelInstance(caller.Actor, id.Value, null, ct));

    static async Task<IResult> AllVariables(PathKey id, InstanceOverview reads, Variables variables, CancellationToken ct) =>
        await reads.Find(id.Value, ct) is { IsOpen: true }
            ? Results.Ok(VariableTypes.Write(await variables.Of(id.Value, ct)))
            : Answers.NotFound("process instance", id);

    static async Task<IResult> OneVariable(PathKey id, string name, InstanceOverview reads, Variables variables, CancellationToken ct) =>
        await reads.Find(id.Value, ct) is not { IsOpen: true } ? Answers.NotFound("process instance", id)
        : (await variables.Of(id.Value, ct)).FirstOrDefault(v => v.Name == name) is { } variable ? Results.Ok(VariableTypes.Write(variable.Value))
        : Answers.NotFound("process variable", new(-1, name));

    static async Task<IResult> Change(PathKey id, Body<ModificationsDto> body, Caller caller, ProcessEngine engine, CancellationToken ct)
    {
        if (body.Value.Deletions is { Count: > 0 }) return Answers.Invalid("Expected no deletions: variables cannot be deleted here. Set them to null.");
        return VariableTypes.TryRead(body.Value.Modifications, out var variables, out var problem)
            ? Answers.Of(await engine.SetVariables(caller.Actor, id.Value, variables, ct))
            : Answers.Invalid(problem);
    }
}

sealed record InstanceFilter : ListFilter
{
    public IReadOnlyList<string>? ProcessInstanceIds { get; init; }
    public string? BusinessKey { get; init; }
    public string? BusinessKeyLike { get; init; }
    public string? ProcessDefinitionId { get; init; }
    public string? ProcessDefinitionKey { get; init; }
    public IReadOnlyList<string>? ProcessDefinitionKeyIn { get; init; }
    public bool? WithIncident { get; init; }
    public IReadOnlyList<string>? ActivityIdIn { get; init; }
    public bool? Active { get; init; }
    public string? SuperProcessInstance { get; init; }
    public string? SubProcessInstance { get; init; }
    public bool? RootProcessInstances { get; init; }

    public InstanceQuery ToQuery()
    {
        Refuse("variables", "orQueries", "suspended", "incidentId", "incidentType", "incidentMessage",
            "incidentMessageLike", "tenantIdIn", "leafProcessInstances", "processDefinitionKeyNotIn", "deploymentId", "caseInstanceId");
        if (ActivityIdIn is { Count: > 1 }) throw new BadHttpRequestException("The filter activityIdIn is supported with one id only.");
        return new()
        {
            IsOpen = true,
            InstanceKeys = KeysOf(ProcessInstanceIds),
            BusinessKey = BusinessKey,
            BusinessKeyLike = BusinessKeyLike,
            DefinitionKey = KeyOf(ProcessDefinitionId),
            ProcessId = ProcessDefinitionKey,
            ProcessIds = ProcessDefinitionKeyIn,
            CalledByInstance = KeyOf(SuperProcessInstance),
            CallerOfInstance = KeyOf(SubProcessInstance),
            OnlyRoots = RootProcessInstances == true,
            OnlyWithIncident = WithIncident == true,
            ActiveElementId = ActivityIdIn is [var id] ? id : null,
            Sort = Sort(InstanceSort.Key, ("instanceId", InstanceSort.Key), ("definitionKey", InstanceSort.ProcessId),
                ("definitionId", InstanceSort.DefinitionKey), ("businessKey", InstanceSort.BusinessKey)),
            Descending = Descending,
        };
    }
}
