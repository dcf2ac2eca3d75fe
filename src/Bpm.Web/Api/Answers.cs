using System.Diagnostics;
using Bpm.Engine;
using Bpm.Runtime;

namespace Bpm.Web.Api;

/// <summary>The answers that endpoints share: the engine's rejections as statuses and error bodies.</summary>
static class Answers
{
    public static readonly IResult Done = Results.NoContent();

    public static IResult NotFound(string kind, PathKey id) => Error(404, "InvalidRequestException", $"No matching {kind} with id {id.Text}");

    public static IResult Invalid(string message) => Error(400, "InvalidRequestException", message);

    public static IResult Count(int count) => Results.Ok(new CountDto(count));

    public static IResult Of(Reply reply) => reply.Rejection is { } rejection ? Of(rejection) : Done;

    public static IResult Of(Rejection rejection) => rejection.Kind switch
    {
        RejectionKind.NotFound => Error(404, "InvalidRequestException", rejection.Message),
        RejectionKind.Invalid => Error(400, "InvalidRequestException", rejection.Message),
        RejectionKind.Forbidden => Error(403, "AuthorizationException", rejection.Message),
        RejectionKind.Suspended => Error(409, "SuspendedEntityInteractionException", rejection.Message),
        RejectionKind.Conflict => Error(409, "OptimisticLockingException", rejection.Message),
        _ => throw new UnreachableException(),
    };

    public static IResult Error(int status, string type, string message) => new ErrorAnswer(status, type, message);

    /// <summary>Writes an error, also where no endpoint can: before one is chosen, or after one has failed.</summary>
    public static Task Write(HttpContext context, int status, string type, string message)
    {
        if (context.Request.Path.StartsWithSegments(V2.Camunda8.Root)) return V2.Problem.Write(context, status, message);
        context.Response.StatusCode = status;
        return context.Response.WriteAsJsonAsync(new ErrorDto(type, message), options: null, contentType: "application/json");
    }
}
