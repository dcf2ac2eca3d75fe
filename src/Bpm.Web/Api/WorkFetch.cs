using System.Threading.Channels;
using Bpm.Runtime;

namespace Bpm.Web.Api;

/// <summary>
/// Long polling for external work. A caller for whom nothing is due waits until any instance changes, which is when work
/// appears, and looks again; and once a second besides, because an attempt's delay ends and a lock runs out without
/// any change. Changes that come while it looks collapse into one more look.
/// </summary>
sealed class WorkFetch(ProcessEngine engine, TaskNotifications notifications, TimeProvider time)
{
    static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(1);

    public async Task<Reply<IReadOnlyList<LockedJob>>> Take(Actor actor, FetchPlan plan, CancellationToken cancellation)
    {
        var deadline = time.GetUtcNow() + plan.Patience;
        var signals = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
        using var subscription = plan.Patience > TimeSpan.Zero ? notifications.Subscribe(_ => Signal(signals)) : null;
        while (true)
        {
            var reply = await Once(actor, plan, cancellation);
            var left = deadline - time.GetUtcNow();
            if (!reply.IsDone || reply.Value!.Count > 0 || left <= TimeSpan.Zero) return reply;
            await Wait(signals.Reader, left < LookAgain ? left : LookAgain, cancellation);
        }
    }

    /// <summary>Topics with the same lock duration are asked for together.</summary>
    async Task<Reply<IReadOnlyList<LockedJob>>> Once(Actor actor, FetchPlan plan, CancellationToken cancellation)
    {
        List<LockedJob> jobs = [];
        foreach (var topics in plan.Topics.GroupBy(t => t.Value.LockFor, t => t.Key))
        {
            if (jobs.Count == plan.MaxTasks) break;
            var reply = await engine.FetchAndLock(actor, plan.WorkerId, [.. topics], plan.MaxTasks - jobs.Count, topics.Key, cancellation);
            if (!reply.IsDone) return reply;
            jobs.AddRange(reply.Value!);
        }
        return new Reply<IReadOnlyList<LockedJob>>(jobs);
    }

    static Task Signal(Channel<bool> signals)
    {
        signals.Writer.TryWrite(true);
        return Task.CompletedTask;
    }

    async Task Wait(ChannelReader<bool> signals, TimeSpan atMost, CancellationToken cancellation)
    {
        using var patience = new CancellationTokenSource(atMost, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellation);
        try
        {
            await signals.ReadAsync(either.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            // The time is up: look again all the same.
        }
    }
}
