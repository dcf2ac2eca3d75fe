using System.Text;
using Bpm.Model;
using Bpm.Storage;
using Bpm.Web.Forms;
using Bpm.Web.Shared;

namespace Bpm.Web.Api;

/// <summary>Forms of tasks and start events: which one, its variables, and the deployed file.</summary>
static class FormRoutes
{
    public static void MapTaskForms(this IEndpointRouteBuilder tasks)
    {
        tasks.MapGet("/{id}/form", TaskForm).WithSummary("Which form the task wants").Produces<FormDto>().ProducesError(404);
        tasks.MapGet("/{id}/form-variables", TaskVariables).WithSummary("Variables for the task's form, some by variableNames").Produces<IReadOnlyDictionary<string, VariableValueDto>>().ProducesError(403, 404).ForReaders();
        tasks.MapGet("/{id}/deployed-form", DeployedTaskForm).WithSummary("The task's form as it was deployed").Produces<string>(200, "application/json").ProducesError(400, 404);
    }

    public static void MapStartForms(this IEndpointRouteBuilder definitions, string path, Func<HttpContext, Func<Definitions, CancellationToken, Task<DefinitionRow?>>> find)
    {
        definitions.MapGet(path + "/startForm", (HttpContext context, Definitions reads, DeployedDefinitions models, CancellationToken ct) =>
                OnStart(find(context), reads, models, context, (_, form) => Task.FromResult(Results.Ok(Describe(form))), ct))
            .WithSummary("Which form the start wants").Produces<FormDto>().ProducesError(404);
        definitions.MapGet(path + "/form-variables", (HttpContext context, Definitions reads, DeployedDefinitions models, CancellationToken ct) =>
                OnStart(find(context), reads, models, context, (_, form) => Task.FromResult(Results.Ok(Fields(form))), ct))
            .WithSummary("Variables of a generated start form").Produces<IReadOnlyDictionary<string, VariableValueDto>>().ProducesError(404);
        definitions.MapGet(path + "/deployed-start-form", (HttpContext context, Definitions reads, DeployedDefinitions models, FormLookup forms, CancellationToken ct) =>
                OnStart(find(context), reads, models, context, (row, form) => Deployed(form, row.DeploymentKey, forms, ct), ct))
            .WithSummary("The start form as it was deployed").Produces<string>(200, "application/json").ProducesError(400, 404);
    }

    static async Task<IResult> TaskForm(PathKey id, UserTasks reads, DeployedDefinitions models, CancellationToken ct) =>
        await TaskApi.Open(id, reads, ct) is { } task
            ? Results.Ok(Describe((await TaskApi.ElementOf(task, models, ct))?.Form))
            : Answers.NotFound("task", id);

    static async Task<IResult> TaskVariables(PathKey id, string? variableNames, UserTasks reads, Variables variables, CancellationToken ct)
    {
        if (await TaskApi.Open(id, reads, ct) is null) return Answers.NotFound("task", id);
        var names = variableNames?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return Results.Ok(VariableTypes.Write((await variables.SeenBy(id.Value, ct)).Where(v => names is null || names.Contains(v.Name))));
    }

    static async Task<IResult> DeployedTaskForm(PathKey id, UserTasks reads, DeployedDefinitions models, Definitions definitions, FormLookup forms, CancellationToken ct)
    {
        if (await TaskApi.Open(id, reads, ct) is not { } task) return Answers.NotFound("task", id);
        var deployment = (await definitions.Find(task.DefinitionKey, ct))?.DeploymentKey ?? 0;
        return await Deployed((await TaskApi.ElementOf(task, models, ct))?.Form, deployment, forms, ct);
    }

    static async Task<IResult> OnStart(
        Func<Definitions, CancellationToken, Task<DefinitionRow?>> find, Definitions reads, DeployedDefinitions models, HttpContext context,
        Func<DefinitionRow, Form?, Task<IResult>> answer, CancellationToken ct)
    {
        if (await find(reads, ct) is not { } row) return Answers.NotFound("process definition", new(-1, (context.GetRouteValue("id") ?? context.GetRouteValue("key")) as string ?? ""));
        var definition = (await models.Find(row.DefinitionKey, ct))?.Definition;
        return await answer(row, definition?.NoneStart?.Form);
    }

    static async Task<IResult> Deployed(Form? form, long deploymentKey, FormLookup forms, CancellationToken ct) => form switch
    {
        FormReference reference => await forms.Deployed(reference, deploymentKey, ct) is { } row
            ? Results.Bytes(Encoding.UTF8.GetBytes(row.SchemaJson), "application/json")
            : Answers.Error(404, "InvalidRequestException", $"The form with the id '{reference.FormId}' is not deployed."),
        EmbeddedForm embedded => Results.Bytes(Encoding.UTF8.GetBytes(embedded.Schema), "application/json"),
        _ => Answers.Invalid("The form key is not set to a deployed form: there is no deployed form here."),
    };

    static FormDto Describe(Form? form) => new((form as ExternalForm)?.Key, FormReferenceDto.Of(form as FormReference), null);

    // What a field begins with may be computed, and there is nothing to compute from before the start.
    static Dictionary<string, VariableValueDto> Fields(Form? form) =>
        (form as GeneratedForm)?.Fields.ToDictionary(f => f.Id, f => VariableTypes.Write(Feel.FeelNull.Instance) with { Type = TypeOf(f.Type) }) ?? [];

    static string TypeOf(string type) => type switch
    {
        "long" => "Long",
        "double" => "Double",
        "boolean" => "Boolean",
        "date" => "Date",
        _ => "String",
    };
}
