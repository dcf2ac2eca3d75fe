using Bpm.Connectors;
using Bpm.Engine;
using Bpm.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Bpm.Runtime.Tests;

/// <summary>
/// One node of the product on a real SQLite file, with the pump moved by hand. Several nodes may share a
/// <see cref="TestDatabase"/>; disposing a node and making another is a restart.
/// </summary>
sealed class TestNode : IAsyncDisposable
{
    readonly ServiceProvider _services;

    TestNode(ServiceProvider services) => _services = services;

    public ProcessEngine Engine => _services.GetRequiredService<ProcessEngine>();
    public People People => _services.GetRequiredService<People>();
    public WorkPump Pump => _services.GetRequiredService<WorkPump>();
    public TaskNotifications Notifications => _services.GetRequiredService<TaskNotifications>();
    public BpmStart StartUp => _services.GetRequiredService<BpmStart>();
    public Database Database => _services.GetRequiredService<Database>();
    public T Get<T>() where T : notnull => _services.GetRequiredService<T>();

    public static async Task<TestNode> Start(TestDatabase database, params IConnector[] connectors) =>
        await Start(database, isDemo: true, connectors);

    public static async Task<TestNode> Start(TestDatabase database, bool isDemo, params IConnector[] connectors)
    {
        return await Start(database, new BpmOptions { Data = database.Folder, Demo = isDemo }, connectors);
    }

    public static Task<TestNode> Start(TestDatabase database, BpmOptions options, params IConnector[] connectors) => Start(database, options, null, connectors);

    public static async Task<TestNode> Start(TestDatabase database, BpmOptions options, ILoggerProvider? log, params IConnector[] connectors)
    {
        var services = new ServiceCollection();
        services.AddLogging(logging =>
        {
            if (log is not null) logging.SetMinimumLevel(LogLevel.Trace).AddProvider(log);
        });
        services.AddSingleton<TimeProvider>(database.Clock);
        if (connectors.Length > 0) services.AddSingleton(new ConnectorTable(connectors));
        services.AddBpm(options);
        var node = new TestNode(services.BuildServiceProvider());
        await node.StartUp.StartAsync(CancellationToken.None);
        return node;
    }

    /// <summary>A person as signed in.</summary>
    public async Task<Actor> Actor(string userId) => await People.Find(userId) ?? throw new InvalidOperationException($"There is no user {userId}.");

    public async Task<DeploymentResult> Deploy(string xml, string name = "test.bpmn")
    {
        var reply = await Engine.Deploy(await Actor("mia"), new DeploymentRequest(name, null, [new DeploymentFile(name, System.Text.Encoding.UTF8.GetBytes(xml))]));
        Assert.True(reply.IsDone, string.Join("; ", reply.Value?.Diagnostics.Select(d => d.Message) ?? [reply.Rejection?.Message ?? ""]));
        return reply.Value!;
    }

    public async Task<StartedInstance> StartProcess(string processId = "test", params (string, Feel.FeelValue)[] variables)
    {
        var reply = await Engine.Start(await Actor("carl"), StartRequest.Process(processId, VariableSet.Of(variables)));
        Assert.True(reply.IsDone, reply.Rejection?.Message);
        return reply.Value!;
    }

    /// <summary>The only open task of an instance.</summary>
    public async Task<UserTaskRow> OpenTask(long instanceKey) =>
        Assert.Single(await Get<UserTasks>().List(new UserTaskQuery { InstanceKey = instanceKey }, Slice.All, CancellationToken.None));

    /// <summary>Runs the pump until nothing is due any more.</summary>
    public async Task RunDueWork()
    {
        while (await Pump.Step() > 0) { }
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}

/// <summary>A folder with a database file, and the clock of everything that runs on it.</summary>
sealed class TestDatabase : IDisposable
{
    public string Folder { get; } = Directory.CreateTempSubdirectory("bpm-runtime-").FullName;
    public FakeClock Clock { get; } = new();

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(Folder, recursive: true);
    }
}
