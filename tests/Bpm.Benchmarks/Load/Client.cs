using System.Collections.Frozen;
using System.Diagnostics;
using Bpm.Runtime;
using Bpm.Storage;

namespace Bpm.Benchmarks;

/// <summary>One of the callers that use the engine at the same time.</summary>
sealed class Client(ProcessEngine engine, UserTasks tasks, string name)
{
    public Actor Actor { get; } = new(name, Enum.GetValues<Role>().ToFrozenSet(), FrozenSet<string>.Empty);
    public UserTasks Tasks => tasks;
    public Samples Steps { get; } = new();
    public Samples Instances { get; } = new();

    public async Task RunUntil(long timestamp, Workload workload)
    {
        await Task.Yield();
        for (var started = Stopwatch.GetTimestamp(); started < timestamp; started = Instances.Since(started)) await workload.RunInstance(this);
    }

    public async Task<T> Step<T>(Func<ProcessEngine, Task<Reply<T>>> step)
    {
        var started = Stopwatch.GetTimestamp();
        var reply = await step(engine);
        Steps.Since(started);
        return reply.IsDone ? reply.Value! : throw new InvalidOperationException(reply.Rejection!.Message);
    }

    public async Task Step(Func<ProcessEngine, Task<Reply>> step)
    {
        var started = Stopwatch.GetTimestamp();
        var reply = await step(engine);
        Steps.Since(started);
        if (!reply.IsDone) throw new InvalidOperationException(reply.Rejection!.Message);
    }
}
