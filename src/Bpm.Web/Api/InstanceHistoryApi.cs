using Bpm.Storage;

namespace Bpm.Web.Api;

/// <summary>Process instances, running and ended.</summary>
static class InstanceHistoryApi
{
    public static void MapInstanceHistory(this IEndpointRouteBuilder routes)
    {
        var instances = routes.MapGroup("/history/process-instance").WithTags("Historic Process Instance");
        instances.MapGet("", (Search<InstanceHistoryFilter> search, InstanceOverview reads, CancellationToken ct) => List(search.Filter, reads, ct))
            .WithSummary("Instances by filters").Produces<HistoricInstanceDto[]>();
        instances.MapPost("", (Body<InstanceHistoryFilter> body, InstanceOverview reads, CancellationToken ct) => List(body.Value, reads, ct))
            .WithSummary("Instances by filters in the body").Produces<HistoricInstanceDto[]>();
        instances.MapGet("/count", (Search<InstanceHistoryFilter> search, InstanceOverview reads, CancellationToken ct) => Count(search.Filter, reads, ct))
            .WithSummary("How many instances the filters find").Produces<CountDto>();
        instances.MapPost("/count", (Body<InstanceHistoryFilter> body, InstanceOverview reads, CancellationToken ct) => Count(body.Value, reads, ct))
            .WithSummary("How many instances the filters in the body find").Produces<CountDto>();
        instances.MapGet("/{id}", Find).WithSummary("One instance").Produces<HistoricInstanceDto>().ProducesError(404);
    }

    static async Task<IResult> List(InstanceHistoryFilter filter, InstanceOverview reads, CancellationToken ct) =>
        Results.Ok((await reads.List(filter.ToQuery(), filter.Slice, ct)).Select(HistoricInstanceDto.Of));

    static async Task<IResult> Count(InstanceHistoryFilter filter, InstanceOverview reads, CancellationToken ct) =>
        Answers.Count(await reads.Count(filter.ToQuery(), ct));

    static async Task<IResult> Find(PathKey id, InstanceOverview reads, CancellationToken ct) =>
        await reads.Find(id.Value, ct) is { } row ? Results.Ok(HistoricInstanceDto.Of(row)) : Answers.NotFound("historic process instance", id);
}

sealed record InstanceHistoryFilter : ListFilter
{
    public string? ProcessInstanceId { get; init; }
    public IReadOnlyList<string>? ProcessInstanceIds { get; init; }
    public string? ProcessInstanceBusinessKey { get; init; }
    public string? ProcessInstanceBusinessKeyLike { get; init; }
    public string? ProcessDefinitionId { get; init; }
    public string? ProcessDefinitionKey { get; init; }
    public IReadOnlyList<string>? ProcessDefinitionKeyIn { get; init; }
    public string? StartedBy { get; init; }
    public bool? Finished { get; init; }
    public bool? Unfinished { get; init; }
    public bool? Active { get; init; }
    public bool? Completed { get; init; }
    public bool? ExternallyTerminated { get; init; }
    public bool? WithIncidents { get; init; }
    public string? SuperProcessInstanceId { get; init; }
    public string? SubProcessInstanceId { get; init; }
    public bool? RootProcessInstances { get; init; }
    public string? StartedBefore { get; init; }
    public string? StartedAfter { get; init; }
    public string? FinishedBefore { get; init; }
    public string? FinishedAfter { get; init; }

    public InstanceQuery ToQuery()
    {
        Refuse("variables", "orQueries", "processDefinitionName", "processDefinitionNameLike", "processDefinitionKeyNotIn", "executedActivityIdIn", "activeActivityIdIn", "executedActivityAfter", "executedActivityBefore",
            "executedJobAfter", "executedJobBefore", "incidentType", "incidentStatus", "incidentMessage", "incidentMessageLike", "suspended",
            "internallyTerminated", "tenantIdIn", "processInstanceBusinessKeyIn", "processInstanceIdNotIn");
        return new()
        {
            InstanceKey = KeyOf(ProcessInstanceId),
            InstanceKeys = KeysOf(ProcessInstanceIds),
            BusinessKey = ProcessInstanceBusinessKey,
            BusinessKeyLike = ProcessInstanceBusinessKeyLike,
            DefinitionKey = KeyOf(ProcessDefinitionId),
            ProcessId = ProcessDefinitionKey,
            ProcessIds = ProcessDefinitionKeyIn,
            StartedBy = StartedBy,
            IsOpen = Unfinished == true || Active == true ? true : Finished == true ? false : null,
            IsCancelled = ExternallyTerminated == true ? true : Completed == true ? false : null,
            OnlyWithIncident = WithIncidents == true,
            CalledByInstance = KeyOf(SuperProcessInstanceId),
            CallerOfInstance = KeyOf(SubProcessInstanceId),
            OnlyRoots = RootProcessInstances == true,
            StartedBefore = Date(nameof(StartedBefore), StartedBefore),
            StartedAfter = Date(nameof(StartedAfter), StartedAfter),
            EndedBefore = Date(nameof(FinishedBefore), FinishedBefore),
            EndedAfter = Date(nameof(FinishedAfter), FinishedAfter),
            Sort = Sort(InstanceSort.Key, ("instanceId", InstanceSort.Key), ("definitionId", InstanceSort.DefinitionKey), ("definitionKey", InstanceSort.ProcessId),
                ("businessKey", InstanceSort.BusinessKey), ("startTime", InstanceSort.StartedAt), ("endTime", InstanceSort.EndedAt)),
            Descending = Descending,
        };
    }
}

sealed record HistoricInstanceDto(
    string Id, string? BusinessKey, string ProcessDefinitionId, string ProcessDefinitionKey, string? ProcessDefinitionName, int ProcessDefinitionVersion,
    string StartTime, string? EndTime, string? RemovalTime, long? DurationInMillis, string? StartUserId, string? StartActivityId, string? DeleteReason,
    string RootProcessInstanceId, string? SuperProcessInstanceId, string? SuperCaseInstanceId, string? CaseInstanceId, string? TenantId, string State)
{
    public static HistoricInstanceDto Of(InstanceRow row) => new(
        PathKey.Write(row.InstanceKey), row.BusinessKey, PathKey.Write(row.DefinitionKey), row.ProcessId, row.ProcessName, row.DefinitionVersion,
        EngineDate.Text(row.StartedAt), EngineDate.Text(row.EndedAt), null, row.EndedAt is { } end ? (long)(end - row.StartedAt).TotalMilliseconds : null,
        row.StartedBy, null, null, PathKey.Write(row.RootInstanceKey ?? row.InstanceKey), row.CallerKey is { } caller ? PathKey.Write(Engine.InstanceKey.Of(caller)) : null, null, null, null,
        row.State switch { "completed" => "COMPLETED", "cancelled" => "EXTERNALLY_TERMINATED", _ => "ACTIVE" });
}
