using Bpm.Runtime;
using Bpm.Storage;

namespace Bpm.Web.Api;

sealed record InstanceDto(
    IReadOnlyList<LinkDto> Links, string Id, string DefinitionId, string DefinitionKey, string? BusinessKey, string? CaseInstanceId,
    bool Ended, bool Suspended, string? TenantId)
{
    public static InstanceDto Of(StartedInstance started, HttpRequest request) => new(
        [new("GET", $"{request.Scheme}://{request.Host}{request.PathBase}{EngineRest.Root}/process-instance/{PathKey.Write(started.Key)}", "self")],
        PathKey.Write(started.Key), PathKey.Write(started.DefinitionKey), started.ProcessId, started.BusinessKey, null, started.HasEnded, false, null);

    public static InstanceDto Of(InstanceRow row) => new(
        [], PathKey.Write(row.InstanceKey), PathKey.Write(row.DefinitionKey), row.ProcessId, row.BusinessKey, null, !row.IsOpen, row.IsSuspended, null);
}

/// <summary>A started instance with its variables.</summary>
sealed record StartedDto(
    IReadOnlyList<LinkDto> Links, string Id, string DefinitionId, string DefinitionKey, string? BusinessKey, string? CaseInstanceId,
    bool Ended, bool Suspended, string? TenantId, IReadOnlyDictionary<string, VariableValueDto> Variables)
{
    public static StartedDto Of(InstanceDto i, IReadOnlyDictionary<string, VariableValueDto> variables) =>
        new(i.Links, i.Id, i.DefinitionId, i.DefinitionKey, i.BusinessKey, i.CaseInstanceId, i.Ended, i.Suspended, i.TenantId, variables);
}
