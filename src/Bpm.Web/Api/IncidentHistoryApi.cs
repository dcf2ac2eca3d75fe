using Bpm.Storage;

namespace Bpm.Web.Api;

/// <summary>Incidents, open and resolved.</summary>
static class IncidentHistoryApi
{
    public static void MapIncidentHistory(this IEndpointRouteBuilder routes)
    {
        var incidents = routes.MapGroup("/history/incident").WithTags("Historic Incident");
        incidents.MapGet("", async (Search<IncidentHistoryFilter> search, Storage.Incidents reads, CancellationToken ct) =>
                Results.Ok((await reads.List(search.Filter.ToQuery(), search.Filter.Slice, ct)).Select(HistoricIncidentDto.Of)))
            .WithSummary("Incidents by filters").Produces<HistoricIncidentDto[]>();
        incidents.MapGet("/count", async (Search<IncidentHistoryFilter> search, Storage.Incidents reads, CancellationToken ct) =>
                Answers.Count(await reads.Count(search.Filter.ToQuery(), ct)))
            .WithSummary("How many incidents the filters find").Produces<CountDto>();
    }
}

sealed record IncidentHistoryFilter : ListFilter
{
    public string? IncidentId { get; init; }
    public string? IncidentType { get; init; }
    public string? IncidentMessage { get; init; }
    public string? IncidentMessageLike { get; init; }
    public string? ProcessDefinitionId { get; init; }
    public string? ProcessDefinitionKey { get; init; }
    public IReadOnlyList<string>? ProcessDefinitionKeyIn { get; init; }
    public string? ProcessInstanceId { get; init; }
    public string? ExecutionId { get; init; }
    public string? ActivityId { get; init; }
    public string? FailedActivityId { get; init; }
    public string? CauseIncidentId { get; init; }
    public string? RootCauseIncidentId { get; init; }
    public string? Configuration { get; init; }
    public string? CreateTimeBefore { get; init; }
    public string? CreateTimeAfter { get; init; }
    public string? EndTimeBefore { get; init; }
    public string? EndTimeAfter { get; init; }
    public bool? Open { get; init; }
    public bool? Resolved { get; init; }

    public IncidentQuery ToQuery()
    {
        Refuse("deleted", "tenantIdIn", "withoutTenantId", "jobDefinitionIdIn", "historyConfiguration");
        var order = Sorts(("incidentId", IncidentSort.Key), ("createTime", IncidentSort.At), ("endTime", IncidentSort.EndedAt), ("incidentType", IncidentSort.Kind),
            ("incidentMessage", IncidentSort.Message), ("activityId", IncidentSort.ElementId), ("executionId", IncidentSort.ElementInstance),
            ("processInstanceId", IncidentSort.InstanceKey), ("processDefinitionId", IncidentSort.DefinitionKey), ("processDefinitionKey", IncidentSort.ProcessId),
            ("causeIncidentId", IncidentSort.Key), ("rootCauseIncidentId", IncidentSort.Key), ("incidentState", IncidentSort.EndedAt));
        return new()
        {
            OnlyOpen = Open == true,
            OnlyResolved = Resolved == true,
            IncidentKey = KeyOf(IncidentId ?? CauseIncidentId ?? RootCauseIncidentId),
            Kind = IncidentDto.KindOf(IncidentType),
            Message = IncidentMessage,
            MessageLike = IncidentMessageLike,
            DefinitionKey = KeyOf(ProcessDefinitionId),
            ProcessId = ProcessDefinitionKey,
            ProcessIds = ProcessDefinitionKeyIn,
            InstanceKey = KeyOf(ProcessInstanceId),
            ElementInstanceKey = KeyOf(ExecutionId),
            ElementId = ActivityId ?? FailedActivityId,
            JobKey = KeyOf(Configuration),
            Before = Date(nameof(CreateTimeBefore), CreateTimeBefore),
            After = Date(nameof(CreateTimeAfter), CreateTimeAfter),
            EndedBefore = Date(nameof(EndTimeBefore), EndTimeBefore),
            EndedAfter = Date(nameof(EndTimeAfter), EndTimeAfter),
            Sort = order is [var first, ..] ? first.By : IncidentSort.Key,
            Descending = order is [var main, ..] ? main.Descending : Descending,
            Then = [.. order.Skip(1)],
        };
    }
}

sealed record HistoricIncidentDto(
    string Id, string ProcessDefinitionKey, string ProcessDefinitionId, string ProcessInstanceId, string ExecutionId, string? RootProcessInstanceId,
    string CreateTime, string? EndTime, string? RemovalTime, string IncidentType, string ActivityId, string FailedActivityId, string CauseIncidentId,
    string RootCauseIncidentId, string? Configuration, string? HistoryConfiguration, string IncidentMessage, string? TenantId, string? JobDefinitionId,
    bool Open, bool Deleted, bool Resolved, string? Annotation)
{
    public static HistoricIncidentDto Of(IncidentRow row)
    {
        var id = PathKey.Write(row.IncidentKey);
        var isOpen = row.ResolvedAt is null;
        return new(id, row.ProcessId, PathKey.Write(row.DefinitionKey), PathKey.Write(row.InstanceKey), PathKey.Write(row.ElementInstanceKey), null,
            EngineDate.Text(row.CreatedAt), EngineDate.Text(row.ResolvedAt), null, IncidentDto.TypeOf(row.Kind), row.ElementId, row.ElementId, id, id,
            PathKey.Write(row.JobKey), null, row.Message, null, null, isOpen, false, !isOpen, row.Annotation);
    }
}
