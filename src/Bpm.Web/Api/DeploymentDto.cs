using Bpm.Runtime;
using Bpm.Storage;

namespace Bpm.Web.Api;

sealed record DeploymentDto(IReadOnlyList<LinkDto> Links, string Id, string Name, string? Source, string DeploymentTime, string? TenantId)
{
    public static DeploymentDto Of(DeploymentRow row, HttpRequest request) =>
        new(LinksOf(row.DeploymentKey, request), PathKey.Write(row.DeploymentKey), row.Name, row.Source, EngineDate.Text(row.DeployedAt), null);

    internal static IReadOnlyList<LinkDto> LinksOf(long key, HttpRequest request) =>
        [new("GET", $"{request.Scheme}://{request.Host}{request.PathBase}{EngineRest.Root}/deployment/{PathKey.Write(key)}", "self")];
}

/// <summary>A deployment that has just been made. Its definitions are the new ones; null when every file was known already.</summary>
sealed record DeployedDto(
    IReadOnlyList<LinkDto> Links, string Id, string Name, string? Source, string DeploymentTime, string? TenantId,
    IReadOnlyDictionary<string, DefinitionDto>? DeployedProcessDefinitions, object? DeployedCaseDefinitions,
    IReadOnlyDictionary<string, DecisionDto>? DeployedDecisionDefinitions, object? DeployedDecisionRequirementsDefinitions)
{
    public static async Task<DeployedDto> Of(DeploymentResult result, Definitions reads, DecisionDefinitions decisions, Deployments deployments, HttpRequest request, CancellationToken ct)
    {
        var rows = await reads.List(new() { DefinitionKeys = [.. result.Definitions.Where(d => d.IsNew).Select(d => d.Key)] }, Slice.All, ct);
        var asked = await decisions.List(new() { DecisionKeys = [.. result.Decisions.Where(d => d.IsNew).Select(d => d.Key)] }, Slice.All, ct);
        var stored = await deployments.Find(result.DeploymentKey, ct);
        return new(
            DeploymentDto.LinksOf(result.DeploymentKey, request), PathKey.Write(result.DeploymentKey), result.Name, stored?.Source,
            EngineDate.Text(stored?.DeployedAt ?? result.At), null,
            rows.Count == 0 ? null : rows.ToDictionary(r => PathKey.Write(r.DefinitionKey), DefinitionDto.Of), null,
            asked.Count == 0 ? null : asked.ToDictionary(r => PathKey.Write(r.DecisionKey), DecisionDto.Of), null);
    }
}

sealed record ResourceDto(string Id, string Name, string DeploymentId);
