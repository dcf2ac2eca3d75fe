using Bpm.Engine;
using Bpm.Runtime;
using Bpm.Storage;

namespace Bpm.Web.Api;

/// <summary>Lets only those read an instance's content who may; the instance is named by the <c>id</c> of the route.</summary>
static class ReadersOnly
{
    public static RouteHandlerBuilder ForReaders(this RouteHandlerBuilder endpoint) => endpoint.AddEndpointFilter(async (invocation, next) =>
    {
        var context = invocation.HttpContext;
        // What names no instance is answered by the endpoint: there is nothing to read, and it says so.
        if (PathKey.Read(context.GetRouteValue("id") as string) is not { } key) return await next(invocation);
        var (services, stop) = (context.RequestServices, context.RequestAborted);
        if (await Caller.BindAsync(context) is { } caller && await services.GetRequiredService<InstanceRights>().MayRead(caller.Actor, key, stop)) return await next(invocation);
        return await services.GetRequiredService<InstanceOverview>().Find(InstanceKey.Of(key), stop) is null ? await next(invocation) : Refused();
    });

    /// <summary>Whether a list is restricted by variables that its reader may not read.</summary>
    public static bool Refuses(IReadOnlyList<VariableConditionDto>? conditions, Caller caller) => conditions is { Count: > 0 } && !InstanceRights.MayReadAll(caller.Actor);

    public static IResult Refused() => Answers.Error(403, "AuthorizationException",
        "You may read the variables and comments of instances that you take part in. Ask a manager or an operator.");
}
