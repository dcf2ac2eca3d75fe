using System.Text.Json;
using Bpm.Runtime;

namespace Bpm.Web.Api.V2;

/// <summary>Signals from outside.</summary>
static class SignalRoutes
{
    public static void MapSignals(this IEndpointRouteBuilder v2) =>
        v2.MapPost("/signals/broadcast", Broadcast).WithTags("Signal").WithSummary("Tell a signal to everybody who waits for it, and start what it starts")
            .Produces<BroadcastDto>().ProducesProblems(400, 403);

    static async Task<IResult> Broadcast(Body<SignalBody> body, Caller caller, ProcessEngine engine, TimeProvider time, CancellationToken ct)
    {
        if (string.IsNullOrWhiteSpace(body.Value.SignalName)) return Answers.Invalid("Expected a signalName, but there is none.");
        if (Tenant.Problem(body.Value.TenantId) is { } problem || !PlainVariables.TryRead(body.Value.Variables, out var variables, out problem)) return Answers.Invalid(problem);
        var reply = await engine.BroadcastSignal(caller.Actor, body.Value.SignalName, variables, null, ct);
        return reply.Rejection is { } rejection
            ? Answers.Of(rejection)
            : Results.Ok(new BroadcastDto(Tenant.Only, PassingKey.Of(time)));
    }
}

sealed record SignalBody(string? SignalName, IReadOnlyDictionary<string, JsonElement>? Variables, string? TenantId);

sealed record BroadcastDto(string TenantId, string SignalKey);
