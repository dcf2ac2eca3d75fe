using Bpm.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Bpm.Runtime;

/// <summary>
/// Once a second, for topics that somebody waits for: finds the work that became due without a commit on this node, because
/// a delay or a lock ended or another node made it, and rings for it.
/// </summary>
sealed class WorkSweep(WorkQueue work, WorkBell bell, BpmOptions options, TimeProvider time, ILogger<WorkSweep> log) : BackgroundService
{
    public async Task Step(CancellationToken ct)
    {
        foreach (var (topic, waiting) in bell.Waiting())
            for (var due = await work.CountDue(topic, time.GetUtcNow(), waiting, ct); due > 0; due--)
                bell.Ring(topic);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await Task.Delay(options.ChangePollInterval, time, stoppingToken);
                await Step(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            // The database may be away for a while; the next tick tries again.
            catch (Exception e)
            {
                log.LogWarning(e, "Looking for work that others wait for failed; trying again.");
            }
        }
    }
}
