using Bpm.Runtime;
using Bpm.Web.Access;
using Bpm.Web.Api;
using Bpm.Web.App;
using Bpm.Web.Hooks;

var builder = WebApplication.CreateBuilder(new WebApplicationOptions
{
    Args = args,
    // Settings and pages belong to the program, whatever folder it is started from.
    ContentRootPath = AppContext.BaseDirectory,
});
// An unpublished build in Production finds its packages' styles and scripts too.
builder.WebHost.UseStaticWebAssets();

var (options, problems) = Settings.Read(builder.Configuration, builder.Environment);
var (webhooks, wrongHooks) = WebhookSettings.Read(builder.Configuration);
problems = [.. problems, .. wrongHooks];
foreach (var problem in problems) Console.Error.WriteLine(problem);
if (problems.Count > 0) return 2;

builder.Services.AddBpm(options);
builder.Services.AddCookieAccess(options);
builder.Services.AddBpmPages();
builder.Services.AddEngineRest();
builder.Services.AddSingleton(webhooks);

var app = builder.Build();

app.UseOneTimePasswords();
app.UseBpmPages();
app.MapHealth();
app.MapAccess();
app.MapEngineRest();
app.MapBpmPages();

return await app.RunBpm(options);
