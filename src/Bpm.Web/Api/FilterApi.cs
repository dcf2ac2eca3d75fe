using System.Text.Json.Nodes;
using Bpm.Runtime;
using Bpm.Storage;
using Bpm.Web.Shared;

namespace Bpm.Web.Api;

/// <summary>Task queries that are kept under a name. One sees one's own and those without an owner, which operators make.</summary>
static class FilterApi
{
    public static void MapFilters(this IEndpointRouteBuilder routes)
    {
        var filters = routes.MapGroup("/filter").WithTags("Filter");
        filters.MapGet("", List).WithSummary("One's own filters and those of everybody").Produces<FilterDto[]>().ProducesError(400);
        filters.MapGet("/count", async (Search<FilterFilter> search, Caller caller, SavedFilters reads, CancellationToken ct) =>
                Answers.Count(await reads.Count(search.Filter.ToQuery(caller), ct)))
            .WithSummary("How many filters there are").Produces<CountDto>().ProducesError(400);
        filters.MapPost("/create", Create).WithSummary("Keep a task query under a name; without an owner it is everybody's").Produces<FilterDto>().ProducesError(400, 403);
        filters.MapGet("/{id}", Find).WithSummary("One filter").Produces<FilterDto>().ProducesError(404);
        filters.MapPut("/{id}", Change).WithSummary("Put another query in a filter's place").ProducesDone(400, 403, 404);
        filters.MapDelete("/{id}", Remove).WithSummary("Remove a filter").ProducesDone(403, 404);
        filters.MapGet("/{id}/list", (PathKey id, int? firstResult, int? maxResults, HttpContext context) => Tasks(id, null, firstResult, maxResults, context))
            .WithSummary("The tasks that a filter finds").Produces<TaskDto[]>().ProducesError(403, 404);
        filters.MapPost("/{id}/list", (PathKey id, Body<JsonObject> body, int? firstResult, int? maxResults, HttpContext context) => Tasks(id, body.Value, firstResult, maxResults, context))
            .WithSummary("The tasks that a filter finds, with further filters in the body").Produces<TaskDto[]>().ProducesError(400, 403, 404);
        filters.MapGet("/{id}/count", (PathKey id, HttpContext context) => Count(id, null, context))
            .WithSummary("How many tasks a filter finds").Produces<CountDto>().ProducesError(403, 404);
        filters.MapPost("/{id}/count", (PathKey id, Body<JsonObject> body, HttpContext context) => Count(id, body.Value, context))
            .WithSummary("How many tasks a filter finds, with further filters in the body").Produces<CountDto>().ProducesError(400, 403, 404);
        filters.MapGet("/{id}/singleResult", (PathKey id, HttpContext context) => Single(id, null, context))
            .WithSummary("The one task that a filter finds").Produces<TaskDto>().ProducesDone(400, 403, 404);
        filters.MapPost("/{id}/singleResult", (PathKey id, Body<JsonObject> body, HttpContext context) => Single(id, body.Value, context))
            .WithSummary("The one task that a filter finds, with further filters in the body").Produces<TaskDto>().ProducesDone(400, 403, 404);
    }

    static async Task<IResult> List(Search<FilterFilter> search, Caller caller, SavedFilters reads, HttpContext context, CancellationToken ct)
    {
        var rows = await reads.List(search.Filter.ToQuery(caller), search.Filter.Slice, ct);
        var dtos = new List<FilterDto>(rows.Count);
        foreach (var row in rows) dtos.Add(FilterDto.Of(row, search.Filter.ItemCount == true ? await CountOf(row, caller, context) : null));
        return Results.Ok(dtos);
    }

    static async Task<IResult> Find(PathKey id, bool? itemCount, Caller caller, SavedFilters reads, HttpContext context, CancellationToken ct) =>
        await Seen(id, caller, reads, ct) is { } row
            ? Results.Ok(FilterDto.Of(row, itemCount == true ? await CountOf(row, caller, context) : null))
            : Answers.NotFound("filter", id);

    static async Task<IResult> Create(Body<NewFilterDto> body, Caller caller, ProcessEngine engine, SavedFilters reads, HttpContext context, CancellationToken ct)
    {
        if (await body.Value.Problem(caller, context) is { } problem) return Answers.Invalid(problem);
        var reply = await engine.CreateFilter(caller.Actor, body.Value.ToContent(), ct);
        return reply.Rejection is { } rejection ? Answers.Of(rejection) : Results.Ok(FilterDto.Of((await reads.Find(reply.Value, ct))!, null));
    }

