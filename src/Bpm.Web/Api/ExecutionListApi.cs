using Bpm.Engine;
using Bpm.Storage;

namespace Bpm.Web.Api;

/// <summary>Executions: active element instances, and for what is asked by its id also the process instance itself. With their variables.</summary>
static class ExecutionListApi
{
    public static void MapExecutionList(this IEndpointRouteBuilder routes)
    {
        var executions = routes.MapGroup("/execution").WithTags("Execution");
        executions.MapGet("", (Search<ExecutionFilter> search, Caller caller, ElementHistory reads, CancellationToken ct) => List(search.Filter, caller, reads, ct))
            .WithSummary("Active elements by filters").Produces<ExecutionDto[]>().ProducesError(403);
        executions.MapPost("", (Body<ExecutionFilter> body, int? firstResult, int? maxResults, Caller caller, ElementHistory reads, CancellationToken ct) =>
                List(body.Value with { FirstResult = firstResult ?? body.Value.FirstResult, MaxResults = maxResults ?? body.Value.MaxResults }, caller, reads, ct))
            .WithSummary("Active elements by filters in the body").Produces<ExecutionDto[]>().ProducesError(403);
        executions.MapGet("/count", (Search<ExecutionFilter> search, Caller caller, ElementHistory reads, CancellationToken ct) => Count(search.Filter, caller, reads, ct))
            .WithSummary("How many active elements the filters find").Produces<CountDto>().ProducesError(403);
        executions.MapPost("/count", (Body<ExecutionFilter> body, Caller caller, ElementHistory reads, CancellationToken ct) => Count(body.Value, caller, reads, ct))
            .WithSummary("How many active elements the filters in the body find").Produces<CountDto>().ProducesError(403);
        executions.MapGet("/{id}", Find).WithSummary("One active element or process instance").Produces<ExecutionDto>().ProducesError(404);
        executions.MapVariables("/{id}/localVariables", new("execution", ReadOwn, static (engine, actor, id, variables, ct) => engine.SetVariables(actor, id, variables, ct)));
    }

    static bool Refuses(ExecutionFilter filter, Caller caller) => ReadersOnly.Refuses(filter.Variables, caller) || ReadersOnly.Refuses(filter.ProcessVariables, caller);

    static async Task<IResult> List(ExecutionFilter filter, Caller caller, ElementHistory reads, CancellationToken ct) =>
        Refuses(filter, caller)
            ? ReadersOnly.Refused()
            : Results.Ok((await reads.List(filter.ToQuery(), filter.Slice, ct)).Select(e =>
                new ExecutionDto(PathKey.Write(e.ElementInstanceKey), PathKey.Write(e.InstanceKey), e.EndedAt is not null, null)));

    static async Task<IResult> Count(ExecutionFilter filter, Caller caller, ElementHistory reads, CancellationToken ct) =>
        Refuses(filter, caller) ? ReadersOnly.Refused() : Answers.Count(await reads.Count(filter.ToQuery(), ct));

    static async Task<IResult> Find(PathKey id, ElementHistory elements, InstanceOverview instances, CancellationToken ct) =>
        await IsActive(id.Value, elements, instances, ct)
            ? Results.Ok(new ExecutionDto(PathKey.Write(id.Value), PathKey.Write(InstanceKey.Of(id.Value)), false, null))
            : Answers.NotFound("execution", id);

    static async Task<bool> IsActive(long key, ElementHistory elements, InstanceOverview instances, CancellationToken ct) =>
        InstanceKey.Of(key) == key
            ? await instances.Find(key, ct) is { IsOpen: true }
            : await elements.Find(key, ct) is { EndedAt: null };

    static async Task<IReadOnlyList<VariableRow>?> ReadOwn(long id, HttpContext context)
    {
        var (services, ct) = (context.RequestServices, context.RequestAborted);
        var isActive = await IsActive(id, services.GetRequiredService<ElementHistory>(), services.GetRequiredService<InstanceOverview>(), ct);
        return isActive ? await services.GetRequiredService<Variables>().Of(id, ct) : null;
    }
}

sealed record ExecutionFilter : ListFilter
{
    public string? ExecutionId { get; init; }
    public string? ProcessInstanceId { get; init; }
    public string? BusinessKey { get; init; }
    public string? ProcessDefinitionId { get; init; }
    public string? ProcessDefinitionKey { get; init; }
    public string? ActivityId { get; init; }
    public string? MessageEventSubscriptionName { get; init; }
    public string? SignalEventSubscriptionName { get; init; }
    public bool? WithIncidents { get; init; }
    public bool? Active { get; init; }
    public bool? Suspended { get; init; }
    public IReadOnlyList<VariableConditionDto>? Variables { get; init; }
    public IReadOnlyList<VariableConditionDto>? ProcessVariables { get; init; }

    public ElementQuery ToQuery()
    {
        Refuse("incidentId", "incidentType", "incidentMessage", "incidentMessageLike", "tenantIdIn", "variableNamesIgnoreCase", "variableValuesIgnoreCase");
        if (MessageEventSubscriptionName is not null && SignalEventSubscriptionName is not null)
            throw new BadHttpRequestException("Expected messageEventSubscriptionName or signalEventSubscriptionName, but found both.");
        var order = Sorts(("instanceId", ElementSort.InstanceKey), ("definitionId", ElementSort.DefinitionKey), ("definitionKey", ElementSort.ProcessId));
        return new()
        {
            IsOpen = true,
            IsSuspended = Suspension(Active, Suspended),
            ElementInstanceKey = KeyOf(ExecutionId),
            InstanceKey = KeyOf(ProcessInstanceId),
            BusinessKey = BusinessKey,
            DefinitionKey = KeyOf(ProcessDefinitionId),
            ProcessId = ProcessDefinitionKey,
            ElementId = ActivityId,
            Awaits = MessageEventSubscriptionName ?? SignalEventSubscriptionName,
            AwaitedKind = MessageEventSubscriptionName is not null ? "message" : SignalEventSubscriptionName is not null ? "signal" : null,
            OnlyWithIncident = WithIncidents == true,
            OwnVariables = Conditions(Variables),
            InstanceVariables = Conditions(ProcessVariables),
            Sort = order is [var first, ..] ? first.By : ElementSort.Key,
            Descending = order is [var main, ..] ? main.Descending : Descending,
            Then = [.. order.Skip(1)],
        };
    }
}
