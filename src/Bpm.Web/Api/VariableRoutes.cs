using Bpm.Engine;
using Bpm.Runtime;
using Bpm.Storage;

namespace Bpm.Web.Api;

/// <summary>What a path of variables is about.</summary>
/// <param name="Kind">For messages: task, execution.</param>
/// <param name="Read">The variables by the id in the path; null when there is nothing with this id.</param>
/// <param name="Write">Sets variables, and takes those of the names away.</param>
sealed record VariableScope(
    string Kind, Func<long, HttpContext, Task<IReadOnlyList<VariableRow>?>> Read, Func<ProcessEngine, Actor, long, VariableSet, IReadOnlyList<string>, CancellationToken, Task<Reply>> Write);

/// <summary>The variables of tasks, executions and instances, which have the same operations everywhere.</summary>
static class VariableRoutes
{
    /// <param name="path">Below the id, such as <c>/{id}/localVariables</c>.</param>
    public static void MapVariables(this IEndpointRouteBuilder group, string path, VariableScope scope)
    {
        group.MapGet(path, (PathKey id, HttpContext context) => All(id, scope, context))
            .WithSummary($"Variables of one {scope.Kind}").Produces<IReadOnlyDictionary<string, VariableValueDto>>().ProducesError(403, 404).ForReaders();
        group.MapPost(path, (PathKey id, Body<ModificationsDto> body, Caller caller, ProcessEngine engine, CancellationToken ct) => Change(id, body, scope, caller, engine, ct))
            .WithSummary($"Set and delete variables of one {scope.Kind}").ProducesDone(400, 403, 404);
        group.MapGet(path + "/{name}", (PathKey id, string name, HttpContext context) => One(id, name, scope, context))
            .WithSummary($"One variable of one {scope.Kind}").Produces<VariableValueDto>().ProducesError(403, 404).ForReaders();
        group.MapPut(path + "/{name}", (PathKey id, string name, Body<VariableDto> body, Caller caller, ProcessEngine engine, CancellationToken ct) =>
                Put(id, name, body.Value, scope, caller, engine, ct))
            .WithSummary($"Set one variable of one {scope.Kind}").ProducesDone(400, 403, 404);
        group.MapDelete(path + "/{name}", async (PathKey id, string name, Caller caller, ProcessEngine engine, CancellationToken ct) =>
                Answers.Of(await scope.Write(engine, caller.Actor, id.Value, VariableSet.Empty, [name], ct)))
            .WithSummary($"Delete one variable of one {scope.Kind}").ProducesDone(403, 404, 409);
        group.MapGet(path + "/{name}/data", (PathKey id, string name, HttpContext context) => Data(id, name, scope, context))
            .WithSummary($"The bytes of a file of one {scope.Kind}").Produces(200, contentType: "application/octet-stream").ProducesError(400, 403, 404).ForReaders();
        group.MapPost(path + "/{name}/data", (PathKey id, string name, HttpRequest request, Caller caller, ProcessEngine engine, CancellationToken ct) =>
                Upload(id, name, request, scope, caller, engine, ct))
            .WithSummary($"Set a file of one {scope.Kind}").ProducesDone(400, 403, 404);
    }

    static async Task<IResult> All(PathKey id, VariableScope scope, HttpContext context) =>
        await scope.Read(id.Value, context) is { } rows ? Results.Ok(VariableTypes.Write(rows)) : Answers.NotFound(scope.Kind, id);

    static async Task<IResult> One(PathKey id, string name, VariableScope scope, HttpContext context) =>
        await scope.Read(id.Value, context) is not { } rows ? Answers.NotFound(scope.Kind, id)
        : rows.FirstOrDefault(v => v.Name == name) is { } variable ? Results.Ok(VariableTypes.Write(variable.Value))
        : Missing(name, id);

    static async Task<IResult> Data(PathKey id, string name, VariableScope scope, HttpContext context) =>
        await scope.Read(id.Value, context) is not { } rows ? Answers.NotFound(scope.Kind, id)
        : rows.FirstOrDefault(v => v.Name == name) is { } variable ? FileVariable.Data(variable.Value, name)
        : Missing(name, id);

    static async Task<IResult> Change(PathKey id, Body<ModificationsDto> body, VariableScope scope, Caller caller, ProcessEngine engine, CancellationToken ct) =>
        VariableTypes.TryRead(body.Value.Modifications, out var variables, out var problem)
            ? Answers.Of(await scope.Write(engine, caller.Actor, id.Value, variables, body.Value.Deletions ?? [], ct))
            : Answers.Invalid(problem);

    static async Task<IResult> Put(PathKey id, string name, VariableDto variable, VariableScope scope, Caller caller, ProcessEngine engine, CancellationToken ct) =>
        VariableTypes.TryRead(new Dictionary<string, VariableDto> { [name] = variable }, out var variables, out var problem)
            ? Answers.Of(await scope.Write(engine, caller.Actor, id.Value, variables, [], ct))
            : Answers.Invalid(problem);

    static async Task<IResult> Upload(PathKey id, string name, HttpRequest request, VariableScope scope, Caller caller, ProcessEngine engine, CancellationToken ct)
    {
        if (!request.HasFormContentType) return Answers.Invalid("Expected multipart/form-data with a part named data, but found " + (request.ContentType ?? "no content type") + ".");
        var form = await request.ReadFormAsync(ct);
        if (form.Files.GetFile("data") is not { } file) return Answers.Invalid("Expected a file in a part named data, but there is none.");
        if (form["valueType"].ToString() is { Length: > 0 } type && !type.Equals("File", StringComparison.OrdinalIgnoreCase))
            return Answers.Invalid($"Expected the valueType File, but found {type}.");
        using var content = new MemoryStream((int)file.Length);
        await file.CopyToAsync(content, ct);
        var value = FileVariable.Make(file.FileName, file.ContentType, null, Convert.ToBase64String(content.GetBuffer(), 0, (int)content.Length));
        return Answers.Of(await scope.Write(engine, caller.Actor, id.Value, VariableSet.Of((name, value)), [], ct));
    }

    static IResult Missing(string name, PathKey id) =>
        Answers.Error(404, "InvalidRequestException", $"variable with name {name} does not exist or is not a variable of {id.Text}");
}

sealed record ModificationsDto(IReadOnlyDictionary<string, VariableDto>? Modifications, IReadOnlyList<string>? Deletions);
