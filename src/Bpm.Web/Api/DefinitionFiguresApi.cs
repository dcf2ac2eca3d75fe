using Bpm.Engine;
using Bpm.Runtime;
using Bpm.Storage;

namespace Bpm.Web.Api;

/// <summary>What runs of a definition and where; starting it by its form; its picture, which nobody draws here.</summary>
static class DefinitionFiguresApi
{
    public static void MapDefinitionFigures(this IEndpointRouteBuilder definitions)
    {
        definitions.MapGet("/statistics", ByDefinition).WithSummary("Running instances and incidents of every definition").Produces<DefinitionFiguresDto[]>();
        definitions.MapGet("/{id}/statistics", (PathKey id, bool? incidents, Definitions reads, DefinitionActivity activity, CancellationToken ct) =>
                ByElement(id, DefinitionApi.ById(id), incidents == true, reads, activity, ct))
            .WithSummary("What is active and stopped at each element").Produces<ElementFiguresDto[]>().ProducesError(404);
        definitions.MapGet("/key/{key}/statistics", (string key, bool? incidents, Definitions reads, DefinitionActivity activity, CancellationToken ct) =>
                ByElement(new(-1, key), DefinitionApi.ByKey(key), incidents == true, reads, activity, ct))
            .WithSummary("What is active and stopped at each element of the latest version").Produces<ElementFiguresDto[]>().ProducesError(404);
        definitions.MapGet("/{id}/diagram", (PathKey id, Definitions reads, CancellationToken ct) => Diagram(id, DefinitionApi.ById(id), reads, ct))
            .WithSummary("No picture: the drawing is in the XML").ProducesDone(404);
        definitions.MapGet("/key/{key}/diagram", (string key, Definitions reads, CancellationToken ct) => Diagram(new(-1, key), DefinitionApi.ByKey(key), reads, ct))
            .WithSummary("No picture: the drawing is in the XML").ProducesDone(404);
        definitions.MapPost("/{id}/submit-form", (PathKey id, Body<StartDto> body, Caller caller, ProcessEngine engine, Variables variables, HttpRequest http, CancellationToken ct) =>
                DefinitionApi.Start(StartRequest.Definition(id.Value, VariableSet.Empty), body, caller, engine, variables, http, ct))
            .WithSummary("Start an instance with the result of its start form").Produces<InstanceDto>().ProducesError(400, 403, 404);
        definitions.MapPost("/key/{key}/submit-form", (string key, Body<StartDto> body, Caller caller, ProcessEngine engine, Variables variables, HttpRequest http, CancellationToken ct) =>
                DefinitionApi.Start(StartRequest.Process(key, VariableSet.Empty), body, caller, engine, variables, http, ct))
            .WithSummary("Start the latest version with the result of its start form").Produces<InstanceDto>().ProducesError(400, 403, 404);
    }

    static async Task<IResult> ByDefinition(bool? incidents, Definitions reads, Storage.Incidents open, InstanceOverview instances, CancellationToken ct)
    {
        var figures = new List<DefinitionFiguresDto>();
        foreach (var row in await reads.List(new(), Slice.All, ct))
        {
            var running = await instances.Count(new() { DefinitionKey = row.DefinitionKey, IsOpen = true }, ct);
            var stopped = incidents == true ? await open.Count(new() { DefinitionKey = row.DefinitionKey }, ct) : 0;
            figures.Add(new(PathKey.Write(row.DefinitionKey), running, 0, Incidents(stopped), DefinitionDto.Of(row)));
        }
        return Results.Ok(figures);
    }

    static async Task<IResult> ByElement(
        PathKey id, Func<Definitions, CancellationToken, Task<DefinitionRow?>> find, bool withIncidents, Definitions reads, DefinitionActivity activity, CancellationToken ct) =>
        await find(reads, ct) is { } row
            ? Results.Ok((await activity.Of(row.DefinitionKey, ct)).Select(e => new ElementFiguresDto(e.ElementId, e.Active, 0, withIncidents ? Incidents(e.Incidents) : [])))
            : Answers.NotFound("process definition", id);

    static async Task<IResult> Diagram(PathKey id, Func<Definitions, CancellationToken, Task<DefinitionRow?>> find, Definitions reads, CancellationToken ct) =>
        await find(reads, ct) is null ? Answers.NotFound("process definition", id) : Answers.Done;

    static IReadOnlyList<IncidentFigureDto> Incidents(int count) => count == 0 ? [] : [new("failedJob", count)];
}

sealed record IncidentFigureDto(string IncidentType, int IncidentCount);

sealed record ElementFiguresDto(string Id, int Instances, int FailedJobs, IReadOnlyList<IncidentFigureDto> Incidents);

sealed record DefinitionFiguresDto(string Id, int Instances, int FailedJobs, IReadOnlyList<IncidentFigureDto> Incidents, DefinitionDto Definition);
