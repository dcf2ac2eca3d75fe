using Bpm.Engine;
using Bpm.Model;
using Bpm.Runtime;
using Bpm.Storage;
using Bpm.Web.Shared;

namespace Bpm.Web.Api;

/// <summary>User tasks: find, claim, complete, comment.</summary>
static class TaskApi
{
    public static void MapTasks(this IEndpointRouteBuilder routes)
    {
        var tasks = routes.MapGroup("/task").WithTags("Task");
        tasks.MapGet("", (Search<TaskFilter> search, Caller caller, UserTasks reads, PeopleReads people, DeployedDefinitions models, CancellationToken ct) =>
                List(search.Filter, caller, reads, people, models, ct))
            .WithSummary("Tasks by any mixture of filters").Produces<TaskDto[]>().ProducesError(403);
        tasks.MapPost("", (Body<TaskFilter> body, int? firstResult, int? maxResults, Caller caller, UserTasks reads, PeopleReads people, DeployedDefinitions models, CancellationToken ct) =>
                List(body.Value with { FirstResult = firstResult ?? body.Value.FirstResult, MaxResults = maxResults ?? body.Value.MaxResults }, caller, reads, people, models, ct))
            .WithSummary("Tasks by filters in the body").Produces<TaskDto[]>().ProducesError(403);
        tasks.MapGet("/count", (Search<TaskFilter> search, Caller caller, UserTasks reads, PeopleReads people, CancellationToken ct) => Count(search.Filter, caller, reads, people, ct))
            .WithSummary("How many tasks the filters find").Produces<CountDto>().ProducesError(403);
        tasks.MapPost("/count", (Body<TaskFilter> body, Caller caller, UserTasks reads, PeopleReads people, CancellationToken ct) => Count(body.Value, caller, reads, people, ct))
            .WithSummary("How many tasks the filters in the body find").Produces<CountDto>().ProducesError(403);
        tasks.MapGet("/report/candidate-group-count", async (UserTasks reads, CancellationToken ct) =>
                Results.Ok((await reads.CountByGroup(ct)).Select(g => new GroupWorkDto(g.GroupName, g.TaskCount))))
            .WithSummary("How many open tasks are offered to each group").Produces<GroupWorkDto[]>();
        tasks.MapGet("/{id}", Find).WithSummary("One open task").Produces<TaskDto>().ProducesError(404);
        tasks.MapPost("/{id}/claim", Claim).WithSummary("Take a task; refused when another has it").ProducesDone(400, 403, 404, 409);
        tasks.MapPost("/{id}/unclaim", Release).WithSummary("Give a task back to its candidates").ProducesDone(403, 404, 409);
        tasks.MapPost("/{id}/assignee", Assign).WithSummary("Give a task to a person, whoever has it").ProducesDone(400, 403, 404, 409);
        tasks.MapPost("/{id}/complete", Complete).WithSummary("Finish a task with variables")
            .Produces<IReadOnlyDictionary<string, VariableValueDto>>().ProducesDone(400, 403, 404, 409);
        tasks.MapPost("/{id}/submit-form", Complete).WithSummary("Finish a task with the result of its form")
            .Produces<IReadOnlyDictionary<string, VariableValueDto>>().ProducesDone(400, 403, 404, 409);
        tasks.MapPut("/{id}", Update).WithSummary("Change a task: whose it is, its dates, priority, name and description").ProducesDone(400, 403, 404, 409);
        tasks.MapVariables("/{id}/variables", new("task", ReadSeen, static (engine, actor, id, variables, removed, ct) => engine.ChangeTaskVariables(actor, id, variables, removed, isLocal: false, ct)));
        tasks.MapVariables("/{id}/localVariables", new("task", ReadOwn, static (engine, actor, id, variables, removed, ct) => engine.ChangeTaskVariables(actor, id, variables, removed, isLocal: true, ct)));
        tasks.MapTaskComments();
        tasks.MapAttachments();
        tasks.MapTaskDelegation();
        tasks.MapTaskForms();
    }

    // What a variable holds is for those who may read it: a question about it tells as much as the answer.
    static bool Refuses(TaskFilter filter, Caller caller) => filter.AsksForVariables(caller);

    internal static async Task<IResult> List(TaskFilter filter, Caller caller, UserTasks reads, PeopleReads people, DeployedDefinitions models, CancellationToken ct)
    {
        if (Refuses(filter, caller)) return ReadersOnly.Refused();
        var rows = await reads.List(await filter.ToQuery(people, ct), filter.Slice, ct);
        var dtos = new List<TaskDto>(rows.Count);
        foreach (var row in rows) dtos.Add(await Describe(row, models, ct));
        return Results.Ok(dtos);
    }

