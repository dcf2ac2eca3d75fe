using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace Bpm.Web.Api;

/// <summary>
/// The border of the API: what cannot be read is answered with where and why, what went wrong inside with a reference to
/// the log and nothing else. Answers carry exactly <c>application/json</c>, which clients of Camunda 7 compare literally.
/// </summary>
sealed class ApiErrors(RequestDelegate next, ILogger<ApiErrors> log)
{
    public async Task InvokeAsync(HttpContext context)
    {
        context.Response.OnStarting(LeaveOutCharset, context.Response);
        try
        {
            await next(context);
        }
        catch (BadHttpRequestException e) when (!context.Response.HasStarted)
        {
            await Answers.Write(context, e.StatusCode, "InvalidRequestException", Explain(e));
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The caller has gone: there is nobody to answer.
        }
        catch (Exception e) when (!context.Response.HasStarted)
        {
            var reference = Activity.Current?.TraceId.ToString() ?? context.TraceIdentifier;
            log.LogError(e, "{Method} {Path} failed, reference {Reference}.", context.Request.Method, context.Request.Path, reference);
            await Answers.Write(context, 500, "RestException", $"The server failed. Its log tells more under the reference {reference}.");
        }
    }

    static string Explain(BadHttpRequestException e)
    {
        if (e.InnerException is not JsonException json) return e.Message;
        var reason = json.Message.Split(" Path: ", 2)[0].Split(" LineNumber: ", 2)[0];
        var where = json.LineNumber is { } line
            ? string.Create(CultureInfo.InvariantCulture, $" At line {line + 1}, column {(json.BytePositionInLine ?? 0) + 1}{(json.Path is { Length: > 0 } path ? $" ({path})" : "")}.")
            : "";
        return $"Expected a JSON body that fits this call, but: {reason}{where}";
    }

    static Task LeaveOutCharset(object state)
    {
        var response = (HttpResponse)state;
        if (response.ContentType?.StartsWith("application/json;", StringComparison.Ordinal) == true) response.ContentType = "application/json";
        return Task.CompletedTask;
    }
}
