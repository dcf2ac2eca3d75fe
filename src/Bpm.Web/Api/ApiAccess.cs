using System.Security.Claims;
using Bpm.Runtime;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace Bpm.Web.Api;

/// <summary>
/// Who may call: whoever signs in with every request, or the cookie of a signed-in browser. A browser sends its cookie
/// with requests that foreign pages make too, so a cookie only counts for changes beside something that a foreign page
/// cannot send: the header <c>X-Requested-With</c>, or an antiforgery token. A browser that was once asked for a password
/// sends that by itself too: so changes that a browser says come from a foreign page are refused however they sign in.
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

    /// <summary>Refuses changes that a foreign page could have sent with the browser's cookie or remembered password.</summary>
    public static async ValueTask<object?> RefuseForgery(EndpointFilterInvocationContext invocation, EndpointFilterDelegate next)
    {
        var context = invocation.HttpContext;
        var isRead = HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method);
        if (!isRead && IsForeign(context.Request))
            return Answers.Error(403, "AuthorizationException", "A page of another site sent this request. Send it from this site, or from a program.");
        var isSafe = isRead
            || context.Features.Get<Actor>() is not null
            || context.Request.Headers.ContainsKey("X-Requested-With")
            || await context.RequestServices.GetRequiredService<IAntiforgery>().IsRequestValidAsync(context);
        return isSafe
            ? await next(invocation)
            : Answers.Error(403, "AuthorizationException", "Send the header X-Requested-With or an antiforgery token with a cookie, or use HTTP basic authentication.");
    }

    /// <summary>
    /// Whether a browser says that a page of another site made the request. No page can change these headers; programs
    /// send none. Desktop programs built on a browser, Camunda Modeler among them, name the origin <c>file://</c>, which
    /// browsers never do: a local file's origin is <c>null</c> to them.
    /// </summary>
    static bool IsForeign(HttpRequest request)
    {
        string? origin = request.Headers.Origin;
        if (origin == "file://") return false;
        return request.Headers["Sec-Fetch-Site"].ToString() switch
        {
            "same-origin" or "none" => false,
            "" => !string.IsNullOrEmpty(origin) && !IsHere(origin, request),
            _ => true,
        };
    }

    static bool IsHere(string origin, HttpRequest request) =>
        Uri.TryCreate(origin, UriKind.Absolute, out var from)
        && from.Host.Equals(request.Host.Host, StringComparison.OrdinalIgnoreCase)
        // Without a port the host was asked at the usual one of the page's scheme: a proxy may have changed the request's.
        && from.Port == (request.Host.Port ?? (from.Scheme == Uri.UriSchemeHttps ? 443 : 80));

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
