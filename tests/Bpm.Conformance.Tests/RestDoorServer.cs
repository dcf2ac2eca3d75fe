using Bpm.Runtime;
using Bpm.Web.Access;
using Bpm.Web.Api;
using Bpm.Web.App;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Bpm.Conformance.Tests;

/// <summary>
/// The product without its pages, on a free port, started as <c>--Bpm:TestClock=…</c> starts it. The web server stays,
/// because its hundred endpoints take a second to be made; what is behind them, database and all, is new for each case. So
/// nobody of another case hears its messages and signals.
/// </summary>
sealed class RestDoorServer : IAsyncDisposable
{
    static readonly Lazy<Task<WebApplication>> Web = new(StartWeb);
    static IServiceProvider? _current;

    readonly IHost _host;
    readonly string _data;

    RestDoorServer(IHost host, string data) => (_host, _data) = (host, data);

    public static async Task<Uri> Address() => new((await Web.Value).Urls.First());

    public static async Task<RestDoorServer> Start(DateTimeOffset clock)
    {
        await Web.Value;
        var data = Folder();
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { EnvironmentName = Environments.Production });
        Configure(builder, data, $"{clock:O}");
        var host = builder.Build();
        await host.StartAsync();
        _current = host.Services;
        return new RestDoorServer(host, data);
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(_data, recursive: true);
    }

    static async Task<WebApplication> StartWeb()
    {
        var builder = WebApplication.CreateBuilder(["--urls=http://127.0.0.1:0"]);
        var data = Folder();
        Configure(builder, data, "true");
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(data, recursive: true);
        var app = builder.Build();
        app.Use(async (context, next) =>
        {
            await using var scope = _current!.CreateAsyncScope();
            context.RequestServices = scope.ServiceProvider;
            await next(context);
        });
        app.UseRouting();
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapEngineRest();
        await app.StartAsync();
        return app;
    }

    static void Configure(IHostApplicationBuilder builder, string data, string clock)
    {
        var noProcesses = Directory.CreateDirectory(Path.Combine(data, "no-processes")).FullName;
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Bpm:Data"] = data, ["Bpm:Demo"] = "true", ["Bpm:DemoProcesses"] = noProcesses, ["Bpm:TestClock"] = clock,
        });
        var (options, problems) = Settings.Read(builder.Configuration, builder.Environment);
        Assert.Empty(problems);
        builder.Logging.SetMinimumLevel(LogLevel.Error);
        builder.Services.AddBpm(options);
        builder.Services.AddCookieAccess(options);
        builder.Services.AddEngineRest();
    }

    static string Folder() => Directory.CreateTempSubdirectory("bpm-conformance-").FullName;
}
