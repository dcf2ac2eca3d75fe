using Bpm.Web.App;
using Microsoft.Extensions.DependencyInjection.Extensions;

var builder = WebApplication.CreateBuilder(new WebApplicationOptions
{
    Args = args,
    // Settings and pages belong to the program, whatever folder it is started from.
    ContentRootPath = AppContext.BaseDirectory,
});
// An unpublished build in Production finds its packages' styles and scripts too.
builder.WebHost.UseStaticWebAssets();

builder.Services.TryAddSingleton(TimeProvider.System);
builder.Services.AddBpmPages();

var app = builder.Build();

app.UseBpmPages();
app.MapHealth();
app.MapBpmPages();

await app.RunAsync();
