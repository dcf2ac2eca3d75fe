using Bpm.Engine;
using Bpm.Runtime;
using Bpm.Storage;

namespace Bpm.Web.Api;

/// <summary>Every value that variables have had. It is read from the audit trail of one instance, which a list therefore names.</summary>
static class HistoryDetailApi
{
    public static void MapHistoryDetails(this IEndpointRouteBuilder routes)
    {
        var details = routes.MapGroup("/history/detail").WithTags("Historic Detail");
        details.MapGet("", (Search<HistoryDetailFilter> search, HttpContext context) => List(search.Filter, context))
            .WithSummary("The values that variables of one instance have had").Produces<VariableUpdateDto[]>().ProducesError(400, 403);
        details.MapPost("", (Body<HistoryDetailFilter> body, int? firstResult, int? maxResults, HttpContext context) =>
                List(body.Value with { FirstResult = firstResult ?? body.Value.FirstResult, MaxResults = maxResults ?? body.Value.MaxResults }, context))
            .WithSummary("The values that variables of one instance have had, by filters in the body").Produces<VariableUpdateDto[]>().ProducesError(400, 403);
        details.MapGet("/count", async (Search<HistoryDetailFilter> search, HttpContext context) =>
                await Read(search.Filter, context) is var (_, found) ? Answers.Count(found.Count) : ReadersOnly.Refused())
            .WithSummary("How many values the filters find").Produces<CountDto>().ProducesError(400, 403);
        details.MapGet("/{id}", (string id, HttpContext context) => One(id, context, (row, update) => Results.Ok(VariableUpdateDto.Of(row, update))))
            .WithSummary("One value that a variable has had").Produces<VariableUpdateDto>().ProducesError(403, 404);
        details.MapGet("/{id}/data", (string id, HttpContext context) => One(id, context, (_, update) => FileVariable.Data(update.Value, update.Name)))
            .WithSummary("The bytes of a file that a variable was").Produces(200, contentType: "application/octet-stream").ProducesError(400, 403, 404);
    }

    static async Task<IResult> List(HistoryDetailFilter filter, HttpContext context) =>
        await Read(filter, context) is var (row, found)
            ? Results.Ok(filter.Ordered(found).Skip(filter.Slice.Skip).Take(filter.Slice.Take).Select(u => VariableUpdateDto.Of(row!, u)))
            : ReadersOnly.Refused();

    static async Task<IResult> One(string id, HttpContext context, Func<InstanceRow, VariableUpdate, IResult> answer)
    {
        var missing = Answers.NotFound("historic detail", new(-1, id));
        if (id.Split('-') is not [var instance, var number] || PathKey.Read(instance) is not { } key || PathKey.Read(number) is not { } place) return missing;
        if (await OfInstance(key, context) is not var (row, updates)) return ReadersOnly.Refused();
        return row is not null && updates.FirstOrDefault(u => u.Number == place) is { } update ? answer(row, update) : missing;
    }

    static async Task<(InstanceRow? Row, IReadOnlyList<VariableUpdate> Found)?> Read(HistoryDetailFilter filter, HttpContext context)
    {
        filter.Check();
        return await OfInstance(filter.Instance(), context) is var (row, updates) ? (row, [.. updates.Where(filter.Takes)]) : null;
    }

    /// <summary>Null when the caller may not read them.</summary>
    static async Task<(InstanceRow? Row, IReadOnlyList<VariableUpdate> Updates)?> OfInstance(long key, HttpContext context)
    {
        var (services, ct) = (context.RequestServices, context.RequestAborted);
        var caller = (await Caller.BindAsync(context))!;
        if (!await services.GetRequiredService<InstanceRights>().MayRead(caller.Actor, key, ct)) return null;
        return await services.GetRequiredService<InstanceOverview>().Find(key, ct) is { } row
            ? (row, await services.GetRequiredService<VariableUpdates>().OfInstance(key, ct))
            : (null, []);
    }
}

sealed record HistoryDetailFilter : ListFilter
{
    public string? ProcessInstanceId { get; init; }
    public string? ExecutionId { get; init; }
    public string? ActivityInstanceId { get; init; }
    public string? TaskId { get; init; }
    public string? VariableInstanceId { get; init; }
    public string? VariableNameLike { get; init; }
    public IReadOnlyList<string>? VariableTypeIn { get; init; }
    public string? UserOperationId { get; init; }

    /// <summary>Only the first value of each variable.</summary>
    public bool? Initial { get; init; }

    /// <summary>Only these are told: what a form brings is a variable's value, too.</summary>
    public bool? VariableUpdates { get; init; }
    public string? OccurredBefore { get; init; }
    public string? OccurredAfter { get; init; }
    public bool? DeserializeValues { get; init; }

    public void Check()
    {
        Refuse("formFields", "formProperties", "processInstanceIdIn", "caseInstanceId", "caseExecutionId", "tenantIdIn", "excludeTaskDetails");
        _ = (Date(nameof(OccurredBefore), OccurredBefore), Date(nameof(OccurredAfter), OccurredAfter), Instance(), Order());
    }

