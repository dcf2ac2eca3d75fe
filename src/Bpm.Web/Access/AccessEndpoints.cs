using System.Security.Claims;
using Bpm.Runtime;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Mvc;

namespace Bpm.Web.Access;

/// <summary>What the forms of the sign-in and password pages post to; the framework checks their antiforgery tokens.</summary>
static class AccessEndpoints
{
    public static void MapAccess(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/sign-in", SignIn).AllowAnonymous().ExcludeFromDescription();
        routes.MapPost("/demo-sign-in", DemoSignIn).AllowAnonymous().ExcludeFromDescription();
        routes.MapPost("/sign-out", SignOut).ExcludeFromDescription();
        routes.MapPost("/change-password", ChangePassword).ExcludeFromDescription();
    }

    /// <summary>A person with a one-time password sees nothing but the page that changes it.</summary>
    public static void UseOneTimePasswords(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        var mustChange = context.User.HasClaim(CookieAccess.MustChangePassword, "true")
            && context.GetEndpoint() is { } endpoint && endpoint.Metadata.GetMetadata<Microsoft.AspNetCore.Authorization.IAllowAnonymous>() is null
            && !context.Request.Path.StartsWithSegments("/change-password") && !context.Request.Path.StartsWithSegments("/sign-out");
        if (!mustChange) return next(context);
        context.Response.Redirect("/change-password");
        return Task.CompletedTask;
    });

    /// <summary>A form of a page that lay open too long (its token is of a former start) leads back to signing in, not to an error.</summary>
    public static void UseFreshForms(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        if (context.Features.Get<IAntiforgeryValidationFeature>() is not { IsValid: false }) return next(context);
        context.Response.Redirect("/sign-in?stale=true");
        return Task.CompletedTask;
    });

    static async Task<IResult> SignIn(
        HttpContext context, People people, [FromForm] string? user, [FromForm] string? password, [FromForm] string? returnUrl, CancellationToken ct)
    {
        var target = LocalPath(returnUrl);
        var reply = await people.SignIn(user?.Trim() ?? "", password ?? "", ct);
        if (reply.Value is not { } person)
            return Results.LocalRedirect(QueryString("/sign-in", ("refused", "true"), ("user", user), ("returnUrl", target)));
        await context.SignInAsync(CookieAccess.PrincipalOf(person), new AuthenticationProperties { IsPersistent = true });
        return Results.LocalRedirect(person.MustChangePassword ? "/change-password" : target);
    }

    /// <summary>One click on the sign-in page; outside demo mode nobody has such a password.</summary>
    static Task<IResult> DemoSignIn(
        HttpContext context, People people, BpmOptions options, [FromForm] string? user, [FromForm] string? returnUrl, CancellationToken ct) =>
        SignIn(context, people, user, options.Demo ? user : null, returnUrl, ct);

    // The form has to be named, or its antiforgery token is not checked.
    static async Task<IResult> SignOut(HttpContext context, People people, [FromForm] IFormCollection form, CancellationToken ct)
    {
        _ = form;
        if (await Signed(context, people, ct) is { } actor) await people.SignOut(actor, ct);
        await context.SignOutAsync();
        return Results.LocalRedirect("/sign-in");
    }

    static async Task<IResult> ChangePassword(
        HttpContext context, People people, [FromForm] string? present, [FromForm] string? wanted, [FromForm] string? repeated, CancellationToken ct)
    {
        if (await Signed(context, people, ct) is not { } actor) return Results.LocalRedirect("/sign-in");
        var refusal = wanted == repeated
            ? (await people.ChangePassword(actor, present ?? "", wanted ?? "", ct)).Rejection?.Message
            : "Expected the new password twice, but the two differ.";
        if (refusal is not null) return Results.LocalRedirect(QueryString("/change-password", ("refused", refusal)));
        await context.SignInAsync(CookieAccess.PrincipalOf(new SignedIn(actor, false)), new AuthenticationProperties { IsPersistent = true });
        return Results.LocalRedirect("/inbox");
    }

    static async Task<Actor?> Signed(HttpContext context, People people, CancellationToken ct) =>
        context.User.FindFirstValue(ClaimTypes.NameIdentifier) is { } id ? await people.Find(id, ct) : null;

    /// <summary>Only paths of this product: a link with a foreign address must not lead away after signing in.</summary>
    public static string LocalPath(string? url) =>
        url is ['/', not ('/' or '\\'), ..] && !url.Any(char.IsControl) ? url : "/inbox";

    static string QueryString(string path, params (string Name, string? Value)[] values) =>
        path + Microsoft.AspNetCore.Http.QueryString.Create(values.Where(v => v.Value is not null).Select(v => KeyValuePair.Create(v.Name, v.Value)));
}
