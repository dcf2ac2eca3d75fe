using System.Text;
using Bpm.Engine;
using Bpm.Feel;
using Bpm.Runtime;
using Bpm.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Bpm.Web.Tests.Support;

/// <summary>The product without its web server, on a database of its own: the demo people, one process, and a clock that tests move.</summary>
sealed class Office : IAsyncDisposable
{
    readonly string _folder = Directory.CreateTempSubdirectory("bpm-web-").FullName;
    readonly ServiceProvider _services;

    Office()
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton<TimeProvider>(Clock);
        services.AddBpm(new BpmOptions { Data = _folder, Demo = true });
        _services = services.BuildServiceProvider();
    }

    public FakeClock Clock { get; } = new();

    public string DataFolder => _folder;

    public ProcessEngine Engine => Get<ProcessEngine>();

    public T Get<T>() where T : notnull => _services.GetRequiredService<T>();

    public static async Task<Office> Open()
    {
        var office = new Office();
        await office.Get<BpmStart>().StartAsync(Ct);
        var reply = await office.Engine.Deploy(
            await office.Actor("mia"), new DeploymentRequest("approval", null, [new DeploymentFile("approval.bpmn", Encoding.UTF8.GetBytes(Models.Approval))]), Ct);
        Assert.True(reply.IsDone, string.Join("; ", reply.Value?.Diagnostics.Select(d => d.Message) ?? []));
        return office;
    }

    public async Task<Actor> Actor(string userId) => (await Get<People>().Find(userId, Ct))!;

    /// <summary>Starts an instance and gives its open task.</summary>
    public async Task<long> StartTask(string invoice, decimal amount = 1200)
    {
        var started = await Engine.Start(
            await Actor("carl"), StartRequest.Process("approval", VariableSet.Of(("amount", FeelNumber.Of(amount))), invoice), Ct);
        Assert.True(started.IsDone, started.Rejection?.Message);
        return Assert.Single(await Get<UserTasks>().List(new UserTaskQuery { InstanceKey = started.Value!.Key }, Slice.All, Ct)).TaskKey;
    }

    public Task<UserTaskRow> Task(long taskKey) => Get<UserTasks>().Find(taskKey, Ct)!;

    /// <summary>What a person sees in a browser of their own.</summary>
    public Desk DeskOf(string userId) => new(this, userId);

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    static CancellationToken Ct => Xunit.TestContext.Current.CancellationToken;
}
