using Bpm.Runtime;
using Bpm.Storage;

namespace Bpm.Web.Api;

/// <summary>What decisions have decided for process instances.</summary>
static class DecisionHistoryApi
{
    public static void MapDecisionHistory(this IEndpointRouteBuilder routes)
    {
        var evaluations = routes.MapGroup("/history/decision-instance").WithTags("Historic Decision Instance");
        evaluations.MapGet("", List).WithSummary("Evaluations of decisions by filters").Produces<DecisionInstanceDto[]>().ProducesError(403);
        evaluations.MapGet("/count", Count).WithSummary("How many evaluations the filters find").Produces<CountDto>().ProducesError(403);
        evaluations.MapGet("/{id}", Find).ForReaders().WithSummary("One evaluation").Produces<DecisionInstanceDto>().ProducesError(403, 404);
    }

    /// <summary>Inputs and outputs are variables: those who may not read everything name the instance that they take part in.</summary>
    static async Task<IResult> List(
        Search<DecisionInstanceFilter> search, Caller caller, InstanceRights rights, DecisionEvaluations reads, CancellationToken ct)
    {
        var (filter, query) = (search.Filter, search.Filter.ToQuery());
        return await MayRead(query, caller, rights, ct)
            ? Results.Ok((await reads.List(query, filter.Slice, ct)).Select(r => DecisionInstanceDto.Of(r, filter.IncludeInputs == true, filter.IncludeOutputs == true)))
            : ReadersOnly.Refused();
    }

    static async Task<IResult> Count(
        Search<DecisionInstanceFilter> search, Caller caller, InstanceRights rights, DecisionEvaluations reads, CancellationToken ct)
    {
        var query = search.Filter.ToQuery();
        return await MayRead(query, caller, rights, ct) ? Answers.Count(await reads.Count(query, ct)) : ReadersOnly.Refused();
    }

    static async ValueTask<bool> MayRead(DecisionEvaluationQuery query, Caller caller, InstanceRights rights, CancellationToken ct) =>
        query.InstanceKey is { } key ? await rights.MayRead(caller.Actor, key, ct) : InstanceRights.MayReadAll(caller.Actor);

    static async Task<IResult> Find(PathKey id, bool? includeInputs, bool? includeOutputs, DecisionEvaluations reads, CancellationToken ct) =>
        await reads.Find(id.Value, ct) is { } row
            ? Results.Ok(DecisionInstanceDto.Of(row, includeInputs == true, includeOutputs == true))
            : Answers.NotFound("historic decision instance", id);
}

sealed record DecisionInstanceFilter : ListFilter
{
    public string? DecisionInstanceId { get; init; }
    public string? DecisionDefinitionId { get; init; }
    public string? DecisionDefinitionKey { get; init; }
    public string? DecisionDefinitionName { get; init; }
    public string? ProcessDefinitionId { get; init; }
    public string? ProcessDefinitionKey { get; init; }
    public string? ProcessInstanceId { get; init; }
    public string? ActivityId { get; init; }
    public string? ActivityInstanceId { get; init; }
    public string? EvaluatedBefore { get; init; }
    public string? EvaluatedAfter { get; init; }
    public bool? IncludeInputs { get; init; }
    public bool? IncludeOutputs { get; init; }
    public bool? RootDecisionInstancesOnly { get; init; }

    public DecisionEvaluationQuery ToQuery()
    {
        Refuse("decisionInstanceIdIn", "decisionDefinitionIdIn", "decisionDefinitionKeyIn", "decisionDefinitionNameLike", "caseDefinitionId",
            "caseDefinitionKey", "caseInstanceId", "activityIdIn", "activityInstanceIdIn", "tenantIdIn", "userId", "rootDecisionInstanceId",
            "decisionRequirementsDefinitionId", "decisionRequirementsDefinitionKey");
        return new()
        {
            EvaluationKey = KeyOf(DecisionInstanceId),
            DecisionKey = KeyOf(DecisionDefinitionId),
            DecisionId = DecisionDefinitionKey,
            DecisionName = DecisionDefinitionName,
            DefinitionKey = KeyOf(ProcessDefinitionId),
            ProcessId = ProcessDefinitionKey,
            InstanceKey = KeyOf(ProcessInstanceId),
            ElementId = ActivityId,
            ElementInstanceKey = KeyOf(ActivityInstanceId),
            Before = Date(nameof(EvaluatedBefore), EvaluatedBefore),
            After = Date(nameof(EvaluatedAfter), EvaluatedAfter),
            Sort = Sort(DecisionEvaluationSort.Key, ("evaluationTime", DecisionEvaluationSort.Time)),
            Descending = Descending,
        };
    }
}
