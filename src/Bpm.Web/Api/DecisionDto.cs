using Bpm.Feel;
using Bpm.Storage;

namespace Bpm.Web.Api;

/// <summary>One version of a decision. Its requirements are the file that it stands in, which has no endpoint of its own.</summary>
sealed record DecisionDto(
    string Id, string Key, string? Category, string? Name, int Version, string Resource, string DeploymentId, string? TenantId,
    string? DecisionRequirementsDefinitionId, string? DecisionRequirementsDefinitionKey, int? HistoryTimeToLive, string? VersionTag)
{
    public static DecisionDto Of(DecisionRow row) => new(
        PathKey.Write(row.DecisionKey), row.DecisionId, null, row.Name, row.Version, row.ResourceName, PathKey.Write(row.DeploymentKey), null,
        null, row.RequirementsId, row.HistoryDays, row.VersionTag);
}

sealed record DecisionXmlDto(string Id, string DmnXml);

/// <summary>What a decision is asked with.</summary>
sealed record EvaluateDto(IReadOnlyDictionary<string, VariableDto>? Variables);

/// <summary>A row for each rule of the result.</summary>
sealed class EvaluatedRows(IEnumerable<EvaluatedRow> rows) : List<EvaluatedRow>(rows);

/// <summary>The outputs of a row by their names.</summary>
sealed class EvaluatedRow : Dictionary<string, VariableValueDto>
{
    public static EvaluatedRow Of(FeelContext row)
    {
        var written = new EvaluatedRow();
        foreach (var (name, value) in row.Entries) written[name] = VariableTypes.Write(value);
        return written;
    }
}
