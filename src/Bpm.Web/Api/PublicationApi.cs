using Bpm.Model;
using Bpm.Runtime;
using Bpm.Storage;

namespace Bpm.Web.Api;

/// <summary>Messages that wait for who takes them, which Camunda 7 does not know.</summary>
static class PublicationApi
{
    public static void MapPublications(this IEndpointRouteBuilder routes)
    {
        var messages = routes.MapGroup("/messages").WithTags("Published message");
        messages.MapPost("", Publish).WithSummary("Publish a message; it waits for who takes it as long as it lives")
            .Produces<PublishedDto>().ProducesError(400, 403, 409);
        messages.MapGet("", List).WithSummary("Published messages, the newest first; state waiting or expired").Produces<MessageViewDto[]>().ProducesError(400, 403);
        messages.MapGet("/count", Count).WithSummary("How many published messages the filters find").Produces<CountDto>().ProducesError(400, 403);
    }

    static async Task<IResult> Publish(Body<PublicationDto> body, Caller caller, ProcessEngine engine, CancellationToken ct)
    {
        var dto = body.Value;
        if (!VariableTypes.TryRead(dto.Variables, out var variables, out var problem)) return Answers.Invalid(problem);
        var life = default(IsoDuration);
        if (dto.TimeToLive is { } text && (!IsoDuration.TryParse(text, out life) || life.Months != 0))
            return Answers.Invalid($"Expected a timeToLive of days and shorter such as PT1H, but found '{text}'.");
        var reply = await engine.PublishMessage(caller.Actor, new MessagePublication(dto.Name ?? "", variables)
        {
            CorrelationKey = dto.CorrelationKey, BusinessKey = dto.BusinessKey, MessageId = dto.MessageId, TimeToLive = life.Time,
        }, ct);
        return reply.Value is { } published
            ? Results.Ok(new PublishedDto(PathKey.Write(published.Key), EngineDate.Text(published.ExpiresAt)))
            : Answers.Of(reply.Rejection!);
    }

    static async Task<IResult> List(Search<PublicationFilter> search, Caller caller, Storage.Messages reads, CancellationToken ct) =>
        caller.Actor.IsAny(Role.Operator)
            ? Results.Ok((await reads.List(search.Filter.ToQuery(), search.Filter.Slice, ct)).Select(MessageViewDto.Of))
            : Refused();

    static async Task<IResult> Count(Search<PublicationFilter> search, Caller caller, Storage.Messages reads, CancellationToken ct) =>
        caller.Actor.IsAny(Role.Operator) ? Answers.Count(await reads.Count(search.Filter.ToQuery(), ct)) : Refused();

    static IResult Refused() => Answers.Error(403, "AuthorizationException", "Messages are for operators: they say what instances are told. Ask one of them.");
}

/// <param name="TimeToLive">An ISO 8601 duration; none hands the message to those who wait already.</param>
sealed record PublicationDto(
    string? Name, string? CorrelationKey, string? BusinessKey, string? TimeToLive, string? MessageId, IReadOnlyDictionary<string, VariableDto>? Variables);

sealed record PublishedDto(string Id, string Expires);

sealed record PublicationFilter : ListFilter
{
    public string? State { get; init; }
    public string? Name { get; init; }

    public MessageQuery ToQuery() => new() { State = string.IsNullOrEmpty(State) ? null : State, Name = string.IsNullOrEmpty(Name) ? null : Name };
}

/// <param name="Deliveries">How many processes have had it.</param>
sealed record MessageViewDto(
    string Id, string Name, string? CorrelationKey, string? BusinessKey, string? MessageId, string? Sender, string State, string Received, string Expires,
    int Deliveries, string? LastError, IReadOnlyDictionary<string, VariableValueDto> Variables)
{
    public static MessageViewDto Of(MessageView m) => new(
        PathKey.Write(m.MessageKey), m.Name, m.CorrelationKey.Length == 0 ? null : m.CorrelationKey, m.BusinessKey, m.MessageId, m.Sender, m.State,
        EngineDate.Text(m.ReceivedAt), EngineDate.Text(m.ExpiresAt), m.Deliveries, m.LastError,
        m.Variables.Items.ToDictionary(v => v.Key, v => VariableTypes.Write(v.Value)));
}
