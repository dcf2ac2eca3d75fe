using Bpm.Storage;

namespace Bpm.Web.Api;

sealed record DefinitionDto(
    string Id, string Key, string Category, string? Description, string? Name, int Version, string Resource, string DeploymentId,
    string? Diagram, bool Suspended, string? TenantId, string? VersionTag, int? HistoryTimeToLive, bool StartableInTasklist)
{
    public static DefinitionDto Of(DefinitionRow row) => new(
        PathKey.Write(row.DefinitionKey), row.ProcessId, "http://bpmn.io/schema/bpmn", null, row.Name, row.Version, row.ResourceName,
        PathKey.Write(row.DeploymentKey), null, row.IsSuspended, null, row.VersionTag, row.HistoryDays, row.IsStartable);
}

sealed record DiagramDto(string Id, string Bpmn20Xml);

/// <summary>What an instance starts with; without a body with nothing.</summary>
/// <param name="StartInstructions">Where it begins instead of at its start event.</param>
/// <param name="BusinessKeyPolicy"><c>share</c> (or none), <c>fail</c> or <c>returnExisting</c>: what if an open instance of the process has the business key.</param>
sealed record StartDto(
    IReadOnlyDictionary<string, VariableDto>? Variables, string? BusinessKey, IReadOnlyList<InstructionDto>? StartInstructions,
    bool WithVariablesInReturn = false, string? BusinessKeyPolicy = null, bool SkipCustomListeners = false, bool SkipIoMappings = false);
