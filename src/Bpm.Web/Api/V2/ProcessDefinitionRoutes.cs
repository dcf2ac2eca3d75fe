using Bpm.Model;
using Bpm.Storage;
using Bpm.Web.Forms;
using Bpm.Web.Shared;

namespace Bpm.Web.Api.V2;

/// <summary>Deployed processes.</summary>
static class ProcessDefinitionRoutes
{
    public static void MapProcessDefinitions(this IEndpointRouteBuilder v2)
    {
        var definitions = v2.MapGroup("/process-definitions").WithTags("Process Definition");
        definitions.MapPost("/search", Search).WithSummary("Process definitions by filters").Produces<FoundDto<ProcessDefinitionDto>>().ProducesProblems(400);
        definitions.MapGet("/{processDefinitionKey}", Find).WithSummary("One version of a process").Produces<ProcessDefinitionDto>().ProducesProblems(404);
        definitions.MapGet("/{processDefinitionKey}/xml", Xml).WithSummary("The BPMN file as uploaded").Produces<string>(200, "text/xml").ProducesProblems(404);
        definitions.MapGet("/{processDefinitionKey}/form", StartForm).WithSummary("The form of its start event").Produces<FormDto>().ProducesNothing(404);
    }

    static async Task<IResult> Search(Body<SearchBody> body, Database database, DeployedDefinitions models, CancellationToken ct)
    {
        var found = await SearchTables.Definitions.Find(body.Value, database, ct);
        List<ProcessDefinitionDto> items = [];
        foreach (var row in found.Rows) items.Add(await Describe(row, models, ct));
        return Results.Ok(SearchReader.Answer(found, items));
    }

    static async Task<IResult> Find(PathKey processDefinitionKey, Definitions reads, DeployedDefinitions models, CancellationToken ct) =>
        await reads.Find(processDefinitionKey.Value, ct) is { } row ? Results.Ok(await Describe(row, models, ct)) : Missing(processDefinitionKey);

    static async Task<IResult> Xml(PathKey processDefinitionKey, Definitions reads, CancellationToken ct) =>
        await reads.Xml(processDefinitionKey.Value, ct) is { } xml ? Results.Text(xml, "text/xml") : Missing(processDefinitionKey);

    static async Task<IResult> StartForm(PathKey processDefinitionKey, Definitions reads, DeployedDefinitions models, FormLookup forms, CancellationToken ct) =>
        await reads.Find(processDefinitionKey.Value, ct) is not { } row ? Missing(processDefinitionKey)
        : await FormOf(row.DefinitionKey, models, ct) is FormReference reference && await forms.Deployed(reference, row.DeploymentKey, ct) is { } form ? Results.Ok(FormDto.Of(form))
        : Answers.Done;

    static async Task<ProcessDefinitionDto> Describe(DefinitionRow row, DeployedDefinitions models, CancellationToken ct) => new(
        row.Name, row.ResourceName, row.Version, row.VersionTag, row.ProcessId, Tenant.Only, PathKey.Write(row.DefinitionKey),
        await FormOf(row.DefinitionKey, models, ct) is not null);

    static async Task<Form?> FormOf(long definitionKey, DeployedDefinitions models, CancellationToken ct) =>
        await models.Find(definitionKey, ct) is { Definition: var definition }
            ? definition.NoneStart?.Form
            : null;

    static IResult Missing(PathKey key) => Answers.NotFound("process definition", key);
}

sealed record ProcessDefinitionDto(
    string? Name, string ResourceName, int Version, string? VersionTag, string ProcessDefinitionId, string TenantId, string ProcessDefinitionKey, bool HasStartForm);

/// <param name="Schema">The form-js schema as JSON in a text.</param>
sealed record FormDto(string TenantId, string FormId, string Schema, int Version, string FormKey)
{
    public static FormDto Of(FormRow row) => new(Tenant.Only, row.FormId, row.SchemaJson, row.Version, PathKey.Write(row.FormKey));
}
