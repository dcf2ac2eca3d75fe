using Bpm.Engine;
using Bpm.Runtime;
using Bpm.Storage;

namespace Bpm.Web.Api;

/// <summary>Messages from outside: they start the processes that wait for them.</summary>
static class MessageApi
{
    public static void MapMessages(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/message", Correlate).WithTags("Message").WithSummary("Deliver a message to whoever waits for it")
            .Produces<CorrelatedDto[]>().ProducesDone(400, 403);

    static async Task<IResult> Correlate(
        Body<MessageDto> body, Caller caller, ProcessEngine engine, Variables reads, HttpRequest request, CancellationToken ct)
    {
        if (string.IsNullOrWhiteSpace(body.Value.MessageName)) return Answers.Invalid("Expected a messageName, but there is none.");
        if (body.Value.ProcessInstanceId is not null || body.Value.CorrelationKeys is { Count: > 0 } || body.Value.LocalCorrelationKeys is { Count: > 0 })
            return Answers.Invalid("Expected no processInstanceId, correlationKeys or localCorrelationKeys: messages start instances here and are not received by running ones.");
        if (!VariableTypes.TryRead(body.Value.ProcessVariables, out var variables, out var problem)) return Answers.Invalid(problem);

        var reply = await engine.CorrelateMessage(caller.Actor, body.Value.MessageName, variables, body.Value.BusinessKey, ct);
        if (reply.Rejection is { Kind: RejectionKind.NotFound } nobody) return Answers.Error(400, "MismatchingMessageCorrelationException", nobody.Message);
        if (reply.Rejection is { } rejection) return Answers.Of(rejection);
        if (!body.Value.ResultEnabled) return Answers.Done;

        var results = new List<CorrelatedDto>();
        foreach (var started in reply.Value!)
            results.Add(new("ProcessDefinition", null, InstanceDto.Of(started, request),
                body.Value.VariablesInResultEnabled ? VariableTypes.Write(await reads.Of(started.Key, ct)) : null));
        return Results.Ok(results);
    }
}

sealed record MessageDto(
    string? MessageName, string? BusinessKey, string? ProcessInstanceId, IReadOnlyDictionary<string, VariableDto>? CorrelationKeys,
    IReadOnlyDictionary<string, VariableDto>? LocalCorrelationKeys, IReadOnlyDictionary<string, VariableDto>? ProcessVariables,
    bool All = false, bool ResultEnabled = false, bool VariablesInResultEnabled = false);

sealed record CorrelatedDto(string ResultType, object? Execution, InstanceDto ProcessInstance, IReadOnlyDictionary<string, VariableValueDto>? Variables);
