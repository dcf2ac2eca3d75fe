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
        evaluations.MapGet("/{id}", Find).WithSummary("One evaluation").Produces<DecisionInstanceDto>().ProducesError(403, 404);
    }

    /// <summary>Inputs and outputs are variables: those who may not read everything name the instance that they take part in.</summary>
    static async Task<IResult> List(
        Search<DecisionInstanceFilter> search, Caller caller, InstanceRights rights, DecisionEvaluations reads, DecisionDefinitions definitions, CancellationToken ct)
    {
        var (filter, query) = (search.Filter, search.Filter.ToQuery());
        if (!await MayRead(query, caller, rights, ct)) return ReadersOnly.Refused();
        var found = filter.OnlyAsked
            ? (await reads.List(query, filter.Slice, ct)).Select(r => new DecisionPart(r, 0))
            : await reads.ListAll(query, filter.Slice, ct);
        return Results.Ok(await Describe([.. found], filter.IncludeInputs == true, filter.IncludeOutputs == true, definitions, ct));
    }

    static async Task<IResult> Count(
        Search<DecisionInstanceFilter> search, Caller caller, InstanceRights rights, DecisionEvaluations reads, CancellationToken ct)
    {
        var query = search.Filter.ToQuery();
        if (!await MayRead(query, caller, rights, ct)) return ReadersOnly.Refused();
        return Answers.Count(await (search.Filter.OnlyAsked ? reads.Count(query, ct) : reads.CountAll(query, ct)));
    }

    static async ValueTask<bool> MayRead(DecisionEvaluationQuery query, Caller caller, InstanceRights rights, CancellationToken ct) =>
        query.InstanceKey is { } key ? await rights.MayRead(caller.Actor, key, ct) : InstanceRights.MayReadAll(caller.Actor);

    /// <summary>A required decision's id is that of the evaluation and its place behind it.</summary>
    static async Task<IResult> Find(
        string id, bool? includeInputs, bool? includeOutputs, Caller caller, InstanceRights rights, DecisionEvaluations reads, DecisionDefinitions definitions, CancellationToken ct)
    {
        var (key, place) = id.Split('-') is [var evaluation, var behind] ? (PathKey.Read(evaluation), PathKey.Read(behind) ?? -1) : (PathKey.Read(id), 0);
        if (key is null || place < 0 || await reads.Find(key.Value, ct) is not { } row || place >= row.Decisions)
            return Answers.NotFound("historic decision instance", new(-1, id));
        return await rights.MayRead(caller.Actor, row.InstanceKey, ct)
            ? Results.Ok((await Describe([new(row, (int)place)], includeInputs == true, includeOutputs == true, definitions, ct))[0])
            : ReadersOnly.Refused();
    }

    static async Task<IReadOnlyList<DecisionInstanceDto>> Describe(
        IReadOnlyList<DecisionPart> found, bool withInputs, bool withOutputs, DecisionDefinitions definitions, CancellationToken ct)
    {
        var files = new Dictionary<long, IReadOnlyList<DecisionRow>>();
        foreach (var asked in found.Where(f => f.Required > 0).Select(f => f.Evaluation.DecisionKey).Distinct()) files[asked] = await definitions.OfSameFile(asked, ct);
        return [.. found.Select(f => DecisionInstanceDto.Of(f, withInputs, withOutputs,
            f.Required == 0 ? f.Evaluation.DecisionKey : files[f.Evaluation.DecisionKey].FirstOrDefault(d => d.DecisionId == f.Trace?.DecisionId)?.DecisionKey))];
    }
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
    public string? RootDecisionInstanceId { get; init; }

    /// <summary>Whether required decisions are left out. Who names a decision means the evaluations of that one.</summary>
    public bool OnlyAsked => RootDecisionInstancesOnly == true || (DecisionInstanceId ?? DecisionDefinitionId ?? DecisionDefinitionKey ?? DecisionDefinitionName) is not null;

    public DecisionEvaluationQuery ToQuery()
    {
        Refuse("decisionInstanceIdIn", "decisionDefinitionIdIn", "decisionDefinitionKeyIn", "decisionDefinitionNameLike", "caseDefinitionId",
            "caseDefinitionKey", "caseInstanceId", "activityIdIn", "activityInstanceIdIn", "tenantIdIn", "userId",
            "decisionRequirementsDefinitionId", "decisionRequirementsDefinitionKey");
        return new()
        {
            EvaluationKey = KeyOf(DecisionInstanceId ?? RootDecisionInstanceId),
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
