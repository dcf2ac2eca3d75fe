using System.Text.Json;
using Bpm.Runtime;

namespace Bpm.Web.Api.V2;

/// <summary>Messages from outside: they reach who waits for them, or start processes.</summary>
static class MessageRoutes
{
    static readonly long LongestLife = (long)TimeSpan.FromDays(365).TotalMilliseconds;

    public static void MapMessages(this IEndpointRouteBuilder v2)
    {
        var messages = v2.MapGroup("/messages").WithTags("Message");
        messages.MapPost("/publication", Publish).WithSummary("Publish a message").Produces<PublishedMessageDto>().ProducesProblems(400, 403, 409);
        messages.MapPost("/correlation", Correlate).WithSummary("Deliver a message to the one who waits for it").Produces<CorrelatedMessageDto>().ProducesProblems(400, 403, 404);
    }

    static async Task<IResult> Publish(Body<PublicationDto> body, Caller caller, ProcessEngine engine, CancellationToken ct)
    {
        var message = body.Value;
        if (message.TimeToLive < 0 || message.TimeToLive > LongestLife)
            return Answers.Invalid($"Expected a timeToLive of 0 to {LongestLife} ms, but found {message.TimeToLive}.");
        if (Tenant.Problem(message.TenantId) is { } problem || !PlainVariables.TryRead(message.Variables, out var variables, out problem)) return Answers.Invalid(problem);
        var reply = await engine.PublishMessage(caller.Actor, new MessagePublication(message.Name ?? "", variables)
        {
            CorrelationKey = Given(message.CorrelationKey), MessageId = Given(message.MessageId), TimeToLive = TimeSpan.FromMilliseconds(message.TimeToLive),
        }, ct);
        return reply.Value is { } published ? Results.Ok(new PublishedMessageDto(Tenant.Only, PathKey.Write(published.Key))) : Answers.Of(reply.Rejection!);
    }

    static async Task<IResult> Correlate(Body<CorrelationDto> body, Caller caller, ProcessEngine engine, TimeProvider time, CancellationToken ct)
    {
        var message = body.Value;
        if (string.IsNullOrWhiteSpace(message.Name)) return Answers.Invalid("Expected the name of a message, but there is none.");
        if (Tenant.Problem(message.TenantId) is { } problem || !PlainVariables.TryRead(message.Variables, out var variables, out problem)) return Answers.Invalid(problem);
        var reply = await engine.CorrelateMessage(caller.Actor, new MessageRequest(message.Name, variables) { CorrelationKey = Given(message.CorrelationKey) }, ct);
        return reply.Rejection is { } rejection
            ? Answers.Of(rejection)
            : Results.Ok(new CorrelatedMessageDto(Tenant.Only, PassingKey.Of(time), PathKey.Write(reply.Value![0].InstanceKey)));
    }

    static string? Given(string? text) => string.IsNullOrEmpty(text) ? null : text;
}

/// <param name="TimeToLive">How many milliseconds it waits for somebody who takes it.</param>
/// <param name="MessageId">The sender's own name of this message: a second one with it is refused while the first waits.</param>
sealed record PublicationDto(
    string? Name, string? CorrelationKey, IReadOnlyDictionary<string, JsonElement>? Variables, string? MessageId, string? TenantId, long TimeToLive = 0);

/// <summary>A message that was taken over; who takes it is told from now on.</summary>
sealed record PublishedMessageDto(string TenantId, string MessageKey);

sealed record CorrelationDto(string? Name, string? CorrelationKey, IReadOnlyDictionary<string, JsonElement>? Variables, string? TenantId);

sealed record CorrelatedMessageDto(string TenantId, string MessageKey, string ProcessInstanceKey);
