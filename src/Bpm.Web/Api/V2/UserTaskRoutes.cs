using System.Text.Json;
using Bpm.Runtime;
using Bpm.Storage;

namespace Bpm.Web.Api.V2;

/// <summary>User tasks: find, assign, complete, change.</summary>
static class UserTaskRoutes
{
    public static void MapUserTasks(this IEndpointRouteBuilder v2)
    {
        var tasks = v2.MapGroup("/user-tasks").WithTags("User Task");
        tasks.MapPost("/search", Search).WithSummary("User tasks by filters").Produces<FoundDto<UserTaskDto>>().ProducesProblems(400, 403);
        tasks.MapGet("/{userTaskKey}", Find).WithSummary("One user task").Produces<UserTaskDto>().ProducesProblems(404);
        tasks.MapPost("/{userTaskKey}/assignment", Assign).WithSummary("Give a task to a person").ProducesNothing(400, 403, 404, 409);
        tasks.MapDelete("/{userTaskKey}/assignee", Unassign).WithSummary("Give a task back to its candidates").ProducesNothing(403, 404, 409);
        tasks.MapPost("/{userTaskKey}/completion", Complete).WithSummary("Finish a task with variables").ProducesNothing(400, 403, 404, 409);
        tasks.MapPatch("/{userTaskKey}", (PathKey userTaskKey, Body<TaskUpdateDto> body, Caller caller, ProcessEngine engine, UserTasks reads, Deciding deciding, CancellationToken ct) =>
                Update(userTaskKey, body.Value.Changeset, caller, engine, reads, deciding, ct))
            .WithSummary("Change the dates, candidates and priority of a task").ProducesNothing(400, 403, 404, 409);
        // The JavaScript SDK 8.8 sends the bare changeset here.
        tasks.MapPatch("/{userTaskKey}/update", (PathKey userTaskKey, Body<TaskChangesetDto> body, Caller caller, ProcessEngine engine, UserTasks reads, Deciding deciding, CancellationToken ct) =>
                Update(userTaskKey, body.Value, caller, engine, reads, deciding, ct))
            .WithSummary("Change the dates, candidates and priority of a task").ProducesNothing(400, 403, 404, 409);
        tasks.MapPost("/{userTaskKey}/variables/search", SearchVariables).WithSummary("Variables of the task and of what is around it").Produces<FoundDto<VariableDto>>().ProducesProblems(400, 403, 404);
        tasks.MapGet("/{userTaskKey}/form", Form).WithSummary("The form of a task").Produces<FormDto>().ProducesNothing(404);
    }

    static async Task<IResult> Search(Body<SearchBody> body, Caller caller, Database database, TaskDescription tasks, CancellationToken ct)
    {
        if (SearchTables.UserTasks.AsksForVariables(body.Value) && !InstanceRights.MayReadAll(caller.Actor)) return ReadersOnly.Refused();
        var found = await SearchTables.UserTasks.Find(body.Value, database, ct);
        return Results.Ok(SearchReader.Answer(found, await tasks.Of(found.Rows, ct)));
    }

    static async Task<IResult> Find(PathKey userTaskKey, Database database, TaskDescription tasks, CancellationToken ct) =>
        await One(userTaskKey, database, ct) is { } row ? Results.Ok((await tasks.Of([row], ct))[0]) : Missing(userTaskKey);

    static async Task<IResult> Assign(PathKey userTaskKey, Body<AssignmentDto> body, Caller caller, ProcessEngine engine, UserTasks reads, Deciding deciding, CancellationToken ct)
    {
        if (body.Value.Assignee is not { Length: > 0 } assignee) return Answers.Invalid("Expected an assignee, but there is none.");
        if (await reads.Find(userTaskKey.Value, ct) is not { } task) return Missing(userTaskKey);
        // Taking a task that nobody has needs less than taking it from somebody.
        var isFree = task.Assignee is null || task.Assignee == assignee;
        var reply = isFree || !body.Value.AllowOverride
            ? await engine.Claim(caller.Actor, userTaskKey.Value, assignee, ct)
            : await engine.Assign(caller.Actor, userTaskKey.Value, assignee, null, ct);
        return await deciding.Answer(reply, userTaskKey.Value, ct);
    }

    static async Task<IResult> Unassign(PathKey userTaskKey, Caller caller, ProcessEngine engine, Deciding deciding, CancellationToken ct) =>
        await deciding.Answer(await engine.Release(caller.Actor, userTaskKey.Value, ct), userTaskKey.Value, ct);

    static async Task<IResult> Complete(PathKey userTaskKey, Body<TaskCompletionDto> body, Caller caller, ProcessEngine engine, Deciding deciding, CancellationToken ct) =>
        PlainVariables.TryRead(body.Value.Variables, out var variables, out var problem)
            ? await deciding.Answer(await engine.Complete(caller.Actor, userTaskKey.Value, variables, ct), userTaskKey.Value, ct)
            : Answers.Invalid(problem);

    static async Task<IResult> Update(
        PathKey userTaskKey, TaskChangesetDto? changeset, Caller caller, ProcessEngine engine, UserTasks reads, Deciding deciding, CancellationToken ct)
    {
        if (await reads.Find(userTaskKey.Value, ct) is not { } task) return Missing(userTaskKey);
        return TaskChange.TryRead(changeset, task, out var change, out var problem)
            ? await deciding.Answer(await engine.UpdateTask(caller.Actor, userTaskKey.Value, change, ct), userTaskKey.Value, ct)
            : Answers.Invalid(problem);
    }

    static async Task<IResult> SearchVariables(
        PathKey userTaskKey, Body<SearchBody> body, Caller caller, InstanceRights rights, Database database, Variables variables, CancellationToken ct)
    {
        if (await One(userTaskKey, database, ct) is null) return Missing(userTaskKey);
        if (!await rights.MayRead(caller.Actor, userTaskKey.Value, ct)) return ReadersOnly.Refused();
        var scopes = (await variables.SeenBy(userTaskKey.Value, ct)).Select(v => v.ScopeKey).Distinct().ToArray();
        return await SearchTables.Variables.Search(
            body.Value, database, VariableDto.Of, ct, new SearchCondition(SearchTables.Variables.Field("scopeKey")!, SearchOperator.In, scopes));
    }

    static async Task<IResult> Form(PathKey userTaskKey, Database database, TaskDescription tasks, CancellationToken ct) =>
        await One(userTaskKey, database, ct) is not { } task ? Missing(userTaskKey)
        : await tasks.FormOf(task, ct) is { } form ? Results.Ok(FormDto.Of(form))
        : Answers.Done;

    static async Task<FoundTask?> One(PathKey key, Database database, CancellationToken ct)
    {
        var query = new SearchQuery([new(SearchTables.UserTasks.Field("userTaskKey")!, SearchOperator.Equal, key.Value)], [], new(0, 1));
        return (await SearchTables.UserTasks.Find(database, query, ct)).Rows is [var row] ? row : null;
    }

    static IResult Missing(PathKey key) => Answers.NotFound("user task", key);
}

sealed record AssignmentDto(string? Assignee, string? Action, bool AllowOverride = true);

sealed record TaskCompletionDto(IReadOnlyDictionary<string, JsonElement>? Variables, string? Action);

sealed record TaskUpdateDto(TaskChangesetDto? Changeset, string? Action);
