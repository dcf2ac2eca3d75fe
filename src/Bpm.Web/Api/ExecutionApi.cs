using Bpm.Engine;
using Bpm.Runtime;
using Bpm.Storage;

namespace Bpm.Web.Api;

/// <summary>Element instances that wait, which Camunda 7 calls executions, and what they wait for.</summary>
static class ExecutionApi
{
    public static void MapExecutions(this IEndpointRouteBuilder routes)
    {
        routes.MapExecutionList();
        var executions = routes.MapGroup("/execution/{id}").WithTags("Execution");
        executions.MapPost("/signal", Trigger).WithSummary("Continue an element that waits for nothing in particular").ProducesDone(400, 403, 404);
        executions.MapPost("/trigger", Trigger).WithSummary("The same under its newer name").ProducesDone(400, 403, 404);
        executions.MapPost("/messageSubscriptions/{name}/trigger", Deliver).WithSummary("Deliver a message to one element").ProducesDone(400, 403, 404);
        executions.MapGet("/messageSubscriptions/{name}", Find).WithSummary("The message that one element waits for").Produces<SubscriptionDto>().ProducesError(404);
        var subscriptions = routes.MapGroup("/event-subscription").WithTags("Event Subscription");
        subscriptions.MapGet("", async (Search<SubscriptionFilter> search, Subscriptions reads, CancellationToken ct) =>
            Results.Ok((await reads.List(search.Filter.ToQuery(), search.Filter.Slice, ct)).Select(SubscriptionDto.Of)))
            .WithSummary("Who waits for which message or signal").Produces<SubscriptionDto[]>();
        subscriptions.MapGet("/count", async (Search<SubscriptionFilter> search, Subscriptions reads, CancellationToken ct) =>
            Answers.Count(await reads.Count(search.Filter.ToQuery(), ct)))
            .WithSummary("How many wait").Produces<CountDto>();
    }

    static async Task<IResult> Trigger(PathKey id, Body<TriggerDto> body, Caller caller, ProcessEngine engine, CancellationToken ct) =>
        VariableTypes.TryRead(body.Value.Variables, out var variables, out var problem)
            ? Answers.Of(await engine.Trigger(caller.Actor, id.Value, variables, ct))
            : Answers.Invalid(problem);

    static async Task<IResult> Deliver(PathKey id, string name, Body<TriggerDto> body, Caller caller, ProcessEngine engine, CancellationToken ct)
    {
        if (!VariableTypes.TryRead(body.Value.Variables, out var variables, out var problem)) return Answers.Invalid(problem);
        var request = InstanceKey.Of(id.Value) == id.Value
            ? new MessageRequest(name, variables) { InstanceKey = id.Value }
            : new MessageRequest(name, variables) { ElementKey = id.Value };
        return Answers.Of(new Reply((await engine.CorrelateMessage(caller.Actor, request, ct)).Rejection));
    }

    static async Task<IResult> Find(PathKey id, string name, Subscriptions reads, CancellationToken ct)
    {
        var query = new SubscriptionQuery { ElementKey = id.Value, Kind = "message", Name = name };
        return await reads.List(query, new Slice(0, 1), ct) is [var found] ? Results.Ok(SubscriptionDto.Of(found)) : Answers.NotFound("message subscription", id);
    }
}

sealed record TriggerDto(IReadOnlyDictionary<string, VariableDto>? Variables);

sealed record SubscriptionFilter : ListFilter
{
    public string? EventSubscriptionId { get; init; }
    public string? EventName { get; init; }
    public string? EventType { get; init; }
    public string? ExecutionId { get; init; }
    public string? ProcessInstanceId { get; init; }
    public string? ActivityId { get; init; }

    public SubscriptionQuery ToQuery()
    {
        Refuse("tenantIdIn", "withoutTenantId", "includeEventSubscriptionsWithoutTenantId");
        return new()
        {
            SubscriptionKey = KeyOf(EventSubscriptionId),
            Name = EventName,
            Kind = EventType,
            ElementKey = KeyOf(ExecutionId),
            InstanceKey = KeyOf(ProcessInstanceId),
            ElementId = ActivityId,
            Descending = Descending,
        };
    }
}

sealed record SubscriptionDto(
    string Id, string EventType, string EventName, string ExecutionId, string ProcessInstanceId, string ActivityId, string CreatedDate, string? TenantId)
{
    public static SubscriptionDto Of(SubscriptionRow row) => new(
        PathKey.Write(row.SubscriptionKey), row.Kind, row.Name, PathKey.Write(row.ElementInstanceKey), PathKey.Write(row.InstanceKey),
        row.ElementId, EngineDate.Text(row.CreatedAt), null);
}
