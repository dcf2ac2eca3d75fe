using Bpm.Engine;
using Bpm.Feel;
using Bpm.Storage;

namespace Bpm.Web.Api;

/// <summary>One evaluation, in the words of Camunda 7. Decisions that it required stand in the product's own history, not here.</summary>
sealed record DecisionInstanceDto(
    string Id, string DecisionDefinitionId, string DecisionDefinitionKey, string? DecisionDefinitionName, string EvaluationTime, string? RemovalTime,
    string ProcessDefinitionId, string ProcessDefinitionKey, string ProcessInstanceId, string? CaseDefinitionId, string? CaseDefinitionKey,
    string? CaseInstanceId, string ActivityId, string ActivityInstanceId, string? UserId, IReadOnlyList<DecisionInputDto>? Inputs,
    IReadOnlyList<DecisionOutputDto>? Outputs, double? CollectResultValue, string RootProcessInstanceId, string? RootDecisionInstanceId,
    string? DecisionRequirementsDefinitionId, string? DecisionRequirementsDefinitionKey, string? TenantId)
{
    public static DecisionInstanceDto Of(DecisionEvaluationRow row, bool withInputs, bool withOutputs)
    {
        var id = PathKey.Write(row.EvaluationKey);
        var trace = row.Trace;
        var asked = trace.Count > 0 ? trace[^1] : null;
        return new(
            id, PathKey.Write(row.DecisionKey), row.DecisionId, row.DecisionName, EngineDate.Text(row.EvaluatedAt), null,
            PathKey.Write(row.DefinitionKey), row.ProcessId, PathKey.Write(row.InstanceKey), null, null, null, row.ElementId,
            PathKey.Write(row.ElementInstanceKey), null, withInputs ? InputsOf(id, row, asked) : null, withOutputs ? OutputsOf(id, row, asked) : null,
            CollectResult(row, asked), PathKey.Write(row.InstanceKey), null, null, null, null);
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
    static double? CollectResult(DecisionEvaluationRow row, TracedDecision? asked) =>
        row.Result is FeelNumber number && asked is not null && asked.Rules.Count > 0 && !asked.Rules.Any(r => r.Outputs.Any(o => o.Value.Equals(number)))
            ? (double)number.Value
            : null;
}

sealed record DecisionInputDto(
    string Id, string DecisionInstanceId, string? ClauseId, string? ClauseName, string? ErrorMessage, string CreateTime,
    string Type, object? Value, IReadOnlyDictionary<string, string> ValueInfo);

sealed record DecisionOutputDto(
    string Id, string DecisionInstanceId, string? ClauseId, string? ClauseName, string? RuleId, int RuleOrder, string? VariableName, string? ErrorMessage,
    string CreateTime, string Type, object? Value, IReadOnlyDictionary<string, string> ValueInfo);
