using Bpm.Engine;
using Bpm.Runtime;
using Bpm.Storage;

namespace Bpm.Web.Api.V2;

/// <summary>Process instances, running and ended.</summary>
static class ProcessInstanceRoutes
{
    public static void MapProcessInstances(this IEndpointRouteBuilder v2)
    {
        var instances = v2.MapGroup("/process-instances").WithTags("Process Instance");
        instances.MapPost("", CreateProcessInstance.Run).WithSummary("Start an instance; waits for its end when asked to").Produces<CreatedInstanceDto>().ProducesProblems(400, 403, 404, 504);
        instances.MapPost("/search", Search).WithSummary("Instances by filters").Produces<FoundDto<ProcessInstanceDto>>().ProducesProblems(400, 403);
        instances.MapGet("/{processInstanceKey}", Find).WithSummary("One instance").Produces<ProcessInstanceDto>().ProducesProblems(404);
        instances.MapPost("/{processInstanceKey}/cancellation", Cancel).WithSummary("Cancel an instance with everything in it").ProducesNothing(403, 404);
        instances.MapPost("/{processInstanceKey}/incidents/search", Incidents).WithSummary("Incidents of an instance by filters").Produces<FoundDto<IncidentDto>>().ProducesProblems(400);
        instances.MapPost("/{processInstanceKey}/modification", ModificationRoutes.Run).WithSummary("Activate and terminate elements, all of it or nothing").ProducesNothing(400, 403, 404, 409);
        instances.MapPost("/{processInstanceKey}/migration", (HttpRequest request) =>
            Camunda8.Lacks(request, "the engine cannot yet move a running instance to another version. It goes on with the version that it was started with.")).ExcludeFromDescription();
    }

    static async Task<IResult> Search(Body<SearchBody> body, Caller caller, Database database, CancellationToken ct) =>
        SearchTables.Instances.AsksForVariables(body.Value) && !InstanceRights.MayReadAll(caller.Actor)
            ? ReadersOnly.Refused()
            : await SearchTables.Instances.Search(body.Value, database, ProcessInstanceDto.Of, ct);

    static async Task<IResult> Find(PathKey processInstanceKey, InstanceOverview reads, CancellationToken ct) =>
        await reads.Find(processInstanceKey.Value, ct) is { } row ? Results.Ok(ProcessInstanceDto.Of(row)) : Answers.NotFound("process instance", processInstanceKey);

    static async Task<IResult> Cancel(PathKey processInstanceKey, Caller caller, ProcessEngine engine, CancellationToken ct) =>
        Answers.Of(await engine.CancelInstance(caller.Actor, processInstanceKey.Value, null, ct));

    static Task<IResult> Incidents(PathKey processInstanceKey, Body<SearchBody> body, Database database, CancellationToken ct) =>
        SearchTables.Incidents.Search(body.Value, database, IncidentDto.Of, ct,
            new SearchCondition(SearchTables.Incidents.Field("processInstanceKey")!, SearchOperator.Equal, InstanceKey.Of(Math.Max(0, processInstanceKey.Value))));
}

sealed record ProcessInstanceDto(
    string ProcessDefinitionId, string? ProcessDefinitionName, int ProcessDefinitionVersion, string? ProcessDefinitionVersionTag, string StartDate, string? EndDate,
    string State, bool HasIncident, string TenantId, string ProcessInstanceKey, string ProcessDefinitionKey, string? ParentProcessInstanceKey,
    string? ParentElementInstanceKey, string RootProcessInstanceKey, string? BusinessId, IReadOnlyList<string> Tags)
{
    public static ProcessInstanceDto Of(InstanceRow row) => new(
        row.ProcessId, row.ProcessName, row.DefinitionVersion, row.VersionTag, PlainVariables.Date(row.StartedAt), PlainVariables.Date(row.EndedAt),
        row.State switch { "active" => "ACTIVE", "completed" => "COMPLETED", _ => "TERMINATED" }, row is { IsOpen: true, IncidentCount: > 0 }, Tenant.Only,
        PathKey.Write(row.InstanceKey), PathKey.Write(row.DefinitionKey), row.CallerKey is { } caller ? PathKey.Write(Engine.InstanceKey.Of(caller)) : null,
        PathKey.Write(row.CallerKey), PathKey.Write(row.RootInstanceKey ?? row.InstanceKey), row.BusinessKey, []);
}
