using Bpm.Engine;
using Bpm.Runtime;

namespace Bpm.Web.Api;

/// <summary>Signals and conditions from outside.</summary>
static class SignalApi
{
    public static void MapSignals(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/signal", Throw).WithTags("Signal").WithSummary("Tell a signal to everybody who waits for it, or to one instance").ProducesDone(400, 403, 404);
        routes.MapPost("/condition", Evaluate).WithTags("Condition").WithSummary("Start what starts when a condition holds")
            .Produces<InstanceDto[]>().ProducesError(400, 403, 404);
    }

    static async Task<IResult> Throw(Body<SignalDto> body, Caller caller, ProcessEngine engine, CancellationToken ct)
    {
        if (string.IsNullOrWhiteSpace(body.Value.Name)) return Answers.Invalid("Expected the name of a signal, but there is none.");
        if (!VariableTypes.TryRead(body.Value.Variables, out var variables, out var problem)) return Answers.Invalid(problem);
        var instance = body.Value.ExecutionId is { } execution ? InstanceKey.Of(PathKey.Read(execution) ?? 0) : default(long?);
        return Answers.Of(new Reply((await engine.BroadcastSignal(caller.Actor, body.Value.Name, variables, instance, ct)).Rejection));
    }

    static async Task<IResult> Evaluate(Body<ConditionDto> body, Caller caller, ProcessEngine engine, HttpRequest request, CancellationToken ct)
    {
        if (!VariableTypes.TryRead(body.Value.Variables, out var variables, out var problem)) return Answers.Invalid(problem);
        var definition = body.Value.ProcessDefinitionId is { } id ? PathKey.Read(id) ?? -1 : default(long?);
        var reply = await engine.EvaluateConditions(caller.Actor, variables, body.Value.BusinessKey, definition, ct);
        return reply.Rejection is { } rejection ? Answers.Of(rejection) : Results.Ok(reply.Value!.Select(s => InstanceDto.Of(s, request)));
    }
}

/// <param name="ExecutionId">Only the instance that this belongs to hears it.</param>
sealed record SignalDto(string? Name, string? ExecutionId, IReadOnlyDictionary<string, VariableDto>? Variables);

sealed record ConditionDto(IReadOnlyDictionary<string, VariableDto>? Variables, string? BusinessKey, string? ProcessDefinitionId);
