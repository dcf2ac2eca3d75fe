using System.Net.Http.Headers;
using System.Security.Claims;
using System.Text;
using System.Text.Encodings.Web;
using Bpm.Runtime;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace Bpm.Web.Api;

/// <summary>User id and password with every request, as programs send them.</summary>
sealed class BasicAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, People people)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string SchemeName = "Basic";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (Read(Request.Headers.Authorization) is not { } credentials) return AuthenticateResult.NoResult();
        if (await people.Verify(credentials.UserId, credentials.Password, Context.RequestAborted) is not { } actor)
            return AuthenticateResult.Fail("User id and password do not match, or the user is locked.");
        Context.Features.Set(actor);
        var identity = new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, actor.UserId), new Claim(ClaimTypes.Name, actor.DisplayName)], Scheme.Name);
        return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), Scheme.Name));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.Headers.WWWAuthenticate = "Basic realm=\"Bpm\", charset=\"UTF-8\"";
        return Answers.Write(Context, 401, "AuthenticationException", "Sign in: send user id and password by HTTP basic authentication, or the cookie of a signed-in browser.");
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) =>
        Answers.Write(Context, 403, "AuthorizationException", "You may not do this. Ask an administrator.");

    static (string UserId, string Password)? Read(string? header)
    {
        if (!AuthenticationHeaderValue.TryParse(header, out var value) || !"Basic".Equals(value.Scheme, StringComparison.OrdinalIgnoreCase)) return null;
        var bytes = new byte[value.Parameter?.Length ?? 0];
        if (!Convert.TryFromBase64String(value.Parameter ?? "", bytes, out var length)) return null;
        var pair = Encoding.UTF8.GetString(bytes, 0, length).Split(':', 2);
        return pair is [var userId, var password] ? (userId, password) : null;
    }
}
