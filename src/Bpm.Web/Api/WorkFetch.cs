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

    async Task<Reply<IReadOnlyList<LockedJob>>> Once(Actor actor, FetchPlan plan, CancellationToken cancellation)
    {
        var topics = plan.Topics.ToDictionary(t => t.Key, t => new WantedTopic(t.Value.LockFor) { Only = t.Value.Only });
        // Not cancellable: what is claimed for a caller who went away meanwhile must be given back.
        var reply = await engine.FetchAndLock(actor, plan.WorkerId, new(topics, plan.MaxTasks) { Order = plan.Order }, CancellationToken.None);
        if (cancellation.IsCancellationRequested)
            foreach (var job in reply.Value ?? []) await engine.Unlock(actor, job.Key, plan.WorkerId, CancellationToken.None);
        cancellation.ThrowIfCancellationRequested();
        return reply;
    }
}
