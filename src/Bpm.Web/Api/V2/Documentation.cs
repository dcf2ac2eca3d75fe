namespace Bpm.Web.Api.V2;

static class Documentation
{
    public static RouteHandlerBuilder ProducesProblems(this RouteHandlerBuilder endpoint, params ReadOnlySpan<int> statuses)
    {
        foreach (var status in statuses) endpoint.Produces<Problem>(status, "application/problem+json");
        return endpoint;
    }

    public static RouteHandlerBuilder ProducesNothing(this RouteHandlerBuilder endpoint, params ReadOnlySpan<int> problems) =>
        endpoint.Produces(204).ProducesProblems(problems);
}
