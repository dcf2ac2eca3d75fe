using Bpm.Engine;
using Bpm.Runtime;
using Bpm.Storage;

namespace Bpm.Web.Api;

/// <summary>Messages from outside: they reach who waits for them, or start processes.</summary>
static class MessageApi
{
    public static void MapMessages(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/message", Correlate).WithTags("Message").WithSummary("Deliver a message to whoever waits for it")
            .Produces<CorrelatedDto[]>().ProducesDone(400, 403);

    static async Task<IResult> Correlate(
        Body<MessageDto> body, Caller caller, ProcessEngine engine, Variables reads, HttpRequest request, CancellationToken ct)
    {
        if (string.IsNullOrWhiteSpace(body.Value.MessageName)) return Answers.Invalid("Expected a messageName, but there is none.");
        if (!VariableTypes.TryRead(body.Value.ProcessVariables, out var variables, out var problem)
            || !VariableTypes.TryRead(body.Value.CorrelationKeys, out var keys, out problem)
            || !VariableTypes.TryRead(body.Value.LocalCorrelationKeys, out var localKeys, out problem)) return Answers.Invalid(problem);

        var reply = await engine.CorrelateMessage(caller.Actor, new MessageRequest(body.Value.MessageName, variables)
        {
            BusinessKey = body.Value.BusinessKey,
            CorrelationKeys = keys,
            LocalCorrelationKeys = localKeys,
            InstanceKey = body.Value.ProcessInstanceId is { } id ? PathKey.Read(id) ?? -1 : null,
            Cardinality = body.Value.All ? Cardinality.All : Cardinality.One,
        }, ct);
        if (reply.Rejection is { Kind: RejectionKind.NotFound or RejectionKind.Invalid or RejectionKind.Suspended } mismatch)
            return Answers.Error(400, "MismatchingMessageCorrelationException", mismatch.Message);
        if (reply.Rejection is { } rejection) return Answers.Of(rejection);
        if (!body.Value.ResultEnabled) return Answers.Done;

        var results = new List<CorrelatedDto>();
        foreach (var receipt in reply.Value!)
            results.Add(new(
                receipt.Started is null ? "Execution" : "ProcessDefinition",
                receipt.ElementKey is { } element ? new(PathKey.Write(element), PathKey.Write(receipt.InstanceKey), false, null) : null,
                receipt.Started is { } started ? InstanceDto.Of(started, request) : null,
                body.Value.VariablesInResultEnabled ? VariableTypes.Write(await reads.Of(receipt.InstanceKey, ct)) : null));
        return Results.Ok(results);
    }
}

sealed record MessageDto(
    string? MessageName, string? BusinessKey, string? ProcessInstanceId, IReadOnlyDictionary<string, VariableDto>? CorrelationKeys,
    IReadOnlyDictionary<string, VariableDto>? LocalCorrelationKeys, IReadOnlyDictionary<string, VariableDto>? ProcessVariables,
    bool All = false, bool ResultEnabled = false, bool VariablesInResultEnabled = false);

sealed record CorrelatedDto(string ResultType, ExecutionDto? Execution, InstanceDto? ProcessInstance, IReadOnlyDictionary<string, VariableValueDto>? Variables);

sealed record ExecutionDto(string Id, string ProcessInstanceId, bool Ended, string? TenantId)
{
    public static ExecutionDto Of(ElementRow row) => new(PathKey.Write(row.ElementInstanceKey), PathKey.Write(row.InstanceKey), row.EndedAt is not null, null);
}
