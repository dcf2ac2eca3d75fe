using Bpm.Model;
using Bpm.Storage;
using Bpm.Web.Shared;

namespace Bpm.Web.Api;

/// <summary>Every activation of an element, running or ended.</summary>
static class ElementHistoryApi
{
    public static void MapElementHistory(this IEndpointRouteBuilder routes)
    {
        var elements = routes.MapGroup("/history/activity-instance").WithTags("Historic Activity Instance");
        elements.MapGet("", (Search<ElementFilter> search, ElementHistory reads, DeployedDefinitions models, CancellationToken ct) => List(search.Filter, reads, models, ct))
            .WithSummary("Activations of elements by filters").Produces<ElementDto[]>();
        elements.MapPost("", (Body<ElementFilter> body, int? firstResult, int? maxResults, ElementHistory reads, DeployedDefinitions models, CancellationToken ct) =>
                List(body.Value with { FirstResult = firstResult ?? body.Value.FirstResult, MaxResults = maxResults ?? body.Value.MaxResults }, reads, models, ct))
            .WithSummary("Activations of elements by filters in the body").Produces<ElementDto[]>();
        elements.MapGet("/count", (Search<ElementFilter> search, ElementHistory reads, CancellationToken ct) => Count(search.Filter, reads, ct))
            .WithSummary("How many activations the filters find").Produces<CountDto>();
        elements.MapPost("/count", (Body<ElementFilter> body, ElementHistory reads, CancellationToken ct) => Count(body.Value, reads, ct))
            .WithSummary("How many activations the filters in the body find").Produces<CountDto>();
        elements.MapGet("/{id}", Find).WithSummary("One activation").Produces<ElementDto>().ProducesError(404);
    }

    static async Task<IResult> List(ElementFilter filter, ElementHistory reads, DeployedDefinitions models, CancellationToken ct)
    {
        var rows = await reads.List(filter.ToQuery(), filter.Slice, ct);
        var dtos = new List<ElementDto>(rows.Count);
        foreach (var row in rows) dtos.Add(ElementDto.Of(row, (await models.Find(row.DefinitionKey, ct))?.Definition));
        return Results.Ok(dtos);
    }

    static async Task<IResult> Count(ElementFilter filter, ElementHistory reads, CancellationToken ct) =>
        Answers.Count(await reads.Count(filter.ToQuery(), ct));

    static async Task<IResult> Find(PathKey id, ElementHistory reads, DeployedDefinitions models, CancellationToken ct) =>
        await reads.Find(id.Value, ct) is { } row
            ? Results.Ok(ElementDto.Of(row, (await models.Find(row.DefinitionKey, ct))?.Definition))
            : Answers.NotFound("historic activity instance", id);
}

sealed record ElementFilter : ListFilter
{
    public string? ActivityInstanceId { get; init; }
    public string? ProcessInstanceId { get; init; }
    public string? ProcessDefinitionId { get; init; }
    public string? ProcessDefinitionKey { get; init; }
    public string? ActivityId { get; init; }
    public string? TaskAssignee { get; init; }
    public bool? Finished { get; init; }
    public bool? Unfinished { get; init; }
    public bool? Canceled { get; init; }
    public string? StartedBefore { get; init; }
    public string? StartedAfter { get; init; }
    public string? FinishedBefore { get; init; }
    public string? FinishedAfter { get; init; }

    public IReadOnlyList<string>? ActivityInstanceIdIn { get; init; }
    public IReadOnlyList<string>? ActivityIdIn { get; init; }
    public string? ExecutionId { get; init; }

    public ElementQuery ToQuery()
    {
        Refuse("activityName", "activityNameLike", "activityType", "completeScope", "tenantIdIn", "parentActivityInstanceIdIn", "processInstanceIdIn");
        var order = Sorts(("activityInstanceId", ElementSort.Key), ("executionId", ElementSort.Key), ("occurrence", ElementSort.Key),
            ("startTime", ElementSort.StartedAt), ("endTime", ElementSort.EndedAt), ("activityId", ElementSort.ElementId), ("instanceId", ElementSort.InstanceKey),
            ("definitionId", ElementSort.DefinitionKey));
        return new()
        {
            ElementInstanceKey = KeyOf(ActivityInstanceId ?? ExecutionId),
            ElementInstanceKeys = KeysOf(ActivityInstanceIdIn),
            ElementIds = ActivityIdIn,
            InstanceKey = KeyOf(ProcessInstanceId),
            DefinitionKey = KeyOf(ProcessDefinitionId),
            ProcessId = ProcessDefinitionKey,
            ElementId = ActivityId,
            Assignee = TaskAssignee,
            IsOpen = Finished == true ? false : Unfinished == true ? true : null,
            IsTerminated = Canceled == true ? true : null,
            StartedBefore = Date(nameof(StartedBefore), StartedBefore),
            StartedAfter = Date(nameof(StartedAfter), StartedAfter),
            EndedBefore = Date(nameof(FinishedBefore), FinishedBefore),
            EndedAfter = Date(nameof(FinishedAfter), FinishedAfter),
            Sort = order is [var first, ..] ? first.By : ElementSort.Key,
            Descending = order is [var main, ..] ? main.Descending : Descending,
            Then = [.. order.Skip(1)],
        };
    }
}

sealed record ElementDto(
    string Id, string ParentActivityInstanceId, string ActivityId, string? ActivityName, string ActivityType, string ProcessDefinitionKey,
    string ProcessDefinitionId, string ProcessInstanceId, string ExecutionId, string? TaskId, string? Assignee, string? CalledProcessInstanceId,
    string? CalledCaseInstanceId, string StartTime, string? EndTime, long? DurationInMillis, bool Canceled, bool CompleteScope, string? TenantId,
    string? RemovalTime, string RootProcessInstanceId)
{
    public static ElementDto Of(ElementRow row, ProcessDefinition? definition)
    {
        var node = definition?.Nodes.GetValueOrDefault(row.ElementId);
        return new(
            PathKey.Write(row.ElementInstanceKey), PathKey.Write(row.ScopeKey), row.ElementId, node?.Name, ElementType.Of(node, row.Role), row.ProcessId,
            PathKey.Write(row.DefinitionKey), PathKey.Write(row.InstanceKey), PathKey.Write(row.ElementInstanceKey),
            node is UserTask ? PathKey.Write(row.ElementInstanceKey) : null, row.Assignee, PathKey.Write(row.CalledInstanceKey), null, EngineDate.Text(row.StartedAt),
            EngineDate.Text(row.EndedAt), row.EndedAt is { } end ? (long)(end - row.StartedAt).TotalMilliseconds : null, row.Outcome == "terminated",
            node is EndEvent && row.Outcome == "completed", null, null, PathKey.Write(row.RootInstanceKey));
    }
}
