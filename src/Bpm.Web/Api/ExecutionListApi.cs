using Bpm.Engine;
using Bpm.Storage;

namespace Bpm.Web.Api;

/// <summary>Executions: active element instances, and for what is asked by its id also the process instance itself. With their variables.</summary>
static class ExecutionListApi
{
    public static void MapExecutionList(this IEndpointRouteBuilder routes)
    {
        var executions = routes.MapGroup("/execution").WithTags("Execution");
        executions.MapQuestion<ExecutionFilter, ExecutionDto>("Active elements", "active elements", Question<ExecutionFilter>.Of<ElementHistory, ElementRow, ExecutionDto>(
            Refuses,
            (reads, filter, ct) => reads.List(filter.ToQuery(), filter.Slice, ct), (reads, filter, ct) => reads.Count(filter.ToQuery(), ct), ExecutionDto.Of));
        executions.MapGet("/{id}", Find).WithSummary("One active element or process instance").Produces<ExecutionDto>().ProducesError(404);
        executions.MapVariables("/{id}/localVariables", new("execution", ReadOwn, static (engine, actor, id, variables, removed, ct) => engine.ChangeVariables(actor, id, variables, removed, ct)));
    }

    static bool Refuses(ExecutionFilter filter, Caller caller) => ReadersOnly.Refuses(filter.Variables, caller) || ReadersOnly.Refuses(filter.ProcessVariables, caller);

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
