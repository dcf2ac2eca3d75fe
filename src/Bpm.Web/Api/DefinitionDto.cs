using Bpm.Storage;

namespace Bpm.Web.Api;

sealed record DefinitionDto(
    string Id, string Key, string Category, string? Description, string? Name, int Version, string Resource, string DeploymentId,
    string? Diagram, bool Suspended, string? TenantId, string? VersionTag, int? HistoryTimeToLive, bool StartableInTasklist)
{
    public static DefinitionDto Of(DefinitionRow row) => new(
        PathKey.Write(row.DefinitionKey), row.ProcessId, "http://bpmn.io/schema/bpmn", null, row.Name, row.Version, row.ResourceName,
        PathKey.Write(row.DeploymentKey), null, false, null, row.VersionTag, row.HistoryDays, row.IsStartable);
}

sealed record DiagramDto(string Id, string Bpmn20Xml);

/// <summary>What an instance starts with; without a body with nothing.</summary>
sealed record StartDto(
    IReadOnlyDictionary<string, VariableDto>? Variables, string? BusinessKey, IReadOnlyList<StartInstructionDto>? StartInstructions,
    bool WithVariablesInReturn = false);

sealed record StartInstructionDto(string? Type, string? ActivityId);
