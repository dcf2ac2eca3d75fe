using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Bpm.Runtime;

/// <summary>Does something again and again while the host runs. What fails is told in the log and tried again at the next tick.</summary>
abstract class Ticking(TimeSpan every, TimeProvider time, ILogger log) : BackgroundService
{
    protected TimeProvider Time => time;

    public abstract Task Step(CancellationToken ct);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await Task.Delay(every, time, stoppingToken);
                await Step(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            // The database may be away for a while; whatever it is, the next tick tries again.
            catch (Exception e)
            {
                log.LogWarning(e, "A tick of {Work} failed; trying again.", GetType().Name);
            }
        }
    }
}