    /// <summary>The one instance that all that is named belongs to.</summary>
    public long Instance() =>
        (KeyOf(ProcessInstanceId) ?? KeyOf(ExecutionId) ?? KeyOf(ActivityInstanceId) ?? KeyOf(TaskId) ?? KeyOf(VariableInstanceId?.Split(':')[0])) is { } key
            ? key < 0 ? key : InstanceKey.Of(key)
            : throw new BadHttpRequestException(
                "Expected processInstanceId, executionId, activityInstanceId, taskId or variableInstanceId, because details are read from an instance's audit trail, but there is none.");

    public bool Takes(VariableUpdate u) =>
        (ProcessInstanceId is null || PathKey.Write(InstanceKey.Of(u.ScopeKey)) == ProcessInstanceId)
        && (ExecutionId is null || PathKey.Write(u.ScopeKey) == ExecutionId)
        && (ActivityInstanceId is null || PathKey.Write(u.ScopeKey) == ActivityInstanceId)
        && (TaskId is null || PathKey.Write(u.ScopeKey) == TaskId)
        && (VariableInstanceId is null || VariableUpdateDto.VariableOf(u) == VariableInstanceId)
        && (VariableNameLike is null || TextPattern.Fits(VariableNameLike, u.Name))
        && (VariableTypeIn is null || VariableTypeIn.Contains(VariableTypes.Write(u.Value).Type, StringComparer.OrdinalIgnoreCase))
        && (UserOperationId is null || VariableUpdateDto.OperationOf(u) == UserOperationId)
        && (Initial != true || u.Revision == 0)
        && (Date(nameof(OccurredBefore), OccurredBefore) is not { } before || u.At < before)
        && (Date(nameof(OccurredAfter), OccurredAfter) is not { } after || u.At > after);

    public IEnumerable<VariableUpdate> Ordered(IEnumerable<VariableUpdate> updates)
    {
        var ordered = updates.OrderBy(_ => 0);
        foreach (var sorted in Order())
            ordered = sorted.By switch
            {
                DetailSort.Name => Then(ordered, u => u.Name, sorted.Descending),
                DetailSort.Type => Then(ordered, u => VariableTypes.Write(u.Value).Type, sorted.Descending),
                DetailSort.Revision => Then(ordered, u => u.Revision, sorted.Descending),
                DetailSort.Time => Then(ordered, u => u.At, sorted.Descending),
                _ => Then(ordered, u => u.Number, sorted.Descending),
            };
        return ordered;
    }

    static IOrderedEnumerable<VariableUpdate> Then<TKey>(IOrderedEnumerable<VariableUpdate> updates, Func<VariableUpdate, TKey> key, bool descending) =>
        descending ? updates.ThenByDescending(key) : updates.ThenBy(key);

    IReadOnlyList<SortedBy<DetailSort>> Order() => Sorts(("time", DetailSort.Time), ("occurrence", DetailSort.Number), ("variableName", DetailSort.Name),
        ("variableType", DetailSort.Type), ("variableRevision", DetailSort.Revision), ("processInstanceId", DetailSort.Number));

    enum DetailSort { Number, Time, Name, Type, Revision }
}

sealed record VariableUpdateDto(
    string Id, string Type, string ProcessDefinitionKey, string ProcessDefinitionId, string ProcessInstanceId, string ActivityInstanceId, string ExecutionId,
    string? CaseDefinitionKey, string? CaseDefinitionId, string? CaseInstanceId, string? CaseExecutionId, string? TaskId, string? TenantId,
    string? UserOperationId, string Time, string? RemovalTime, string RootProcessInstanceId, string VariableName, string VariableInstanceId,
    string VariableType, object? Value, IReadOnlyDictionary<string, string> ValueInfo, bool Initial, int Revision, string? ErrorMessage)
{
    public static VariableUpdateDto Of(InstanceRow i, VariableUpdate u)
    {
        var (value, scope) = (VariableTypes.Write(u.Value), PathKey.Write(u.ScopeKey));
        return new(
            FormattableString.Invariant($"{i.InstanceKey}-{u.Number}"), "variableUpdate", i.ProcessId, PathKey.Write(i.DefinitionKey), PathKey.Write(i.InstanceKey),
            scope, scope, null, null, null, null, null, null, OperationOf(u), EngineDate.Text(u.At), null, PathKey.Write(i.RootInstanceKey ?? i.InstanceKey),
            u.Name, VariableOf(u), value.Type, value.Value, value.ValueInfo, u.Revision == 0, u.Revision, null);
    }

    public static string VariableOf(VariableUpdate u) => $"{PathKey.Write(u.ScopeKey)}:{u.Name}";

    /// <summary>What the engine does by itself is nobody's operation.</summary>
    public static string? OperationOf(VariableUpdate u) => u.Actor is null ? null : PathKey.Write(u.AuditKey);
}
