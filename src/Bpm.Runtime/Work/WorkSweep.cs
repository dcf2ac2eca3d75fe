using Bpm.Storage;
using Microsoft.Extensions.Logging;

namespace Bpm.Runtime;

/// <summary>
/// Once a second, for topics that somebody waits for: finds the work that became due without a commit on this node, because
/// a delay or a lock ended or another node made it, and rings for it.
/// </summary>
sealed class WorkSweep(WorkQueue work, WorkBell bell, BpmOptions options, TimeProvider time, ILogger<WorkSweep> log)
    : Ticking(options.ChangePollInterval, time, log)
{
    public override async Task Step(CancellationToken ct)
    {
        foreach (var (topic, waiting) in bell.Waiting())
            for (var due = await work.CountDue(topic, Time.GetUtcNow(), waiting, ct); due > 0; due--)
                bell.Ring(topic);
    }
}
