using Bpm.Runtime;
using Bpm.Storage;

namespace Bpm.Web.Api;

/// <summary>Variables of what is running.</summary>
static class VariableInstanceApi
{
    public static void MapVariableInstances(this IEndpointRouteBuilder routes)
    {
        var variables = routes.MapGroup("/variable-instance").WithTags("Variable Instance");
        variables.MapGet("", (Search<VariableInstanceFilter> search, Caller caller, InstanceRights rights, Variables reads, CancellationToken ct) => List(search.Filter, caller, rights, reads, ct))
            .WithSummary("Variables by filters").Produces<VariableInstanceDto[]>().ProducesError(403);
        variables.MapPost("", (Body<VariableInstanceFilter> body, int? firstResult, int? maxResults, Caller caller, InstanceRights rights, Variables reads, CancellationToken ct) =>
                List(body.Value with { FirstResult = firstResult ?? body.Value.FirstResult, MaxResults = maxResults ?? body.Value.MaxResults }, caller, rights, reads, ct))
            .WithSummary("Variables by filters in the body").Produces<VariableInstanceDto[]>().ProducesError(403);
        variables.MapGet("/count", (Search<VariableInstanceFilter> search, Variables reads, CancellationToken ct) => Count(search.Filter, reads, ct))
            .WithSummary("How many variables the filters find").Produces<CountDto>();
        variables.MapPost("/count", (Body<VariableInstanceFilter> body, Variables reads, CancellationToken ct) => Count(body.Value, reads, ct))
            .WithSummary("How many variables the filters in the body find").Produces<CountDto>();
        variables.MapGet("/{id}", (string id, Caller caller, InstanceRights rights, Variables reads, CancellationToken ct) =>
                VariableId.Read(id, caller, rights, reads, row => Results.Ok(VariableInstanceDto.Of(row)), ct))
            .WithSummary("One variable").Produces<VariableInstanceDto>().ProducesError(403, 404);
        variables.MapGet("/{id}/data", (string id, Caller caller, InstanceRights rights, Variables reads, CancellationToken ct) =>
                VariableId.Read(id, caller, rights, reads, row => FileVariable.Data(row.Value, row.Name), ct))
            .WithSummary("The bytes of a file").Produces(200, contentType: "application/octet-stream").ProducesError(400, 403, 404);
    }

    /// <summary>Those who may not read everything name the instances that they take part in.</summary>
    static async Task<IResult> List(VariableInstanceFilter filter, Caller caller, InstanceRights rights, Variables reads, CancellationToken ct)
    {
        var query = filter.ToQuery();
        return await MayRead(query, caller, rights, ct)
            ? Results.Ok((await reads.List(query, filter.Slice, ct)).Select(VariableInstanceDto.Of))
            : ReadersOnly.Refused();
    }

    static async Task<IResult> Count(VariableInstanceFilter filter, Variables reads, CancellationToken ct) => Answers.Count(await reads.Count(filter.ToQuery(), ct));

    static async Task<bool> MayRead(VariableQuery query, Caller caller, InstanceRights rights, CancellationToken ct)
    {
        if (InstanceRights.MayReadAll(caller.Actor)) return true;
        if ((query.InstanceKeys ?? query.ScopeKeys) is not { Count: > 0 } named) return false;
        foreach (var key in named)
            if (!await rights.MayRead(caller.Actor, key, ct)) return false;
        return true;
    }
}

sealed record VariableInstanceFilter : ListFilter
{
    public string? VariableName { get; init; }
    public string? VariableNameLike { get; init; }
    public IReadOnlyList<string>? VariableNameIn { get; init; }
    public IReadOnlyList<string>? ProcessInstanceIdIn { get; init; }
    public IReadOnlyList<string>? ExecutionIdIn { get; init; }
    public IReadOnlyList<string>? TaskIdIn { get; init; }
    public IReadOnlyList<string>? VariableScopeIdIn { get; init; }
    public IReadOnlyList<string>? ActivityInstanceIdIn { get; init; }
    public bool? DeserializeValues { get; init; }

    public VariableQuery ToQuery()
    {
        Refuse("variableValues", "caseInstanceIdIn", "caseExecutionIdIn", "batchIdIn", "tenantIdIn", "variableNamesIgnoreCase", "variableValuesIgnoreCase");
        return new(null, VariableName, VariableNameLike)
        {
            Names = VariableNameIn,
            InstanceKeys = KeysOf(ProcessInstanceIdIn),
            ScopeKeys = KeysOf(ExecutionIdIn ?? TaskIdIn ?? VariableScopeIdIn ?? ActivityInstanceIdIn),
            OnlyRunning = true,
            Order = Sorts(("variableName", VariableSort.Name), ("variableType", VariableSort.Type), ("activityInstanceId", VariableSort.Scope)),
        };
    }
}

/// <summary>A variable of a running scope. Its execution and activity instance are its scope.</summary>
sealed record VariableInstanceDto(
    string Id, string Name, string Type, object? Value, IReadOnlyDictionary<string, string> ValueInfo, string ProcessDefinitionId, string ProcessInstanceId,
    string ExecutionId, string? CaseInstanceId, string? CaseExecutionId, string? TaskId, string? BatchId, string ActivityInstanceId, string? TenantId, string? ErrorMessage)
{
    public static VariableInstanceDto Of(VariableRow row)
    {
        var value = VariableTypes.Write(row.Value);
        var scope = PathKey.Write(row.ScopeKey);
        return new(VariableId.Of(row), row.Name, value.Type, value.Value, value.ValueInfo, PathKey.Write(row.DefinitionKey), PathKey.Write(row.InstanceKey),
            scope, null, null, null, null, scope, null, null);
    }
}
