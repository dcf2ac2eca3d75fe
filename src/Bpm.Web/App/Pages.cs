using Bpm.Web.Access;
using Bpm.Web.Decisions;
using Bpm.Web.Inbox;
using Bpm.Web.Processes;
using Bpm.Web.PublicForms;
using Microsoft.AspNetCore.Diagnostics;
using Radzen;

namespace Bpm.Web.App;

/// <summary>Registers and maps the interactive pages, their static files and the friendly error pages.</summary>
static class Pages
{
    // A form's data or a pasted list comes from the browser in one message; the default of 32 KB would close the circuit silently.
    const long LargestMessage = 4 * 1024 * 1024;

    public static IServiceCollection AddBpmPages(this IServiceCollection services)
    {
        services.AddRazorComponents()
            .AddInteractiveServerComponents()
            .AddHubOptions(options => options.MaximumReceiveMessageSize = LargestMessage);
        services.AddCascadingAuthenticationState();
        services.AddRadzenComponents();
        services.AddInbox();
        services.AddProcessPages();
        services.AddDecisionPages();
        services.AddPublicForms();
        return services;
    }

    public static WebApplication UseBpmPages(this WebApplication app)
    {
        app.UseExceptionHandler("/error", createScopeForErrors: true);
        app.UseStatusCodePagesWithReExecute("/not-found", createScopeForStatusCodePages: true);
        app.Use(LeaveProgramsTheirStatus);
        app.UseRateLimiter();
        app.UseAntiforgery();
        app.UseFreshForms();
        return app;
    }

    public static void MapBpmPages(this WebApplication app)
    {
        app.MapStaticAssets().AllowAnonymous();
        app.MapGet("/", () => Results.LocalRedirect("/inbox"));
        app.MapProcessFiles();
        app.MapDecisionFiles();
        app.MapRazorComponents<App>().AddInteractiveServerRenderMode();
    }

    // A program that asks the API for something missing wants the status and its own message, not a page.
    static Task LeaveProgramsTheirStatus(HttpContext context, RequestDelegate next)
    {
        var isForPeople = context.Request.GetTypedHeaders().Accept.Any(type => type.MediaType == "text/html");
        if (!isForPeople && context.Features.Get<IStatusCodePagesFeature>() is { } pages)
            pages.Enabled = false;
        return next(context);
    }
}
