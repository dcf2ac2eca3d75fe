using Bpm.Engine;
using Bpm.Runtime;
using Bpm.Storage;

namespace Bpm.Web.Api;

/// <summary>Decisions: find them, read their DMN, ask them.</summary>
static class DecisionApi
{
    public static void MapDecisions(this IEndpointRouteBuilder routes)
    {
        var decisions = routes.MapGroup("/decision-definition").WithTags("Decision Definition");
        decisions.MapGet("", List).WithSummary("Decisions by filters").Produces<DecisionDto[]>();
        decisions.MapGet("/count", Count).WithSummary("How many decisions the filters find").Produces<CountDto>();
        decisions.MapGet("/{id}", (PathKey id, DecisionDefinitions reads, CancellationToken ct) => Show(id, ById(id), reads, ct))
            .WithSummary("One version of a decision").Produces<DecisionDto>().ProducesError(404);
        decisions.MapGet("/key/{key}", (string key, DecisionDefinitions reads, CancellationToken ct) => Show(new(-1, key), ByKey(key), reads, ct))
            .WithSummary("The latest version of a decision").Produces<DecisionDto>().ProducesError(404);
        decisions.MapGet("/{id}/xml", (PathKey id, DecisionDefinitions reads, CancellationToken ct) => Xml(id, ById(id), reads, ct))
            .WithSummary("The DMN file as uploaded").Produces<DecisionXmlDto>().ProducesError(404);
        decisions.MapGet("/key/{key}/xml", (string key, DecisionDefinitions reads, CancellationToken ct) => Xml(new(-1, key), ByKey(key), reads, ct))
            .WithSummary("The DMN file of the latest version").Produces<DecisionXmlDto>().ProducesError(404);
        decisions.MapGet("/{id}/diagram", (PathKey id, DecisionDefinitions reads, CancellationToken ct) => Diagram(id, ById(id), reads, ct))
            .WithSummary("No picture: the drawing is in the XML").ProducesDone(404);
        decisions.MapGet("/key/{key}/diagram", (string key, DecisionDefinitions reads, CancellationToken ct) => Diagram(new(-1, key), ByKey(key), reads, ct))
            .WithSummary("No picture: the drawing is in the XML").ProducesDone(404);
        decisions.MapPost("/{id}/evaluate", (PathKey id, Body<EvaluateDto> body, Caller caller, ProcessEngine engine, CancellationToken ct) =>
                Evaluate(body, variables => engine.EvaluateDecision(caller.Actor, id.Value, variables, ct)))
            .WithSummary("Evaluate one version of a decision").Produces<EvaluatedRows>().ProducesError(400, 403, 404, 500);
        decisions.MapPost("/key/{key}/evaluate", (string key, Body<EvaluateDto> body, Caller caller, ProcessEngine engine, CancellationToken ct) =>
                Evaluate(body, variables => engine.EvaluateDecision(caller.Actor, key, variables, ct)))
            .WithSummary("Evaluate the latest version of a decision").Produces<EvaluatedRows>().ProducesError(400, 403, 404, 500);
    }

    static async Task<IResult> List(Search<DecisionFilter> search, DecisionDefinitions reads, CancellationToken ct) =>
        Results.Ok((await reads.List(search.Filter.ToQuery(), search.Filter.Slice, ct)).Select(DecisionDto.Of));

    static async Task<IResult> Count(Search<DecisionFilter> search, DecisionDefinitions reads, CancellationToken ct) =>
        Answers.Count(await reads.Count(search.Filter.ToQuery(), ct));

    static Func<DecisionDefinitions, CancellationToken, Task<DecisionRow?>> ById(PathKey id) => (reads, ct) => reads.Find(id.Value, ct);

    static Func<DecisionDefinitions, CancellationToken, Task<DecisionRow?>> ByKey(string decisionId) => (reads, ct) => reads.FindLatest(decisionId, ct);

    static async Task<IResult> Show(
        PathKey id, Func<DecisionDefinitions, CancellationToken, Task<DecisionRow?>> find, DecisionDefinitions reads, CancellationToken ct) =>
        await find(reads, ct) is { } row ? Results.Ok(DecisionDto.Of(row)) : Answers.NotFound("decision definition", id);

    static async Task<IResult> Xml(
        PathKey id, Func<DecisionDefinitions, CancellationToken, Task<DecisionRow?>> find, DecisionDefinitions reads, CancellationToken ct) =>
        await find(reads, ct) is { } row && await reads.Xml(row.DecisionKey, ct) is { } xml
            ? Results.Ok(new DecisionXmlDto(PathKey.Write(row.DecisionKey), xml))
            : Answers.NotFound("decision definition", id);

    static async Task<IResult> Diagram(
        PathKey id, Func<DecisionDefinitions, CancellationToken, Task<DecisionRow?>> find, DecisionDefinitions reads, CancellationToken ct) =>
        await find(reads, ct) is null ? Answers.NotFound("decision definition", id) : Answers.Done;

    /// <summary>The rows of the result with a typed value for each output, as Camunda 7 answers.</summary>
    static async Task<IResult> Evaluate(Body<EvaluateDto> body, Func<VariableSet, Task<Reply<EvaluatedDecision>>> ask)
    {
        if (!VariableTypes.TryRead(body.Value.Variables, out var variables, out var problem)) return Answers.Invalid(problem);
        var reply = await ask(variables);
        if (reply.Rejection is { } rejection) return Answers.Of(rejection);
        var (decision, answer) = (reply.Value!, reply.Value!.Answer);
        // Camunda 7's status for a decision that could not be evaluated.
        return answer.Problem is null
            ? Results.Ok(new EvaluatedRows(answer.Rows.Select(EvaluatedRow.Of)))
            : Answers.Error(500, "RestException", string.Join(" ",
                answer.Reasons.Prepend($"Expected decision '{decision.DecisionId}' (version {decision.Version}) to give a value, but {answer.Problem}.")));
    }
}

sealed record DecisionFilter : ListFilter
{
    public string? DecisionDefinitionId { get; init; }
    public IReadOnlyList<string>? DecisionDefinitionIdIn { get; init; }
    public string? Key { get; init; }
    public string? KeyLike { get; init; }
    public string? Name { get; init; }
    public string? NameLike { get; init; }
    public string? DeploymentId { get; init; }
    public string? ResourceName { get; init; }
    public int? Version { get; init; }
    public string? VersionTag { get; init; }
    public bool? LatestVersion { get; init; }
    public string? DecisionRequirementsDefinitionKey { get; init; }

    public DecisionQuery ToQuery()
    {
        Refuse("category", "categoryLike", "resourceNameLike", "decisionRequirementsDefinitionId", "withoutDecisionRequirementsDefinition", "tenantIdIn",
            "withoutTenantId", "versionTagLike", "deployedAfter", "deployedAt");
        return new()
        {
            DecisionKey = KeyOf(DecisionDefinitionId),
            DecisionKeys = KeysOf(DecisionDefinitionIdIn),
            DecisionId = Key,
            DecisionIdLike = KeyLike,
            Name = Name,
            NameLike = NameLike,
            DeploymentKey = KeyOf(DeploymentId),
            ResourceName = ResourceName,
            Version = Version,
            VersionTag = VersionTag,
            RequirementsId = DecisionRequirementsDefinitionKey,
            OnlyLatest = LatestVersion == true,
            Sort = Sort(DecisionSort.Key, ("id", DecisionSort.Key), ("key", DecisionSort.DecisionId), ("name", DecisionSort.Name),
                ("version", DecisionSort.Version), ("deploymentId", DecisionSort.Deployment)),
            Descending = Descending,
        };
    }
}
