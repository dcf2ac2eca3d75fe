using Bpm.Runtime;

namespace Bpm.Web.Api;

/// <summary>
/// Long polling for external work. A caller for whom nothing is due waits until its turn comes at the bell, which rings
/// when work appears, and looks again.
/// </summary>
sealed class WorkFetch(ProcessEngine engine, WorkBell bell, TimeProvider time)
{
    public async Task<Reply<IReadOnlyList<LockedJob>>> Take(Actor actor, FetchPlan plan, CancellationToken cancellation)
    {
        var deadline = time.GetUtcNow() + plan.Patience;
        var isChoosy = plan.Topics.Values.Any(t => !t.Only.IsNone);
        while (true)
        {
            var listened = bell.Listen();
            var reply = await Once(actor, plan, cancellation);
            var left = deadline - time.GetUtcNow();
            if (!reply.IsDone || reply.Value!.Count > 0 || left <= TimeSpan.Zero) return reply;
            await bell.Wait([.. plan.Topics.Keys], isChoosy, listened, left, cancellation);
        }
    }

    /// <summary>Topics with the same lock duration are asked for together.</summary>
    async Task<Reply<IReadOnlyList<LockedJob>>> Once(Actor actor, FetchPlan plan, CancellationToken cancellation)
    {
        List<LockedJob> jobs = [];
        foreach (var topics in plan.Topics.GroupBy(t => t.Value.LockFor))
        {
            if (jobs.Count == plan.MaxTasks) break;
            // Not cancellable: what is claimed for a caller who went away meanwhile must be given back.
            var reply = await engine.FetchAndLock(
                actor, plan.WorkerId, topics.ToDictionary(t => t.Key, t => t.Value.Only), plan.MaxTasks - jobs.Count, topics.Key, CancellationToken.None);
            if (!reply.IsDone) return reply;
            jobs.AddRange(reply.Value!);
        }
        if (cancellation.IsCancellationRequested)
            foreach (var job in jobs) await engine.Unlock(actor, job.Key, plan.WorkerId, CancellationToken.None);
        cancellation.ThrowIfCancellationRequested();
        return new Reply<IReadOnlyList<LockedJob>>(jobs);
    }
}
