using Bpm.Engine;
using Bpm.Feel;
using Bpm.Runtime;
using Bpm.Storage;
using Bpm.Web.Api;

namespace Bpm.Web.Hooks;

/// <summary>
/// Requests of other systems. The signature over the raw body decides before anything of it is read; then it is JSON, whose
/// values the expressions of the settings pick from. A request that was taken over before is answered like the first.
/// </summary>
static class WebhookApi
{
    public const string Root = "/hooks";

    const int LargestBody = 1024 * 1024;

    static readonly TimeSpan Remembered = TimeSpan.FromHours(24);

    public static void MapWebhooks(this IEndpointRouteBuilder routes) => routes.MapPost(Root + "/{id}", Receive).AllowAnonymous().WithTags("Webhook")
        .WithSummary("Take a signed request of another system, as the settings say").Produces<ReceivedDto>().ProducesError(400, 401, 404, 409, 413)
        .WithMetadata(new Microsoft.AspNetCore.Mvc.RequestSizeLimitAttribute(LargestBody));

    static async Task<IResult> Receive(string id, HttpRequest request, Webhooks hooks, ProcessEngine engine, RequestMemory memory, TimeProvider time, CancellationToken ct)
    {
        if (!hooks.ById.TryGetValue(id, out var hook)) return Answers.Error(404, "InvalidRequestException", "There is no such webhook.");
        if (await Read(request, ct) is not { } body) return Answers.Error(413, "InvalidRequestException", $"Expected a body of at most {LargestBody} bytes.");
        if (!hook.Signature.Fits(request.Headers, body, time.GetUtcNow())) return Results.Unauthorized();

        FeelValue json;
        try
        {
            json = body.Length == 0 ? FeelNull.Instance : FeelJson.Parse(body);
        }
        catch (FeelJsonException e)
        {
            return Answers.Invalid($"Expected JSON, but: {e.Message}");
        }
        var scope = FeelContext.Of(("body", json), ("headers", Headers(request)));
        var now = new FeelEnvironment(time.GetUtcNow());
        var variables = hook.Variables is null ? FeelContext.Of(("body", json)) : hook.Variables.Evaluate(scope, now).Value as FeelContext;
        if (variables is null) return Answers.Invalid("Expected the body to give the variables that the settings ask for, but it does not.");
        var received = new ReceivedRequest(
            new VariableSet([.. variables.Entries]), Text(hook.CorrelationKey, scope, now), Text(hook.BusinessKey, scope, now),
            hook.MessageIdHeader is { } header ? Header(request, header) : Text(hook.MessageId, scope, now));
        if ((hook.MessageId is not null || hook.MessageIdHeader is not null) && received.MessageId is null)
            return Answers.Invalid("Expected the request to carry the id that the settings name, but it has none.");
        return hook.Effect == WebhookEffect.Publish
            ? await Publish(hook, received, engine, ct)
            : await Once(hook, received, RequestMemory.Hash(body), () => Do(hook, received, engine, ct), memory, request.HttpContext.Response, ct);
    }

    static async Task<IResult> Publish(Webhook hook, ReceivedRequest received, ProcessEngine engine, CancellationToken ct)
    {
        var reply = await engine.PublishMessage(Actor.System, new MessagePublication(hook.Target, received.Variables)
        {
            CorrelationKey = received.CorrelationKey, BusinessKey = received.BusinessKey, TimeToLive = hook.TimeToLive,
            MessageId = received.MessageId is { } id ? $"{hook.Id}/{id}" : null, RememberIdFor = received.MessageId is null ? TimeSpan.Zero : Remembered,
        }, ct);
        return reply.Value is { } published ? Results.Ok(new ReceivedDto(PathKey.Write(published.Key), false))
            : reply.Rejection!.Kind == RejectionKind.Conflict ? Results.Ok(new ReceivedDto(null, true))
            : Answers.Of(reply.Rejection);
    }

