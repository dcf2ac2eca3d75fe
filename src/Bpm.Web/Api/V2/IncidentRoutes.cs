using Bpm.Runtime;
using Bpm.Storage;

namespace Bpm.Web.Api.V2;

/// <summary>What stops instances until a person acts, and what stopped them once.</summary>
static class IncidentRoutes
{
    public static void MapIncidents(this IEndpointRouteBuilder v2)
    {
        var incidents = v2.MapGroup("/incidents").WithTags("Incident");
        incidents.MapPost("/search", (Body<SearchBody> body, Database database, CancellationToken ct) => SearchTables.Incidents.Search(body.Value, database, IncidentDto.Of, ct))
            .WithSummary("Incidents by filters").Produces<FoundDto<IncidentDto>>().ProducesProblems(400);
        incidents.MapGet("/{incidentKey}", Find).WithSummary("One incident").Produces<IncidentDto>().ProducesProblems(404);
        incidents.MapPost("/{incidentKey}/resolution", Resolve).WithSummary("Try again what the incident stopped").ProducesNothing(403, 404, 409);
    }

    static async Task<IResult> Find(PathKey incidentKey, Incidents reads, CancellationToken ct) =>
        await reads.Find(incidentKey.Value, ct) is { } row ? Results.Ok(IncidentDto.Of(row)) : Answers.NotFound("incident", incidentKey);

    static async Task<IResult> Resolve(PathKey incidentKey, Caller caller, ProcessEngine engine, CancellationToken ct) =>
        Answers.Of(await engine.ResolveIncident(caller.Actor, incidentKey.Value, ct));
}

sealed record IncidentDto(
    string ProcessDefinitionId, string ErrorType, string ErrorMessage, string ElementId, string CreationTime, string State, string TenantId, string IncidentKey,
    string ProcessDefinitionKey, string ProcessInstanceKey, string ElementInstanceKey, string? JobKey)
{
    public static IncidentDto Of(IncidentRow row) => new(
        row.ProcessId, SearchTables.Incidents.Field("errorType")!.Choices!.FirstOrDefault(c => c.Value == row.Kind).Key ?? "UNKNOWN", row.Message, row.ElementId,
        PlainVariables.Date(row.CreatedAt), row.ResolvedAt is null ? "ACTIVE" : "RESOLVED", Tenant.Only, PathKey.Write(row.IncidentKey), PathKey.Write(row.DefinitionKey),
        PathKey.Write(row.InstanceKey), PathKey.Write(row.ElementInstanceKey), PathKey.Write(row.JobKey));
}
