using Bpm.Model;
using Bpm.Runtime;
using Bpm.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Bpm.Benchmarks;

/// <summary>The whole runtime as a host starts it, with its hosted services, on a file of its own.</summary>
sealed class Product : IAsyncDisposable
{
    readonly IHost _host;

    Product(IHost host, Recorder recorder) => (_host, Recorder) = (host, recorder);

    public Recorder Recorder { get; }
    public ProcessEngine Engine => _host.Services.GetRequiredService<ProcessEngine>();
    public UserTasks Tasks => _host.Services.GetRequiredService<UserTasks>();

    public static async Task<Product> Start(string folder)
    {
        var options = new BpmOptions { Data = folder };
        var recorder = new Recorder();
        // Without the defaults: their watch on settings files would follow every write to a database below the working folder.
        var builder = new HostApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Services.AddBpm(options);
        builder.Services.AddSingleton(Database.Of(new RecordingDialect(new Database(options.ToDatabaseOptions()).Dialect, recorder)));
        var product = new Product(builder.Build(), recorder);
        await product._host.StartAsync();
        return product;
    }

    public Client NewClient(int number) => new(Engine, Tasks, $"user{number}");

    public async Task Deploy(Workload workload)
    {
        var file = new DeploymentFile(workload.ProcessId + ".bpmn", workload.Model);
        var reply = await Engine.Deploy(NewClient(0).Actor, new DeploymentRequest(workload.Name, null, [file]));
        if (!reply.IsDone) throw new InvalidOperationException(string.Join("; ", reply.Value?.Diagnostics.Where(d => d.Severity == Severity.Error).Select(d => d.Message) ?? [reply.Rejection!.Message]));
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        await ((IAsyncDisposable)_host).DisposeAsync();
    }
}
