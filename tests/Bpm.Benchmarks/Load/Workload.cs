using Bpm.Engine;
using Bpm.Feel;
using Bpm.Runtime;
using Bpm.Storage;

namespace Bpm.Benchmarks;

/// <summary>What one client does again and again: an instance from its start to its end. A step is a durable command.</summary>
sealed record Workload(string Name, string ProcessId, byte[] Model, int StepsPerInstance, Func<Client, Task> RunInstance)
{
    static readonly VariableSet Start = VariableSet.Of(("x", new FeelNumber(0)));

    public static IReadOnlyList<Workload> All { get; } =
    [
        new("W1", "w1", BenchmarkModels.Chain, 1, client => Straight(client, "w1")),
        new("W2", "w2", BenchmarkModels.OneUserTask, 3, Human),
        new("W3", "w3", BenchmarkModels.ForkAndJoin, 1, client => Straight(client, "w3")),
    ];

    static async Task Straight(Client client, string processId)
    {
        var started = await client.Step(e => e.Start(client.Actor, StartRequest.Process(processId, Start)));
        if (!started.HasEnded) throw new InvalidOperationException($"Expected {processId} to run to its end, but it waits.");
    }

    /// <summary>Create, list, claim, complete.</summary>
    static async Task Human(Client client)
    {
        var started = await client.Step(e => e.Start(client.Actor, StartRequest.Process("w2", VariableSet.Empty)));
        var open = new UserTaskQuery { InstanceKey = started.Key, IsOpen = true };
        var task = (await client.Tasks.List(open, new Slice(0, 50), CancellationToken.None)).Single();
        await client.Step(e => e.Claim(client.Actor, task.TaskKey));
        await client.Step(e => e.Complete(client.Actor, task.TaskKey, VariableSet.Of(("approved", FeelBoolean.True))));
    }
}
