namespace Bpm.Web.Api;

/// <summary>What the endpoints' descriptions share.</summary>
static class Documentation
{
    public static RouteHandlerBuilder ProducesError(this RouteHandlerBuilder endpoint, params ReadOnlySpan<int> statuses)
    {
        foreach (var status in statuses) endpoint.Produces<ErrorDto>(status);
        return endpoint;
    }

    public static RouteHandlerBuilder ProducesDone(this RouteHandlerBuilder endpoint, params ReadOnlySpan<int> errors) =>
        endpoint.Produces(204).ProducesError(errors);
}
