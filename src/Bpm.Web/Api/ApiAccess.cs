using System.Security.Claims;
using Bpm.Runtime;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace Bpm.Web.Api;

/// <summary>
/// Who may call: whoever signs in with every request, or the cookie of a signed-in browser. A browser sends its cookie
/// with requests that foreign pages make too, so a cookie only counts for changes beside something that a foreign page
/// cannot send: the header <c>X-Requested-With</c>, or an antiforgery token.
/// </summary>
static class ApiAccess
{
    public const string Scheme = "EngineRest";
    public const string Policy = "EngineRest";

    public static void AddApiAccess(this IServiceCollection services)
    {
        services.AddAuthentication()
            .AddScheme<AuthenticationSchemeOptions, BasicAuthentication>(BasicAuthentication.SchemeName, null)
            .AddPolicyScheme(Scheme, null, o =>
            {
                o.ForwardDefaultSelector = context =>
                    context.Request.Headers.Authorization.Count > 0 ? BasicAuthentication.SchemeName : CookieAuthenticationDefaults.AuthenticationScheme;
                o.ForwardChallenge = BasicAuthentication.SchemeName;
                o.ForwardForbid = BasicAuthentication.SchemeName;
            });
        services.AddAuthorizationBuilder().AddPolicy(Policy, p => p.AddAuthenticationSchemes(Scheme).RequireAuthenticatedUser());
    }

    /// <summary>Refuses changes that a foreign page could have sent with the browser's cookie.</summary>
    public static async ValueTask<object?> RefuseForgery(EndpointFilterInvocationContext invocation, EndpointFilterDelegate next)
    {
        var context = invocation.HttpContext;
        var isSafe = HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method)
            || context.Features.Get<Actor>() is not null
            || context.Request.Headers.ContainsKey("X-Requested-With")
            || await context.RequestServices.GetRequiredService<IAntiforgery>().IsRequestValidAsync(context);
        return isSafe
            ? await next(invocation)
            : Answers.Error(403, "AuthorizationException", "Send the header X-Requested-With or an antiforgery token with a cookie, or use HTTP basic authentication.");
    }

    public static string? UserId(ClaimsPrincipal user) => user.FindFirstValue(ClaimTypes.NameIdentifier);
}

/// <summary>The caller as an actor, with the roles and groups of this moment.</summary>
sealed record Caller(Actor Actor)
{
    public string UserId => Actor.UserId;

    public static async ValueTask<Caller?> BindAsync(HttpContext context)
    {
        // Basic authentication has just looked the actor up; a cookie only says who it is.
        if (context.Features.Get<Actor>() is { } verified) return new(verified);
        var people = context.RequestServices.GetRequiredService<People>();
        return ApiAccess.UserId(context.User) is { } id && await people.Find(id, context.RequestAborted) is { } actor
            ? new(actor)
            : throw new BadHttpRequestException("Expected a user who still exists. Sign in again.", 401);
    }
}
