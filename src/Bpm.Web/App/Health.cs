namespace Bpm.Web.App;

/// <summary>Answers probes: alive as long as requests are served.</summary>
static class Health
{
    public static void MapHealth(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/health/live", () => Results.Text("Healthy")).AllowAnonymous().ExcludeFromDescription();
}