    static async Task<Reply<long>> Do(Webhook hook, ReceivedRequest received, ProcessEngine engine, CancellationToken ct)
    {
        if (hook.Effect == WebhookEffect.Start)
        {
            var started = await engine.Start(Actor.System, StartRequest.Process(hook.Target, received.Variables, received.BusinessKey), ct);
            return started.Rejection is { } no ? no : started.Value!.Key;
        }
        var told = await engine.CorrelateMessage(Actor.System, new MessageRequest(hook.Target, received.Variables)
        {
            CorrelationKey = received.CorrelationKey, BusinessKey = received.BusinessKey, Cardinality = hook.Cardinality,
        }, ct);
        return told.Rejection is { } refused ? refused : told.Value![0].InstanceKey;
    }

    /// <summary>What is stored apart from its effect is remembered as a request of the sender's.</summary>
    static async Task<IResult> Once(
        Webhook hook, ReceivedRequest received, string hash, Func<Task<Reply<long>>> act, RequestMemory memory, HttpResponse response, CancellationToken ct)
    {
        if (received.MessageId is not { } id) return Answer(await act());
        var caller = $"{WebhookApi.Root}/{hook.Id}";
        var known = await memory.Begin(caller, id, hash, ct);
        switch (known.State)
        {
            case RequestState.Answered or RequestState.Different:
                return Results.Ok(new ReceivedDto(known.Body, true));
            case RequestState.CarriedOut:
                await memory.Forget(caller, id, known);
                return Results.Ok(new ReceivedDto(PathKey.Write(known.Effect!.Key), true));
            case RequestState.InProgress:
                response.Headers.RetryAfter = "1";
                return Answers.Error(409, "InvalidRequestException", "The same request is being taken over. Try again shortly.");
        }
        var isDone = false;
        memory.Enter(caller, id, known);
        try
        {
            var reply = await act();
            if (reply.IsDone)
            {
                await memory.Remember(caller, id, known, 200, null, PathKey.Write(reply.Value));
                isDone = true;
            }
            return Answer(reply);
        }
        finally
        {
            if (!isDone) await memory.Forget(caller, id, known);
        }
    }

    static IResult Answer(Reply<long> reply) => reply.Rejection is { } rejection ? Answers.Of(rejection) : Results.Ok(new ReceivedDto(PathKey.Write(reply.Value), false));

    /// <summary>The whole body; null when it is too long, however long it says to be.</summary>
    static async Task<byte[]?> Read(HttpRequest request, CancellationToken ct)
    {
        if (request.ContentLength > LargestBody) return null;
        using var buffer = new MemoryStream();
        var part = new byte[16 * 1024];
        for (int read; (read = await request.Body.ReadAsync(part, ct)) > 0;)
        {
            if (buffer.Length + read > LargestBody) return null;
            buffer.Write(part, 0, read);
        }
        return buffer.ToArray();
    }

    // Names in lower case: they mean the same in any.
    static FeelContext Headers(HttpRequest request) =>
        new(request.Headers.Select(h => KeyValuePair.Create(h.Key.ToLowerInvariant(), (FeelValue)new FeelString(h.Value.ToString()))));

    static string? Header(HttpRequest request, string name) => request.Headers[name].ToString() is { Length: > 0 } text ? text : null;

    static string? Text(FeelExpression? expression, FeelContext scope, FeelEnvironment now) =>
        expression?.Evaluate(scope, now).Value is { } value and not FeelNull ? value.Text : null;
}

/// <summary>What the settings' expressions picked from a request.</summary>
sealed record ReceivedRequest(VariableSet Variables, string? CorrelationKey, string? BusinessKey, string? MessageId);

/// <param name="Id">The published message, or the instance that was told or started.</param>
/// <param name="Duplicate">The request was taken over before; nothing was done again.</param>
sealed record ReceivedDto(string? Id, bool Duplicate);
