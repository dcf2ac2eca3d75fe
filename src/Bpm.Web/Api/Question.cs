namespace Bpm.Web.Api;

/// <summary>One question of programs: for a list by filters, and for its length.</summary>
sealed record Question<TFilter>(Func<TFilter, HttpContext, Task<IResult>> List, Func<TFilter, HttpContext, Task<IResult>> Count) where TFilter : ListFilter
{
    /// <summary>Answers with what is read, unless the filters ask for what the caller may not know.</summary>
    public static Question<TFilter> Of<TReads, TRow, TDto>(
        Func<TFilter, Caller, bool> isRefused, Func<TReads, TFilter, CancellationToken, Task<IReadOnlyList<TRow>>> list,
        Func<TReads, TFilter, CancellationToken, Task<int>> count, Func<TRow, TDto> describe) where TReads : notnull => new(
            async (filter, context) => isRefused(filter, (await Caller.BindAsync(context))!)
                ? ReadersOnly.Refused()
                : Results.Ok((await list(context.RequestServices.GetRequiredService<TReads>(), filter, context.RequestAborted)).Select(describe)),
            async (filter, context) => isRefused(filter, (await Caller.BindAsync(context))!)
                ? ReadersOnly.Refused()
                : Answers.Count(await count(context.RequestServices.GetRequiredService<TReads>(), filter, context.RequestAborted)));
}

/// <summary>The four ways to ask a question: for the list and for its length, with the filters in the address or in the body.</summary>
static class QuestionRoutes
{
    /// <param name="listed">What the list is, to stand before "by filters".</param>
    /// <param name="counted">What is counted, to stand behind "How many".</param>
    public static void MapQuestion<TFilter, TDto>(this IEndpointRouteBuilder group, string listed, string counted, Question<TFilter> question) where TFilter : ListFilter
    {
        group.MapGet("", (Search<TFilter> search, HttpContext context) => question.List(search.Filter, context))
            .WithSummary($"{listed} by filters").Produces<TDto[]>().ProducesError(400, 403);
        group.MapPost("", (Body<TFilter> body, int? firstResult, int? maxResults, HttpContext context) =>
                question.List((TFilter)body.Value.Part(firstResult, maxResults), context))
            .WithSummary($"{listed} by filters in the body").Produces<TDto[]>().ProducesError(400, 403);
        group.MapGet("/count", (Search<TFilter> search, HttpContext context) => question.Count(search.Filter, context))
            .WithSummary($"How many {counted} the filters find").Produces<CountDto>().ProducesError(400, 403);
        group.MapPost("/count", (Body<TFilter> body, HttpContext context) => question.Count(body.Value, context))
            .WithSummary($"How many {counted} the filters in the body find").Produces<CountDto>().ProducesError(400, 403);
    }
}
