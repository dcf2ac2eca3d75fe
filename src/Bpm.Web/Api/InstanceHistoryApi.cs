using Bpm.Engine;
using Bpm.Runtime;
using Bpm.Storage;

namespace Bpm.Web.Api;

/// <summary>Process instances, running and ended.</summary>
static class InstanceHistoryApi
{
    public static void MapInstanceHistory(this IEndpointRouteBuilder routes)
    {
        var instances = routes.MapGroup("/history/process-instance").WithTags("Historic Process Instance");
        instances.MapQuestion<InstanceHistoryFilter, HistoricInstanceDto>("Instances", "instances", Question<InstanceHistoryFilter>.Of<InstanceOverview, InstanceRow, HistoricInstanceDto>(
            static (filter, caller) => filter.AsksForVariables(caller),
            (reads, filter, ct) => reads.List(filter.ToQuery(), filter.Slice, ct), (reads, filter, ct) => reads.Count(filter.ToQuery(), ct), HistoricInstanceDto.Of));
        instances.MapDelete("/{id}", Remove).WithSummary("Delete an ended instance with its whole history").ProducesDone(400, 403, 404, 409);
        instances.MapGet("/{id}", Find).WithSummary("One instance").Produces<HistoricInstanceDto>().ProducesError(404);
    }

    static async Task<IResult> Remove(PathKey id, bool? failIfNotExists, Caller caller, ProcessEngine engine, CancellationToken ct)
    {
        var reply = await engine.RemoveEndedInstance(caller.Actor, id.Value, ct);
        return failIfNotExists == false && reply.Rejection is { Kind: RejectionKind.NotFound } ? Answers.Done : Answers.Of(reply);
    }

    static async Task<IResult> Find(PathKey id, InstanceOverview reads, CancellationToken ct) =>
        await reads.Find(id.Value, ct) is { } row ? Results.Ok(HistoricInstanceDto.Of(row)) : Answers.NotFound("historic process instance", id);
}

record InstanceHistoryCriteria : ListFilter
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
    public bool? Suspended { get; init; }
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

    public string? RootProcessInstanceId { get; init; }
    public string? ProcessDefinitionName { get; init; }
    public string? ProcessDefinitionNameLike { get; init; }
    public IReadOnlyList<string>? ProcessDefinitionKeyNotIn { get; init; }
    public IReadOnlyList<string>? ExecutedActivityIdIn { get; init; }
    public IReadOnlyList<string>? ActiveActivityIdIn { get; init; }
    public string? IncidentMessage { get; init; }
    public string? IncidentMessageLike { get; init; }
    public IReadOnlyList<string>? ProcessInstanceBusinessKeyIn { get; init; }
    public IReadOnlyList<string>? ProcessInstanceIdNotIn { get; init; }
    public IReadOnlyList<VariableConditionDto>? Variables { get; init; }

    /// <param name="isAny">Whether one thing of all that is asked for has to be so, instead of all.</param>
    public InstanceQuery ToCriteria(bool isAny)
    {
        Refuse("executedActivityAfter", "executedActivityBefore", "executedJobAfter", "executedJobBefore", "incidentType", "incidentStatus",
            "internallyTerminated", "tenantIdIn", "variableNamesIgnoreCase", "variableValuesIgnoreCase", "caseInstanceId", "activityIdIn",
            "incidentIdIn", "withRootIncidents");
        var order = Sorts(("instanceId", InstanceSort.Key), ("definitionId", InstanceSort.DefinitionKey), ("definitionKey", InstanceSort.ProcessId),
            ("definitionName", InstanceSort.ProcessName), ("definitionVersion", InstanceSort.Version), ("businessKey", InstanceSort.BusinessKey),
            ("startTime", InstanceSort.StartedAt), ("endTime", InstanceSort.EndedAt));
        return new()
        {
            InstanceKeys = KeysOf(Both(ProcessInstanceId, ProcessInstanceIds, isAny)),
            BusinessKey = ProcessInstanceBusinessKey,
            BusinessKeyLike = ProcessInstanceBusinessKeyLike,
            DefinitionKey = KeyOf(ProcessDefinitionId),
            ProcessIds = Both(ProcessDefinitionKey, ProcessDefinitionKeyIn, isAny),
            StartedBy = StartedBy,
            IsSuspended = Suspension(Active, Suspended),
            IsOpen = Unfinished == true ? true : Finished == true ? false : null,
            IsCancelled = ExternallyTerminated == true ? true : Completed == true ? false : null,
            OnlyWithIncident = WithIncidents == true,
            CalledByInstance = KeyOf(SuperProcessInstanceId),
            CallerOfInstance = KeyOf(SubProcessInstanceId),
            OnlyRoots = RootProcessInstances == true,
            StartedBefore = Date(nameof(StartedBefore), StartedBefore),
            StartedAfter = Date(nameof(StartedAfter), StartedAfter),
            EndedBefore = Date(nameof(FinishedBefore), FinishedBefore),
            EndedAfter = Date(nameof(FinishedAfter), FinishedAfter),
            RootInstance = KeyOf(RootProcessInstanceId),
            ProcessName = ProcessDefinitionName,
            ProcessNameLike = ProcessDefinitionNameLike,
            NotProcessIds = ProcessDefinitionKeyNotIn,
            ExecutedElementIds = ExecutedActivityIdIn,
            ActiveElementIds = ActiveActivityIdIn,
            IncidentMessage = IncidentMessage,
            IncidentMessageLike = IncidentMessageLike,
            BusinessKeys = ProcessInstanceBusinessKeyIn,
            NotInstanceKeys = KeysOf(ProcessInstanceIdNotIn),
            Variables = Conditions(Variables),
            Sort = order is [var first, ..] ? first.By : InstanceSort.Key,
            Descending = order is [var main, ..] ? main.Descending : Descending,
            Then = [.. order.Skip(1)],
        };
    }
}

sealed record InstanceHistoryFilter : InstanceHistoryCriteria
{
    public IReadOnlyList<InstanceHistoryCriteria>? OrQueries { get; init; }

    public bool AsksForVariables(Caller caller) => (OrQueries ?? []).Append(this).Any(q => ReadersOnly.Refuses(q.Variables, caller));

    public InstanceQuery ToQuery() => ToCriteria(isAny: false) with { AnyOf = Alternatives(OrQueries, q => q.ToCriteria(isAny: true)) };
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
        row.State switch { "completed" => "COMPLETED", "cancelled" => "EXTERNALLY_TERMINATED", _ when row.IsSuspended => "SUSPENDED", _ => "ACTIVE" });
}
