namespace Bpm.Web.Api;

/// <summary>What clients ask before anything else.</summary>
static class VersionApi
{
    /// <summary>The version of Camunda 7's REST API whose shapes are spoken here; clients compare it, so it is not the product's own.</summary>
    const string Spoken = "7.24.0";

    public static void MapVersion(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/version", () => new VersionDto(Spoken)).WithTags("Version").WithSummary("Version of the REST API spoken here");
        routes.MapGet("/engine", () => new EngineDto[] { new("default") }).WithTags("Version").WithSummary("Names of the engines: there is one");
    }

    sealed record VersionDto(string Version);

    sealed record EngineDto(string Name);
}
