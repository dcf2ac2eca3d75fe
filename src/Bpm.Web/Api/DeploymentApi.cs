using Bpm.Runtime;
using Bpm.Storage;

namespace Bpm.Web.Api;

/// <summary>Deployments: what a modeler's deploy button calls, and what was deployed.</summary>
static class DeploymentApi
{
    /// <summary>All files of one upload together.</summary>
    public const long LargestUpload = 32 * 1024 * 1024;

    public static void MapDeployments(this IEndpointRouteBuilder routes)
    {
        var deployments = routes.MapGroup("/deployment").WithTags("Deployment");
        deployments.MapGet("", List).WithSummary("Deployments by filters").Produces<DeploymentDto[]>();
        deployments.MapGet("/count", Count).WithSummary("How many deployments the filters find").Produces<CountDto>();
        deployments.MapGet("/{id}", Find).WithSummary("One deployment").Produces<DeploymentDto>().ProducesError(404);
        deployments.MapGet("/{id}/resources", Resources).WithSummary("Files of a deployment").Produces<ResourceDto[]>().ProducesError(404);
        deployments.MapGet("/{id}/resources/{resourceId}", Resource).WithSummary("One file of a deployment").Produces<ResourceDto>().ProducesError(404);
        deployments.MapGet("/{id}/resources/{resourceId}/data", Data).WithSummary("One file as it was uploaded").Produces(200, contentType: "application/octet-stream").ProducesError(404);
        deployments.MapDelete("/{id}", (PathKey id, bool? cascade, bool? skipCustomListeners, bool? skipIoMappings, Caller caller, ProcessEngine engine, CancellationToken ct) =>
                Remove(skipCustomListeners, skipIoMappings, () => engine.RemoveDeployment(caller.Actor, id.Value, cascade == true, ct)))
            .WithSummary("Delete a deployment; with cascade also the instances of what it made").ProducesDone(400, 403, 404, 409);
        deployments.MapPost("/create", Create).WithSummary("Deploy files: BPMN models, DMN models and forms, all or none")
            .WithMetadata(new Microsoft.AspNetCore.Mvc.RequestSizeLimitAttribute(LargestUpload))
            .AddOpenApiOperationTransformer((operation, _, _) => DeploymentForm.Describe(operation)).Produces<DeployedDto>().Produces<ParseErrorDto>(400).ProducesError(403, 413);
    }

    /// <summary>What runs is cancelled as the model has it.</summary>
    internal static async Task<IResult> Remove(bool? skipListeners, bool? skipMappings, Func<Task<Reply>> remove) =>
        skipListeners == true || skipMappings == true ? ModificationApi.SkipsNothing : Answers.Of(await remove());

    static async Task<IResult> List(Search<DeploymentFilter> search, Deployments reads, HttpContext context, CancellationToken ct) =>
        Results.Ok((await reads.List(search.Filter.ToQuery(), search.Filter.Slice, ct)).Select(d => DeploymentDto.Of(d, context.Request)));

    static async Task<IResult> Count(Search<DeploymentFilter> search, Deployments reads, CancellationToken ct) =>
        Answers.Count(await reads.Count(search.Filter.ToQuery(), ct));

    static async Task<IResult> Find(PathKey id, Deployments reads, HttpContext context, CancellationToken ct) =>
        await reads.Find(id.Value, ct) is { } row ? Results.Ok(DeploymentDto.Of(row, context.Request)) : Answers.NotFound("deployment", id);

    static async Task<IResult> Resources(PathKey id, Deployments reads, CancellationToken ct) =>
        await reads.Find(id.Value, ct) is null
            ? Answers.NotFound("deployment", id)
            : Results.Ok((await reads.Resources(id.Value, ct)).Select(r => new ResourceDto(PathKey.Write(r.ResourceKey), r.Name, PathKey.Write(r.DeploymentKey))));

    static async Task<IResult> Resource(PathKey id, PathKey resourceId, Deployments reads, CancellationToken ct) =>
        (await reads.Resources(id.Value, ct)).FirstOrDefault(r => r.ResourceKey == resourceId.Value) is { } found
            ? Results.Ok(new ResourceDto(PathKey.Write(found.ResourceKey), found.Name, PathKey.Write(found.DeploymentKey)))
            : Answers.NotFound("deployment resource", resourceId);

    static async Task<IResult> Data(PathKey id, PathKey resourceId, Deployments reads, CancellationToken ct) =>
        await reads.Content(id.Value, resourceId.Value, ct) is { } content
            ? Results.Bytes(content, "application/octet-stream")
            : Answers.NotFound("deployment resource", resourceId);

    static async Task<IResult> Create(HttpRequest request, Caller caller, ProcessEngine engine, Definitions definitions, DecisionDefinitions decisions, Deployments deployments, CancellationToken ct)
    {
        if (!request.HasFormContentType)
            return Answers.Invalid("Expected multipart/form-data with a file part for each model, but found " + (request.ContentType ?? "no content type") + ".");
        var upload = DeploymentForm.Of(await request.ReadFormAsync(ct));
        if (upload.Refusal is { } refusal) return Answers.Invalid(refusal);
        var reply = await engine.Deploy(caller.Actor, await upload.ToRequest(ct), ct);
        if (reply.Rejection is { } rejection)
            return reply.Value is { Diagnostics.IsEmpty: false } refused ? DeploymentReport.Refused(refused) : Answers.Of(rejection);
        return Results.Ok(await DeployedDto.Of(reply.Value!, definitions, decisions, deployments, request, ct));
    }
}

sealed record DeploymentFilter : ListFilter
{
    public string? Id { get; init; }
    public string? Name { get; init; }
    public string? NameLike { get; init; }
    public string? Source { get; init; }
    public string? Before { get; init; }
    public string? After { get; init; }

    public DeploymentQuery ToQuery()
    {
        Refuse("withoutSource", "tenantIdIn");
        return new()
        {
            DeploymentKey = KeyOf(Id),
            Name = Name,
            NameLike = NameLike,
            Source = Source,
            Before = Date(nameof(Before), Before),
            After = Date(nameof(After), After),
            Sort = Sort(DeploymentSort.Key, ("id", DeploymentSort.Key), ("name", DeploymentSort.Name), ("deploymentTime", DeploymentSort.Time)),
            Descending = Descending,
        };
    }
}
