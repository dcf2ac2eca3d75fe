using System.Security.Claims;
using Bpm.Runtime;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.DataProtection;

namespace Bpm.Web.Access;

/// <summary>
/// Signing in by cookie. The cookie says who it is; that the person still exists is asked again every minute, and what
/// the person may do is asked at every action. Its keys lie in the data folder, so that all nodes that share it and every
/// restart accept the same cookies.
/// </summary>
static class CookieAccess
{
    /// <summary>Claim of a person who must choose a password before anything else.</summary>
    public const string MustChangePassword = "must-change-password";

    static readonly TimeSpan AskedAgainAfter = TimeSpan.FromMinutes(1);

    public static void AddCookieAccess(this IServiceCollection services, BpmOptions options)
    {
        services.AddDataProtection()
            .SetApplicationName("Bpm")
            .PersistKeysToFileSystem(Directory.CreateDirectory(Path.Combine(options.Data, "keys")));
        services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme).AddCookie(cookie =>
        {
            cookie.Cookie.Name = "bpm";
            cookie.Cookie.SameSite = SameSiteMode.Lax;
            cookie.ExpireTimeSpan = TimeSpan.FromHours(12);
            cookie.SlidingExpiration = true;
            cookie.LoginPath = "/sign-in";
            cookie.AccessDeniedPath = "/not-allowed";
            cookie.ReturnUrlParameter = "returnUrl";
            cookie.Events.OnValidatePrincipal = StillExists;
        });
        // Whatever does not say otherwise is for people who are signed in.
        services.AddAuthorizationBuilder().SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
    }

    public static ClaimsPrincipal PrincipalOf(SignedIn person)
    {
        List<Claim> claims = [new(ClaimTypes.NameIdentifier, person.Actor.UserId), new(ClaimTypes.Name, person.Actor.DisplayName)];
        claims.AddRange(person.Actor.Roles.Select(role => new Claim(ClaimTypes.Role, role.ToString())));
        if (person.MustChangePassword) claims.Add(new(MustChangePassword, "true"));
        return new(new ClaimsIdentity(claims, CookieAuthenticationDefaults.AuthenticationScheme));
    }

    static async Task StillExists(CookieValidatePrincipalContext context)
    {
        var services = context.HttpContext.RequestServices;
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        if (now - context.Properties.IssuedUtc < AskedAgainAfter) return;

        var id = context.Principal?.FindFirstValue(ClaimTypes.NameIdentifier);
        var person = id is null ? null : await services.GetRequiredService<People>().Renew(id, context.HttpContext.RequestAborted);
        if (person is null)
        {
            context.RejectPrincipal();
            await context.HttpContext.SignOutAsync();
            return;
        }
        context.ReplacePrincipal(PrincipalOf(person));
        context.ShouldRenew = true;
    }
}
