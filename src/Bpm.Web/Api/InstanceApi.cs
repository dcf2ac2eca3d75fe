using Bpm.Runtime;
using Bpm.Storage;
using Bpm.Web.Shared;

namespace Bpm.Web.Api;

/// <summary>Running process instances. Ended ones are found under <c>/history/process-instance</c>.</summary>
static class InstanceApi
{
    public static void MapInstances(this IEndpointRouteBuilder routes)
    {
        var instances = routes.MapGroup("/process-instance").WithTags("Process Instance");
        instances.MapQuestion<InstanceFilter, InstanceDto>("Running instances", "running instances", Question<InstanceFilter>.Of<InstanceOverview, InstanceRow, InstanceDto>(
            static (filter, caller) => filter.AsksForVariables(caller),
            (reads, filter, ct) => reads.List(filter.ToQuery(), filter.Slice, ct), (reads, filter, ct) => reads.Count(filter.ToQuery(), ct), InstanceDto.Of));
        instances.MapGet("/{id}", Find).WithSummary("One running instance").Produces<InstanceDto>().ProducesError(404);
        instances.MapDelete("/{id}", Cancel).WithSummary("Cancel an instance with everything in it").ProducesDone(403, 404, 409);
        instances.MapVariables("/{id}/variables", new("process instance", ReadOwn, static (engine, actor, id, variables, removed, ct) => engine.ChangeVariables(actor, id, variables, removed, ct)));
        instances.MapGet("/{id}/activity-instances", Tree).WithSummary("What is active in an instance, as a tree of scopes").Produces<ActivityTreeDto>().ProducesError(404);
        instances.MapInstanceComments();
    }

    static async Task<IResult> Find(PathKey id, InstanceOverview reads, CancellationToken ct) =>
        await reads.Find(id.Value, ct) is { IsOpen: true } row ? Results.Ok(InstanceDto.Of(row)) : Answers.NotFound("process instance", id);

    static async Task<IResult> Cancel(PathKey id, Caller caller, ProcessEngine engine, CancellationToken ct) =>
        Answers.Of(await engine.CancelInstance(caller.Actor, id.Value, null, ct));

    static async Task<IReadOnlyList<VariableRow>?> ReadOwn(long id, HttpContext context)
    {
        var (services, ct) = (context.RequestServices, context.RequestAborted);
        return await services.GetRequiredService<InstanceOverview>().Find(id, ct) is { IsOpen: true } ? await services.GetRequiredService<Variables>().Of(id, ct) : null;
    }

    static async Task<IResult> Tree(
        PathKey id, InstanceOverview reads, ElementHistory elements, Storage.Incidents incidents, DeployedDefinitions models, CancellationToken ct)
    {
        if (await reads.Find(id.Value, ct) is not { IsOpen: true } row) return Answers.NotFound("process instance", id);
        var active = await elements.List(new() { InstanceKey = row.InstanceKey, IsOpen = true }, Slice.All, ct);
        var open = await incidents.List(new() { InstanceKey = row.InstanceKey }, Slice.All, ct);
        return Results.Ok(ActivityTreeDto.Of(row, active, open, (await models.Find(row.DefinitionKey, ct))?.Definition));
    }
}

record InstanceCriteria : ListFilter
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
    public bool? Suspended { get; init; }
    public string? SuperProcessInstance { get; init; }
    public string? SubProcessInstance { get; init; }
    public bool? RootProcessInstances { get; init; }
    public bool? LeafProcessInstances { get; init; }
    public string? DeploymentId { get; init; }
    public IReadOnlyList<string>? ProcessDefinitionKeyNotIn { get; init; }
    public string? IncidentId { get; init; }
    public string? IncidentMessage { get; init; }
    public string? IncidentMessageLike { get; init; }
    public IReadOnlyList<VariableConditionDto>? Variables { get; init; }

    /// <param name="isAny">Whether one thing of all that is asked for has to be so, instead of all.</param>
    public InstanceQuery ToCriteria(bool isAny)
    {
        Refuse("incidentType", "tenantIdIn", "caseInstanceId", "superCaseInstance", "subCaseInstance",
            "variableNamesIgnoreCase", "variableValuesIgnoreCase");
        var order = Sorts(("instanceId", InstanceSort.Key), ("definitionKey", InstanceSort.ProcessId),
            ("definitionId", InstanceSort.DefinitionKey), ("businessKey", InstanceSort.BusinessKey));
        return new()
        {
            // Only running ones are found, however many alternatives there are: the query around them says so.
            IsOpen = isAny ? null : true,
            IsSuspended = Suspension(Active, Suspended),
            InstanceKeys = KeysOf(ProcessInstanceIds),
            BusinessKey = BusinessKey,
            BusinessKeyLike = BusinessKeyLike,
            DefinitionKey = KeyOf(ProcessDefinitionId),
            ProcessIds = Both(ProcessDefinitionKey, ProcessDefinitionKeyIn, isAny),
            NotProcessIds = ProcessDefinitionKeyNotIn,
            DeploymentKey = KeyOf(DeploymentId),
            CalledByInstance = KeyOf(SuperProcessInstance),
            CallerOfInstance = KeyOf(SubProcessInstance),
            OnlyRoots = RootProcessInstances == true,
            OnlyLeaves = LeafProcessInstances == true,
            OnlyWithIncident = WithIncident == true,
            IncidentKey = KeyOf(IncidentId),
            IncidentMessage = IncidentMessage,
            IncidentMessageLike = IncidentMessageLike,
            ActiveElementIds = ActivityIdIn,
            Variables = Conditions(Variables),
            Sort = order is [var first, ..] ? first.By : InstanceSort.Key,
            Descending = order is [var main, ..] ? main.Descending : Descending,
            Then = [.. order.Skip(1)],
        };
    }
}

sealed record InstanceFilter : InstanceCriteria
{
    public IReadOnlyList<InstanceCriteria>? OrQueries { get; init; }

    public bool AsksForVariables(Caller caller) => (OrQueries ?? []).Append(this).Any(q => ReadersOnly.Refuses(q.Variables, caller));

    public InstanceQuery ToQuery() => ToCriteria(isAny: false) with { AnyOf = Alternatives(OrQueries, q => q.ToCriteria(isAny: true)) };
}
