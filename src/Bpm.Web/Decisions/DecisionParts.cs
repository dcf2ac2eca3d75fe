using Bpm.Runtime;
using Bpm.Storage;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Bpm.Web.Decisions;

/// <summary>What the pages of decisions need besides the engine's own reads, and the files they offer.</summary>
public static class DecisionParts
{
    public static IServiceCollection AddDecisionPages(this IServiceCollection services)
    {
        services.TryAddSingleton<DeployedDecisions>();
        return services;
    }

    public static void MapDecisionFiles(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/decisions/{decisionId}/{version:int}/dmn", Download)
            .RequireAuthorization(policy => policy.RequireRole(nameof(Role.Modeler), nameof(Role.Operator), nameof(Role.Administrator)))
            .ExcludeFromDescription();

    // The bytes as they were uploaded: encoding and layout are the modeler's.
    static async Task<IResult> Download(string decisionId, int version, DecisionDefinitions decisions, Deployments deployments, CancellationToken ct)
    {
        var row = (await decisions.Versions(decisionId, ct)).FirstOrDefault(v => v.Version == version);
        var content = row is null ? null : await deployments.Content(row.DeploymentKey, row.ResourceKey, ct);
        return content is null ? Results.NotFound() : Results.File(content, "application/xml", row!.ResourceName);
    }
}
