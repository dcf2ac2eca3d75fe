using Bpm.Runtime;
using Bpm.Storage;

namespace Bpm.Web.Api;

/// <summary>What stops instances until a person acts.</summary>
static class IncidentApi
{
    public static void MapIncidents(this IEndpointRouteBuilder routes)
    {
        var incidents = routes.MapGroup("/incident").WithTags("Incident");
        incidents.MapGet("", List).WithSummary("Open incidents by filters").Produces<IncidentDto[]>();
        incidents.MapGet("/count", Count).WithSummary("How many open incidents the filters find").Produces<CountDto>();
        incidents.MapGet("/{id}", Find).WithSummary("One open incident").Produces<IncidentDto>().ProducesError(404);
        incidents.MapPut("/{id}/annotation", (PathKey id, Body<AnnotationDto> body, Caller caller, ProcessEngine engine, CancellationToken ct) =>
                Annotate(id, body.Value.Annotation ?? "", caller, engine, ct))
            .WithSummary("Note something beside an incident").ProducesDone(400, 403, 404);
        incidents.MapDelete("/{id}/annotation", (PathKey id, Caller caller, ProcessEngine engine, CancellationToken ct) => Annotate(id, null, caller, engine, ct))
            .WithSummary("Take a note away").ProducesDone(403, 404);
        incidents.MapDelete("/{id}", Resolve).WithSummary("Try again what the incident stopped").ProducesDone(403, 404);
    }

    static async Task<IResult> List(Search<IncidentFilter> search, Storage.Incidents reads, CancellationToken ct) =>
        Results.Ok((await reads.List(search.Filter.ToQuery(), search.Filter.Slice, ct)).Select(IncidentDto.Of));

    static async Task<IResult> Count(Search<IncidentFilter> search, Storage.Incidents reads, CancellationToken ct) =>
        Answers.Count(await reads.Count(search.Filter.ToQuery(), ct));

    static async Task<IResult> Find(PathKey id, Storage.Incidents reads, CancellationToken ct) =>
        await reads.Find(id.Value, ct) is { ResolvedAt: null } row ? Results.Ok(IncidentDto.Of(row)) : Answers.NotFound("incident", id);

    static async Task<IResult> Annotate(PathKey id, string? text, Caller caller, ProcessEngine engine, CancellationToken ct) =>
        Answers.Of(await engine.AnnotateIncident(caller.Actor, id.Value, text, ct));

    static async Task<IResult> Resolve(PathKey id, Caller caller, ProcessEngine engine, CancellationToken ct) =>
        Answers.Of(await engine.ResolveIncident(caller.Actor, id.Value, ct));
}

sealed record AnnotationDto(string? Annotation);

sealed record IncidentFilter : ListFilter
{
    public string? IncidentId { get; init; }
    public string? IncidentMessageLike { get; init; }
    public string? ProcessDefinitionId { get; init; }
    public string? ProcessInstanceId { get; init; }
    public string? ActivityId { get; init; }

    /// <summary>The job that failed.</summary>
    public string? Configuration { get; init; }

    public string? IncidentType { get; init; }
    public string? IncidentMessage { get; init; }
    public IReadOnlyList<string>? ProcessDefinitionKeyIn { get; init; }
    public string? ExecutionId { get; init; }
    public string? IncidentTimestampBefore { get; init; }
    public string? IncidentTimestampAfter { get; init; }
    public string? FailedActivityId { get; init; }
    public string? CauseIncidentId { get; init; }
    public string? RootCauseIncidentId { get; init; }

    public IncidentQuery ToQuery()
    {
        Refuse("tenantIdIn", "jobDefinitionIdIn");
        var order = Order();
        return new()
        {
            // An incident is its own cause: none is passed on to the caller's activity.
            IncidentKey = KeyOf(IncidentId ?? CauseIncidentId ?? RootCauseIncidentId),
            Message = IncidentMessage,
            MessageLike = IncidentMessageLike,
            Kind = IncidentDto.KindOf(IncidentType),
            DefinitionKey = KeyOf(ProcessDefinitionId),
            ProcessIds = ProcessDefinitionKeyIn,
            InstanceKey = KeyOf(ProcessInstanceId),
            ElementId = ActivityId ?? FailedActivityId,
            ElementInstanceKey = KeyOf(ExecutionId),
            JobKey = KeyOf(Configuration),
            Before = Date(nameof(IncidentTimestampBefore), IncidentTimestampBefore),
            After = Date(nameof(IncidentTimestampAfter), IncidentTimestampAfter),
            Sort = order is [var first, ..] ? first.By : IncidentSort.Key,
            Descending = order is [var main, ..] ? main.Descending : Descending,
            Then = [.. order.Skip(1)],
        };
    }

    IReadOnlyList<SortedBy<IncidentSort>> Order() => Sorts(("incidentId", IncidentSort.Key), ("incidentTimestamp", IncidentSort.At),
        ("incidentMessage", IncidentSort.Message), ("incidentType", IncidentSort.Kind), ("activityId", IncidentSort.ElementId),
        ("executionId", IncidentSort.ElementInstance), ("processInstanceId", IncidentSort.InstanceKey), ("processDefinitionId", IncidentSort.DefinitionKey),
        ("causeIncidentId", IncidentSort.Key), ("rootCauseIncidentId", IncidentSort.Key));
}

sealed record IncidentDto(
    string Id, string ProcessDefinitionId, string ProcessInstanceId, string ExecutionId, string IncidentTimestamp, string IncidentType, string ActivityId,
    string FailedActivityId, string CauseIncidentId, string RootCauseIncidentId, string? Configuration, string IncidentMessage, string? TenantId,
    string? JobDefinitionId, string? Annotation)
{
    // Clients know failedJob; the kinds without a job keep the engine's own names.
    public static IncidentDto Of(IncidentRow row) => new(
        PathKey.Write(row.IncidentKey), PathKey.Write(row.DefinitionKey), PathKey.Write(row.InstanceKey), PathKey.Write(row.ElementInstanceKey),
        EngineDate.Text(row.CreatedAt), TypeOf(row.Kind), row.ElementId, row.ElementId, PathKey.Write(row.IncidentKey),
        PathKey.Write(row.IncidentKey), PathKey.Write(row.JobKey), row.Message, null, null, row.Annotation);

    public static string TypeOf(string kind) => kind == "jobFailed" ? "failedJob" : kind;

    public static string? KindOf(string? type) => type == "failedJob" ? "jobFailed" : type;
}
