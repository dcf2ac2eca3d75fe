using System.Text.Json;
using System.Text.Json.Serialization;
using Bpm.Engine;
using Bpm.Feel;
using Bpm.Runtime;
using Bpm.Storage;

namespace Bpm.Web.Api.V2;

/// <summary>Decisions: find them, read their DMN, ask them.</summary>
static class DecisionRoutes
{
    public static void MapDecisions(this IEndpointRouteBuilder v2)
    {
        var decisions = v2.MapGroup("/decision-definitions").WithTags("Decision Definition");
        decisions.MapPost("/search", (Body<SearchBody> body, Database database, CancellationToken ct) => SearchTables.Decisions.Search(body.Value, database, DecisionDto.Of, ct))
            .WithSummary("Decisions by filters").Produces<FoundDto<DecisionDto>>().ProducesProblems(400);
        decisions.MapPost("/evaluation", Evaluate).WithSummary("Evaluate a decision").Produces<EvaluationDto>().ProducesProblems(400, 403, 404);
        decisions.MapGet("/{decisionDefinitionKey}", async (PathKey decisionDefinitionKey, DecisionDefinitions reads, CancellationToken ct) =>
                await reads.Find(decisionDefinitionKey.Value, ct) is { } row ? Results.Ok(DecisionDto.Of(row)) : Missing(decisionDefinitionKey))
            .WithSummary("One version of a decision").Produces<DecisionDto>().ProducesProblems(404);
        decisions.MapGet("/{decisionDefinitionKey}/xml", async (PathKey decisionDefinitionKey, DecisionDefinitions reads, CancellationToken ct) =>
                await reads.Xml(decisionDefinitionKey.Value, ct) is { } xml ? Results.Text(xml, "text/xml") : Missing(decisionDefinitionKey))
            .WithSummary("The DMN file as uploaded").Produces<string>(200, "text/xml").ProducesProblems(404);
    }

    static async Task<IResult> Evaluate(Body<EvaluateDecisionDto> body, Caller caller, ProcessEngine engine, DecisionDefinitions reads, CancellationToken ct)
    {
        var wish = body.Value;
        if (string.IsNullOrEmpty(wish.DecisionDefinitionId) == string.IsNullOrEmpty(wish.DecisionDefinitionKey))
            return Answers.Invalid("Expected a decisionDefinitionId or a decisionDefinitionKey, and only one of them.");
        if (Tenant.Problem(wish.TenantId) is { } problem || !PlainVariables.TryRead(wish.Variables, out var variables, out problem)) return Answers.Invalid(problem);
        var reply = string.IsNullOrEmpty(wish.DecisionDefinitionKey)
            ? await engine.EvaluateDecision(caller.Actor, wish.DecisionDefinitionId!, variables, ct)
            : await engine.EvaluateDecision(caller.Actor, PathKey.Read(wish.DecisionDefinitionKey) ?? -1, variables, ct);
        if (reply.Rejection is { } rejection) return Answers.Of(rejection);
        return await reads.Find(reply.Value!.Key, ct) is { } row
            ? Results.Ok(EvaluationDto.Of(reply.Value, row))
            : Answers.NotFound("decision definition", new(reply.Value.Key, PathKey.Write(reply.Value.Key)));
    }

    static IResult Missing(PathKey key) => Answers.NotFound("decision definition", key);
}

sealed record EvaluateDecisionDto(
    string? DecisionDefinitionId, [property: JsonConverter(typeof(KeyText))] string? DecisionDefinitionKey, IReadOnlyDictionary<string, JsonElement>? Variables, string? TenantId);

sealed record DecisionDto(
    string DecisionDefinitionId, string? Name, int Version, string DecisionRequirementsId, string TenantId, string DecisionDefinitionKey, string DecisionRequirementsKey)
{
    public static DecisionDto Of(DecisionRow row) => new(
        row.DecisionId, row.Label, row.Version, row.RequirementsId, Tenant.Only, PathKey.Write(row.DecisionKey), PathKey.Write(row.ResourceKey));
}

/// <summary>The file that a decision stands in; its version is that of its decisions.</summary>
sealed record DecisionRequirementsDto(
    string DecisionRequirementsId, string DecisionRequirementsName, int Version, string ResourceName, string TenantId, string DecisionRequirementsKey)
{
    public static DecisionRequirementsDto Of(DecisionRow row) => new(
        row.RequirementsId, row.RequirementsName ?? row.RequirementsId, row.Version, row.ResourceName, Tenant.Only, PathKey.Write(row.ResourceKey));
}

/// <param name="Output">The result as JSON in a text.</param>
sealed record EvaluationDto(
    string DecisionDefinitionId, string DecisionDefinitionName, int DecisionDefinitionVersion, string DecisionRequirementsId, string Output,
    string? FailedDecisionDefinitionId, string? FailureMessage, string TenantId, string DecisionDefinitionKey, string DecisionRequirementsKey,
    IReadOnlyList<EvaluatedDecisionDto> EvaluatedDecisions)
{
    public static EvaluationDto Of(EvaluatedDecision evaluated, DecisionRow row) => new(
        evaluated.DecisionId, row.Label, evaluated.Version, row.RequirementsId, FeelJson.ToJson(evaluated.Answer.Value),
        evaluated.Answer.Problem is null ? null : evaluated.DecisionId, evaluated.Answer.Problem is { } problem ? string.Join(" ", evaluated.Answer.Reasons.Prepend(problem + ".")) : null,
        Tenant.Only, PathKey.Write(evaluated.Key), PathKey.Write(row.ResourceKey), [.. evaluated.Answer.Trace.Select(EvaluatedDecisionDto.Of)]);
}

sealed record EvaluatedDecisionDto(
    string DecisionDefinitionId, string DecisionDefinitionName, string Output, string TenantId, IReadOnlyList<EvaluatedInputDto> EvaluatedInputs, IReadOnlyList<MatchedRuleDto> MatchedRules)
{
    public static EvaluatedDecisionDto Of(TracedDecision traced) => new(
        traced.DecisionId, traced.Name ?? traced.DecisionId, FeelJson.ToJson(traced.Value), Tenant.Only,
        [.. traced.Inputs.Select(i => new EvaluatedInputDto(i.Id, i.Label ?? i.Name, FeelJson.ToJson(i.Value)))],
        [.. traced.Rules.Select(r => new MatchedRuleDto(r.Id, r.Number, [.. r.Outputs.Select(o => new EvaluatedOutputDto(o.Id, o.Label ?? o.Name, FeelJson.ToJson(o.Value)))]))]);
}

sealed record EvaluatedInputDto(string? InputId, string? InputName, string InputValue);

sealed record MatchedRuleDto(string? RuleId, int RuleIndex, IReadOnlyList<EvaluatedOutputDto> EvaluatedOutputs);

sealed record EvaluatedOutputDto(string? OutputId, string? OutputName, string OutputValue);
