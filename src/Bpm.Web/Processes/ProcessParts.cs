using Bpm.Storage;
using Bpm.Web.Instances;
using Bpm.Web.Shared;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Bpm.Web.Processes;

/// <summary>What the pages of processes and instances need besides the engine's own reads, and the files they offer.</summary>
public static class ProcessParts
{
    public static IServiceCollection AddProcessPages(this IServiceCollection services)
    {
        services.TryAddSingleton<DefinitionActivity>();
        services.TryAddSingleton<DeployedDefinitions>();
        services.TryAddSingleton<InstanceReader>();
        return services;
    }

    public static void MapProcessFiles(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/processes/{processId}/{version:int}/bpmn", Download).ExcludeFromDescription();

    // The bytes as they were uploaded: encoding and layout are the modeler's.
    static async Task<IResult> Download(string processId, int version, Definitions definitions, Deployments deployments, CancellationToken ct)
    {
        var row = (await definitions.Versions(processId, ct)).FirstOrDefault(v => v.Version == version);
        var content = row is null ? null : await deployments.Content(row.DeploymentKey, row.ResourceKey, ct);
        return content is null ? Results.NotFound() : Results.File(content, "application/xml", row!.ResourceName);
    }
}
