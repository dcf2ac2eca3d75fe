using System.Data.Common;
using Bpm.Runtime;
using Bpm.Storage;

namespace Bpm.Web.Api;

/// <summary>Whether this node can work: its start is through, the database answers with this version's schema, and the pump runs.</summary>
static class Readiness
{
    public static void MapReadiness(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/health/ready", Check).AllowAnonymous().WithTags("Health").WithSummary("Whether this node can work")
            .Produces<ReadinessDto>().Produces<ReadinessDto>(503);

    static async Task<IResult> Check(BpmStart start, WorkPump pump, SchemaCheck schema, BpmOptions options, ILogger<ReadinessDto> log, CancellationToken ct)
    {
        var isCurrent = start.IsReady && await Answers(schema, log, ct);
        // A node may be told to run no jobs; then its pump has nothing to do and that is well.
        var isPumping = options.Parallelism == 0 || pump.ExecuteTask is { IsCompleted: false };
        var isReady = isCurrent && isPumping;
        return Results.Json(new ReadinessDto(isReady ? "ready" : "not ready", Word(isCurrent), Word(isPumping)), statusCode: isReady ? 200 : 503);
    }

    static async Task<bool> Answers(SchemaCheck schema, ILogger log, CancellationToken ct)
    {
        try
        {
            return await schema.IsCurrent(ct);
        }
        catch (DbException e)
        {
            log.LogWarning(e, "The database did not answer a readiness probe.");
            return false;
        }
    }

    static string Word(bool isWell) => isWell ? "ok" : "failed";
}

sealed record ReadinessDto(string Status, string Database, string Pump);
