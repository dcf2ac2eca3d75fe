using Bpm.Runtime;
using Bpm.Storage;

namespace Bpm.Web.Api;

/// <summary>Variables of all instances with their latest values.</summary>
static class VariableHistoryApi
{
    public static void MapVariableHistory(this IEndpointRouteBuilder routes)
    {
        var variables = routes.MapGroup("/history/variable-instance").WithTags("Historic Variable Instance");
        variables.MapGet("", (Search<VariableFilter> search, Caller caller, InstanceRights rights, Variables reads, CancellationToken ct) => List(search.Filter, caller, rights, reads, ct))
            .WithSummary("Variables by filters").Produces<HistoricVariableDto[]>();
        variables.MapPost("", (Body<VariableFilter> body, int? firstResult, int? maxResults, Caller caller, InstanceRights rights, Variables reads, CancellationToken ct) =>
                List(body.Value with { FirstResult = firstResult ?? body.Value.FirstResult, MaxResults = maxResults ?? body.Value.MaxResults }, caller, rights, reads, ct))
            .WithSummary("Variables by filters in the body").Produces<HistoricVariableDto[]>();
        variables.MapGet("/count", (Search<VariableFilter> search, Caller caller, InstanceRights rights, Variables reads, CancellationToken ct) => Count(search.Filter, caller, rights, reads, ct))
            .WithSummary("How many variables the filters find").Produces<CountDto>();
        variables.MapPost("/count", (Body<VariableFilter> body, Caller caller, InstanceRights rights, Variables reads, CancellationToken ct) => Count(body.Value, caller, rights, reads, ct))
            .WithSummary("How many variables the filters in the body find").Produces<CountDto>();
        variables.MapGet("/{id}", (string id, Caller caller, InstanceRights rights, Variables reads, CancellationToken ct) =>
                VariableId.Read(id, caller, rights, reads, row => Results.Ok(HistoricVariableDto.Of(row)), ct))
            .WithSummary("One variable").Produces<HistoricVariableDto>().ProducesError(403, 404);
        variables.MapGet("/{id}/data", (string id, Caller caller, InstanceRights rights, Variables reads, CancellationToken ct) =>
                VariableId.Read(id, caller, rights, reads, row => FileVariable.Data(row.Value, row.Name), ct))
            .WithSummary("The bytes of a file").Produces(200, contentType: "application/octet-stream").ProducesError(400, 403, 404);
    }

    /// <summary>Those who may not read everything name the instance that they take part in.</summary>
    static async Task<IResult> List(VariableFilter filter, Caller caller, InstanceRights rights, Variables reads, CancellationToken ct)
    {
        var query = filter.ToQuery();
        var mayRead = query.InstanceKey is { } key ? await rights.MayRead(caller.Actor, key, ct) : InstanceRights.MayReadAll(caller.Actor);
        return mayRead ? Results.Ok((await reads.List(query, filter.Slice, ct)).Select(HistoricVariableDto.Of)) : ReadersOnly.Refused();
    }

    static async Task<IResult> Count(VariableFilter filter, Caller caller, InstanceRights rights, Variables reads, CancellationToken ct)
    {
        var query = filter.ToQuery();
        // A question for values is answered like the values themselves.
        var mayRead = query.ValueJson is null || (query.InstanceKey is { } key ? await rights.MayRead(caller.Actor, key, ct) : InstanceRights.MayReadAll(caller.Actor));
        return mayRead ? Answers.Count(await reads.Count(query, ct)) : ReadersOnly.Refused();
    }
}

sealed record VariableFilter : ListFilter
{
    public string? ProcessInstanceId { get; init; }
    public string? VariableName { get; init; }
    public string? VariableNameLike { get; init; }
    public string? ProcessDefinitionKey { get; init; }
    public bool? DeserializeValues { get; init; }
    public bool? IncludeDeleted { get; init; }

    public IReadOnlyList<string>? VariableNameIn { get; init; }
    public IReadOnlyList<string>? ProcessInstanceIdIn { get; init; }
    public IReadOnlyList<string>? ExecutionIdIn { get; init; }
    public IReadOnlyList<string>? TaskIdIn { get; init; }
    public IReadOnlyList<string>? ActivityInstanceIdIn { get; init; }
    public string? ProcessDefinitionId { get; init; }
    public System.Text.Json.JsonElement? VariableValue { get; init; }

    public VariableQuery ToQuery()
    {
        Refuse("variableTypeIn", "caseInstanceId", "caseExecutionIdIn", "tenantIdIn", "variableNamesIgnoreCase", "variableValuesIgnoreCase", "rootProcessInstanceId");
        return new(KeyOf(ProcessInstanceId), VariableName, VariableNameLike, ProcessDefinitionKey)
        {
            Names = VariableNameIn,
            InstanceKeys = KeysOf(ProcessInstanceIdIn),
            ScopeKeys = KeysOf(ExecutionIdIn ?? TaskIdIn ?? ActivityInstanceIdIn),
            DefinitionKey = KeyOf(ProcessDefinitionId),
            ValueJson = VariableValue is { ValueKind: not System.Text.Json.JsonValueKind.Undefined } value
                ? new VariableConditionDto(VariableName ?? "", "eq", value).Read().Json
                : null,
            Order = Sorts(("instanceId", VariableSort.InstanceKey), ("variableName", VariableSort.Name)),
        };
    }
}

/// <summary>A variable. Its id is its scope and its name: a scope has each name once.</summary>
sealed record HistoricVariableDto(
    string Id, string Name, string Type, object? Value, IReadOnlyDictionary<string, string> ValueInfo, string? ProcessDefinitionKey,
    string ProcessDefinitionId, string ProcessInstanceId, string ExecutionId, string ActivityInstanceId, string? CaseDefinitionKey, string? CaseDefinitionId,
    string? CaseInstanceId, string? CaseExecutionId, string? TaskId, string? ErrorMessage, string? TenantId, string State, string? CreateTime,
    string? RemovalTime, string RootProcessInstanceId)
{
    public static HistoricVariableDto Of(VariableRow row)
    {
        var value = VariableTypes.Write(row.Value);
        var (scope, instance) = (PathKey.Write(row.ScopeKey), PathKey.Write(row.InstanceKey));
        return new(
            $"{scope}:{row.Name}", row.Name, value.Type, value.Value, value.ValueInfo, row.ProcessId, PathKey.Write(row.DefinitionKey), instance, scope, scope,
            null, null, null, null, null, null, null, "CREATED", null, null, instance);
    }
}