    internal static async Task<IResult> Count(TaskFilter filter, Caller caller, UserTasks reads, PeopleReads people, CancellationToken ct) =>
        Refuses(filter, caller) ? ReadersOnly.Refused() : Answers.Count(await reads.Count(await filter.ToQuery(people, ct), ct));

    static async Task<IResult> Find(PathKey id, UserTasks reads, DeployedDefinitions models, CancellationToken ct) =>
        await Open(id, reads, ct) is { } row ? Results.Ok(await Describe(row, models, ct)) : Answers.NotFound("task", id);

    static async Task<IResult> Claim(PathKey id, Body<UserIdDto> body, Caller caller, ProcessEngine engine, CancellationToken ct)
    {
        if (string.IsNullOrEmpty(body.Value.UserId)) return Answers.Invalid("Expected a userId, but there is none.");
        var reply = body.Value.UserId == caller.UserId
            ? await engine.Claim(caller.Actor, id.Value, ct)
            : await engine.Claim(caller.Actor, id.Value, body.Value.UserId, ct);
        return reply.Rejection is { Kind: RejectionKind.Conflict } lost
            ? Answers.Error(409, "TaskAlreadyClaimedException", lost.Message)
            : Answers.Of(reply);
    }

    static async Task<IResult> Release(PathKey id, Caller caller, ProcessEngine engine, CancellationToken ct) =>
        Answers.Of(await engine.Release(caller.Actor, id.Value, ct));

    static async Task<IResult> Assign(PathKey id, Body<UserIdDto> body, Caller caller, ProcessEngine engine, CancellationToken ct) =>
        Answers.Of(await engine.Assign(caller.Actor, id.Value, string.IsNullOrEmpty(body.Value.UserId) ? null : body.Value.UserId, null, ct));

    static async Task<IResult> Complete(PathKey id, Body<CompleteDto> body, Caller caller, ProcessEngine engine, Variables reads, CancellationToken ct)
    {
        if (!VariableTypes.TryRead(body.Value.Variables, out var variables, out var problem)) return Answers.Invalid(problem);
        var reply = await engine.Complete(caller.Actor, id.Value, variables, ct);
        return reply.IsDone && body.Value.WithVariablesInReturn
            ? Results.Ok(VariableTypes.Write(await reads.Of(InstanceKey.Of(id.Value), ct)))
            : Answers.Of(reply);
    }

    /// <summary>The task as it shall be: what is left out is taken away, but for the name and the priority, which a task always has.</summary>
    static async Task<IResult> Update(
        PathKey id, Body<TaskUpdateDto> body, Caller caller, ProcessEngine engine, UserTasks reads, DeployedDefinitions models, CancellationToken ct)
    {
        if (await Open(id, reads, ct) is not { } task) return Answers.NotFound("task", id);
        return body.Value.Read((await Describe(task, models, ct)).Description, out var change) is { } problem
            ? Answers.Invalid(problem)
            : Answers.Of(await engine.UpdateTask(caller.Actor, id.Value, change, ct));
    }

    static Task<IReadOnlyList<VariableRow>?> ReadSeen(long id, HttpContext context) =>
        Read(id, context, static (variables, key, ct) => variables.SeenBy(key, ct));

    static Task<IReadOnlyList<VariableRow>?> ReadOwn(long id, HttpContext context) => Read(id, context, static (variables, key, ct) => variables.Of(key, ct));

    static async Task<IReadOnlyList<VariableRow>?> Read(
        long id, HttpContext context, Func<Variables, long, CancellationToken, Task<IReadOnlyList<VariableRow>>> read)
    {
        var (services, ct) = (context.RequestServices, context.RequestAborted);
        return await services.GetRequiredService<UserTasks>().Find(id, ct) is { IsOpen: true } ? await read(services.GetRequiredService<Variables>(), id, ct) : null;
    }

    internal static async Task<UserTaskRow?> Open(PathKey id, UserTasks reads, CancellationToken ct) =>
        await reads.Find(id.Value, ct) is { IsOpen: true } task ? task : null;

    internal static async Task<TaskDto> Describe(UserTaskRow row, DeployedDefinitions models, CancellationToken ct) => TaskDto.Of(row, await ElementOf(row, models, ct));

    internal static async Task<UserTask?> ElementOf(UserTaskRow row, DeployedDefinitions models, CancellationToken ct) =>
        (await models.Find(row.DefinitionKey, ct))?.Definition.Nodes.GetValueOrDefault(row.ElementId) as UserTask;
}
