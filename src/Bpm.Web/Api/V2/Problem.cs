using System.Text.Json.Serialization;

namespace Bpm.Web.Api.V2;

/// <summary>The body of every error under <c>/v2</c>, as RFC 7807 has it; the titles are those of Camunda 8.</summary>
sealed record Problem(string Type, string Title, int Status, string Detail, string Instance)
{
    const string ContentType = "application/problem+json";

    public static Task Write(HttpContext context, int status, string detail)
    {
        context.Response.StatusCode = status;
        var problem = new Problem("about:blank", TitleOf(status), status, detail, context.Request.Path.Value ?? "");
        return context.Response.WriteAsJsonAsync(problem, ProblemJson.Default.Problem, ContentType);
    }

    static string TitleOf(int status) => status switch
    {
        400 or 422 => "INVALID_ARGUMENT",
        401 => "UNAUTHENTICATED",
        403 => "FORBIDDEN",
        404 => "NOT_FOUND",
        409 => "INVALID_STATE",
        413 => "PAYLOAD_TOO_LARGE",
        501 => "NOT_IMPLEMENTED",
        503 => "RESOURCE_EXHAUSTED",
        504 => "DEADLINE_EXCEEDED",
        _ => "INTERNAL",
    };
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(Problem))]
sealed partial class ProblemJson : JsonSerializerContext;