    static async Task<IResult> Change(PathKey id, Body<NewFilterDto> body, Caller caller, ProcessEngine engine, HttpContext context, CancellationToken ct) =>
        await body.Value.Problem(caller, context) is { } problem
            ? Answers.Invalid(problem)
            : Answers.Of(await engine.ChangeFilter(caller.Actor, id.Value, body.Value.ToContent(), ct));

    static async Task<IResult> Remove(PathKey id, Caller caller, ProcessEngine engine, CancellationToken ct) =>
        Answers.Of(await engine.RemoveFilter(caller.Actor, id.Value, ct));

    static Task<IResult> Tasks(PathKey id, JsonObject? further, int? first, int? most, HttpContext context) =>
        With(id, further, context, (filter, caller, services, ct) => TaskApi.List(
            filter with { FirstResult = first ?? filter.FirstResult, MaxResults = most ?? filter.MaxResults }, caller,
            services.GetRequiredService<UserTasks>(), services.GetRequiredService<PeopleReads>(), services.GetRequiredService<DeployedDefinitions>(), ct));

    static Task<IResult> Count(PathKey id, JsonObject? further, HttpContext context) =>
        With(id, further, context, (filter, caller, services, ct) =>
            TaskApi.Count(filter, caller, services.GetRequiredService<UserTasks>(), services.GetRequiredService<PeopleReads>(), ct));

    static Task<IResult> Single(PathKey id, JsonObject? further, HttpContext context) =>
        With(id, further, context, async (filter, caller, services, ct) =>
        {
            if (filter.AsksForVariables(caller)) return ReadersOnly.Refused();
            var query = await filter.ToQuery(services.GetRequiredService<PeopleReads>(), ct);
            return await services.GetRequiredService<UserTasks>().List(query, new Slice(Take: 2), ct) switch
            {
                [] => Answers.Done,
                [var row] => Results.Ok(await TaskApi.Describe(row, services.GetRequiredService<DeployedDefinitions>(), ct)),
                _ => Answers.Invalid($"Expected the filter {id.Text} to find one task, but it finds several."),
            };
        });

    static async Task<IResult> With(PathKey id, JsonObject? further, HttpContext context, Func<TaskFilter, Caller, IServiceProvider, CancellationToken, Task<IResult>> answer)
    {
        var (services, ct) = (context.RequestServices, context.RequestAborted);
        var caller = (await Caller.BindAsync(context))!;
        if (await Seen(id, caller, services.GetRequiredService<SavedFilters>(), ct) is not { } row) return Answers.NotFound("filter", id);
        return await answer(StoredTaskQuery.Read(row.QueryJson, further, new(caller.Actor, services.GetRequiredService<TimeProvider>().GetUtcNow())), caller, services, ct);
    }

    /// <summary>What asks for variables that the caller may not read has no count for him.</summary>
    static async Task<int?> CountOf(SavedFilterRow row, Caller caller, HttpContext context)
    {
        var (services, ct) = (context.RequestServices, context.RequestAborted);
        var filter = StoredTaskQuery.Read(row.QueryJson, null, new(caller.Actor, services.GetRequiredService<TimeProvider>().GetUtcNow()));
        return filter.AsksForVariables(caller) ? null
            : await services.GetRequiredService<UserTasks>().Count(await filter.ToQuery(services.GetRequiredService<PeopleReads>(), ct), ct);
    }

    static async Task<SavedFilterRow?> Seen(PathKey id, Caller caller, SavedFilters reads, CancellationToken ct) =>
        await reads.Find(id.Value, ct) is { } row && row.IsSeenBy(caller.UserId) ? row : null;
}

sealed record FilterFilter : ListFilter
{
    public string? FilterId { get; init; }
    public string? ResourceType { get; init; }
    public string? Name { get; init; }
    public string? NameLike { get; init; }
    public string? Owner { get; init; }

    /// <summary>Whether each filter comes with the number of tasks that it finds.</summary>
    public bool? ItemCount { get; init; }

    public SavedFilterQuery ToQuery(Caller caller) => new()
    {
        Reader = caller.UserId,
        FilterKey = KeyOf(FilterId),
        ResourceType = ResourceType,
        Name = Name,
        NameLike = NameLike,
        Owner = Owner,
        Order = Sorts(("filterId", SavedFilterSort.Key), ("name", SavedFilterSort.Name), ("owner", SavedFilterSort.Owner), ("resourceType", SavedFilterSort.ResourceType)),
    };
}
