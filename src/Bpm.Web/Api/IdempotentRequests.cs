using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using Bpm.Runtime;
using Bpm.Storage;

namespace Bpm.Web.Api;

/// <summary>
/// Answers a POST that carries the header <c>Idempotency-Key</c> once, and repeats that answer to whoever sends the same
/// again: the caller who heard nothing may ask as often as needed. What went wrong inside, and what a later attempt may
/// well find otherwise (no right, a conflict, too early), is not remembered; that something was done is, with what was done.
/// </summary>
sealed class IdempotentRequests(RequestDelegate next, RequestMemory memory)
{
    const string Header = "Idempotency-Key";
    const int LongestKey = 255;
    const int LargestAnswer = 4 * 1024 * 1024;

    public async Task InvokeAsync(HttpContext context)
    {
        if (!HttpMethods.IsPost(context.Request.Method) || !context.Request.Headers.TryGetValue(Header, out var header))
        {
            await next(context);
            return;
        }
        var key = header.ToString();
        if (string.IsNullOrWhiteSpace(key) || key.Length > LongestKey)
        {
            await Refuse(context, 400, $"Expected an {Header} of 1 to {LongestKey} characters, but it has {key.Length}.");
            return;
        }

        var caller = ApiAccess.UserId(context.User) ?? "";
        var known = await memory.Begin(caller, key, await Hash(context.Request), context.RequestAborted);
        switch (known.State)
        {
            case RequestState.Different:
                await Refuse(context, 422, $"Expected the same request as the first with this {Header}, but it is another. Take a new key for a new request.");
                return;
            case RequestState.InProgress:
                context.Response.Headers.RetryAfter = "1";
                await Refuse(context, 409, $"The first request with this {Header} is still being answered. Try again shortly.");
                return;
            case RequestState.CarriedOut:
                await memory.Forget(caller, key, known);
                await Refuse(context, 409, $"The first request with this {Header} was carried out on process instance {known.Effect!.Key}, but its answer was lost before it was kept. Nothing is done again: see there what came of it.");
                return;
            case RequestState.Answered:
                await Repeat(context.Response, known);
                return;
            default:
                await Answer(context, caller, key, known);
                return;
        }
    }

    async Task Answer(HttpContext context, string caller, string key, KnownRequest mine)
    {
        var (response, stream) = (context.Response, context.Response.Body);
        using var answer = new MemoryStream();
        response.Body = answer;
        var isRemembered = false;
        memory.Enter(caller, key, mine);
        try
        {
            await next(context);
            if (IsFinal(response.StatusCode) && answer.Length <= LargestAnswer)
            {
                var text = Encoding.UTF8.GetString(answer.GetBuffer().AsSpan(0, (int)answer.Length));
                await memory.Remember(caller, key, mine, response.StatusCode, response.ContentType, text);
                isRemembered = true;
            }
        }
        finally
        {
            response.Body = stream;
            if (!isRemembered) await memory.Forget(caller, key, mine);
        }
        answer.Position = 0;
        await answer.CopyToAsync(stream, context.RequestAborted);
    }

    static bool IsFinal(int status) => status is < 500 and not (401 or 403 or 408 or 409 or 425 or 429);

    static async Task Repeat(HttpResponse response, KnownRequest known)
    {
        response.StatusCode = known.Status;
        response.Headers["Idempotency-Replayed"] = "true";
        if (known.ContentType is { } type) response.ContentType = type;
        if (known.Body is { Length: > 0 } body) await response.WriteAsync(body);
    }

    /// <summary>Method, address and body. The parts of an upload are hashed, not their borders, which clients make up anew.</summary>
    static async Task<string> Hash(HttpRequest request)
    {
        request.EnableBuffering();
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Append(hash, $"{request.Method} {request.PathBase}{request.Path}{request.QueryString}");
        if (request.HasFormContentType)
        {
            var form = await request.ReadFormAsync(request.HttpContext.RequestAborted);
            foreach (var (name, value) in form) Append(hash, $"{name}={value}");
            foreach (var file in form.Files)
            {
                Append(hash, $"{file.Name} {file.FileName} {file.Length}");
                await using var content = file.OpenReadStream();
                await Append(hash, content, request.HttpContext.RequestAborted);
            }
        }
        else
        {
            await Append(hash, request.Body, request.HttpContext.RequestAborted);
            request.Body.Position = 0;
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    static void Append(IncrementalHash hash, string text) => hash.AppendData(Encoding.UTF8.GetBytes($"{text.Length} {text}\n"));

    static async Task Append(IncrementalHash hash, Stream content, CancellationToken ct)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(81920);
        try
        {
            for (int read; (read = await content.ReadAsync(buffer, ct)) > 0;) hash.AppendData(buffer.AsSpan(0, read));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    static Task Refuse(HttpContext context, int status, string message)
    {
        if (!context.Request.Path.StartsWithSegments("/v2")) return Answers.Write(context, status, "InvalidRequestException", message);
        context.Response.StatusCode = status;
        var problem = new { type = "about:blank", title = status == 409 ? "IN_PROGRESS" : "INVALID_ARGUMENT", status, detail = message, instance = context.Request.Path.Value };
        return context.Response.WriteAsJsonAsync(problem, options: null, contentType: "application/problem+json");
    }
}
