using Bpm.Engine;
using Bpm.Feel;
using Bpm.Storage;

namespace Bpm.Web.Api;

/// <summary>One decision that an evaluation made, in the words of Camunda 7: the one that was asked, or one that it required.</summary>
sealed record DecisionInstanceDto(
    string Id, string? DecisionDefinitionId, string DecisionDefinitionKey, string? DecisionDefinitionName, string EvaluationTime, string? RemovalTime,
    string ProcessDefinitionId, string ProcessDefinitionKey, string ProcessInstanceId, string? CaseDefinitionId, string? CaseDefinitionKey,
    string? CaseInstanceId, string ActivityId, string ActivityInstanceId, string? UserId, IReadOnlyList<DecisionInputDto>? Inputs,
    IReadOnlyList<DecisionOutputDto>? Outputs, double? CollectResultValue, string RootProcessInstanceId, string? RootDecisionInstanceId,
    string? DecisionRequirementsDefinitionId, string? DecisionRequirementsDefinitionKey, string? TenantId)
{
    /// <param name="decisionKey">Null for a required decision of another file.</param>
    public static DecisionInstanceDto Of(DecisionPart found, bool withInputs, bool withOutputs, long? decisionKey)
    {
        var (row, trace) = (found.Evaluation, found.Trace);
        var root = PathKey.Write(row.EvaluationKey);
        var (isAsked, id) = (found.Required == 0, found.Required == 0 ? root : $"{root}-{PathKey.Write(found.Required)}");
        return new(
            id, PathKey.Write(decisionKey), isAsked ? row.DecisionId : trace?.DecisionId ?? "", isAsked ? row.DecisionName : trace?.Name,
            EngineDate.Text(row.EvaluatedAt), null, PathKey.Write(row.DefinitionKey), row.ProcessId, PathKey.Write(row.InstanceKey), null, null, null,
            row.ElementId, PathKey.Write(row.ElementInstanceKey), null, withInputs ? InputsOf(id, row, trace) : null, withOutputs ? OutputsOf(id, row, trace) : null,
            CollectResult(isAsked ? row.Result : trace?.Value, trace), PathKey.Write(row.InstanceKey), isAsked ? null : root, null, null, null);
    }

    static IReadOnlyList<DecisionInputDto> InputsOf(string id, DecisionEvaluationRow row, TracedDecision? asked) =>
        [.. (asked?.Inputs ?? []).Select(i =>
        {
            var value = VariableTypes.Write(i.Value);
            return new DecisionInputDto($"{id}:{i.Id}", id, i.Id, i.Label, null, EngineDate.Text(row.EvaluatedAt), value.Type, value.Value, value.ValueInfo);
        })];

    static IReadOnlyList<DecisionOutputDto> OutputsOf(string id, DecisionEvaluationRow row, TracedDecision? asked) =>
        [.. from rule in asked?.Rules ?? []
            from output in rule.Outputs
            let value = VariableTypes.Write(output.Value)
            select new DecisionOutputDto(
                $"{id}:{rule.Id}:{output.Id}", id, output.Id, output.Label, rule.Id, rule.Number, output.Name, null, EngineDate.Text(row.EvaluatedAt),
                value.Type, value.Value, value.ValueInfo)];

    /// <summary>The number that an aggregating table made of its rules; any other result stands in the outputs.</summary>
    static double? CollectResult(FeelValue? result, TracedDecision? asked) =>
        result is FeelNumber number && asked is not null && asked.Rules.Count > 0 && !asked.Rules.Any(r => r.Outputs.Any(o => o.Value.Equals(number)))
            ? (double)number.Value
            : null;
}

sealed record DecisionInputDto(
    string Id, string DecisionInstanceId, string? ClauseId, string? ClauseName, string? ErrorMessage, string CreateTime,
    string Type, object? Value, IReadOnlyDictionary<string, string> ValueInfo);

sealed record DecisionOutputDto(
    string Id, string DecisionInstanceId, string? ClauseId, string? ClauseName, string? RuleId, int RuleOrder, string? VariableName, string? ErrorMessage,
    string CreateTime, string Type, object? Value, IReadOnlyDictionary<string, string> ValueInfo);
