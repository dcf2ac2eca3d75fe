using System.Globalization;
using System.Text.Json.Serialization;
using Bpm.Model;
using Bpm.Runtime;
using Bpm.Storage;
using Microsoft.OpenApi;

namespace Bpm.Web.Api.V2;

/// <summary>What a modeler's deploy button calls.</summary>
static class DeploymentRoutes
{
    public static void MapDeployments(this IEndpointRouteBuilder v2) =>
        v2.MapPost("/deployments", Create).WithTags("Resource").WithSummary("Deploy files: BPMN models, DMN models and forms, all or none")
            .WithMetadata(new Microsoft.AspNetCore.Mvc.RequestSizeLimitAttribute(DeploymentApi.LargestUpload))
            .AddOpenApiOperationTransformer((operation, _, _) => Describe(operation)).Produces<DeploymentResultDto>().ProducesProblems(400, 403, 413);

    static async Task<IResult> Create(HttpRequest request, Caller caller, ProcessEngine engine, DecisionDefinitions decisions, CancellationToken ct)
    {
        if (!request.HasFormContentType)
            return Answers.Invalid("Expected multipart/form-data with a part named resources for each file, but found " + (request.ContentType ?? "no content type") + ".");
        var form = await request.ReadFormAsync(ct);
        if (Tenant.Problem(form["tenantId"]) is { } problem) return Answers.Invalid(problem);
        if (form.Files.Count == 0) return Answers.Invalid("Expected a part named resources with a file name for each file, but there is none.");

        var upload = new DeploymentForm(null, "Camunda 8 REST API", FilterDuplicates: true, [.. form.Files], null);
        var reply = await engine.Deploy(caller.Actor, await upload.ToRequest(ct), ct);
        if (reply.Rejection is { } rejection)
            return reply.Value is { Diagnostics.IsEmpty: false } refused ? Answers.Invalid(Explain(refused)) : Answers.Of(rejection);
        return Results.Ok(await Result(reply.Value!, decisions, ct));
    }

    static string Explain(DeploymentResult refused) => string.Concat(refused.Diagnostics.Where(d => d.Severity == Severity.Error)
        .Select(d => string.Create(CultureInfo.InvariantCulture, $"\n{d.File}, line {d.Location.Line}, column {d.Location.Column}: {d.Message} {d.Remedy}"))
        .Prepend("Nothing was deployed, because the files have errors:"));

    static async Task<DeploymentResultDto> Result(DeploymentResult result, DecisionDefinitions decisions, CancellationToken ct)
    {
        List<DeployedDto> deployed =
        [
            .. result.Definitions.Select(d => new DeployedDto
            {
                ProcessDefinition = new(d.ProcessId, d.Version, d.ResourceName, Tenant.Only, PathKey.Write(d.Key)),
            }),
            .. result.Forms.Select(f => new DeployedDto { Form = new(f.FormId, f.Version, f.ResourceName, Tenant.Only, PathKey.Write(f.Key)) }),
        ];
        foreach (var decision in result.Decisions)
        {
            if (await decisions.Find(decision.Key, ct) is not { } row) continue;
            deployed.Add(new() { DecisionDefinition = DecisionDto.Of(row) });
            if (!deployed.Exists(d => d.DecisionRequirements?.DecisionRequirementsKey == PathKey.Write(row.ResourceKey)))
                deployed.Add(new() { DecisionRequirements = DecisionRequirementsDto.Of(row) });
        }
        return new(Tenant.Only, PathKey.Write(result.DeploymentKey), deployed);
    }

    static Task Describe(OpenApiOperation operation) => UploadShape.Describe(
        operation,
        ("resources", new OpenApiSchema { Type = JsonSchemaType.Array, Items = UploadShape.File("A file."), Description = "The files." }),
        ("tenantId", UploadShape.Text));
}

sealed record DeploymentResultDto(string TenantId, string DeploymentKey, IReadOnlyList<DeployedDto> Deployments);

/// <summary>One thing that was deployed; the others are left out.</summary>
sealed record DeployedDto
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DeployedProcessDto? ProcessDefinition { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DecisionDto? DecisionDefinition { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DecisionRequirementsDto? DecisionRequirements { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DeployedFormDto? Form { get; init; }
}

sealed record DeployedProcessDto(string ProcessDefinitionId, int ProcessDefinitionVersion, string ResourceName, string TenantId, string ProcessDefinitionKey);

sealed record DeployedFormDto(string FormId, int Version, string ResourceName, string TenantId, string FormKey);
