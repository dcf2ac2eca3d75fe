using System.Threading.Channels;
using Bpm.Runtime;
using Bpm.Storage;

namespace Bpm.Web.Api.V2;

/// <summary>
/// Waits until an instance has ended. Every change of the instance is a reason to look; and once a second it looks anyway,
/// because news of other nodes may be missed.
/// </summary>
sealed class Ending(InstanceOverview instances, TaskNotifications notifications, TimeProvider time)
{
    static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(1);

    /// <summary>The instance as it ended, or as it still is when the time is up.</summary>
    public async Task<InstanceRow?> Of(long instanceKey, TimeSpan patience, CancellationToken cancellation)
    {
        var deadline = time.GetUtcNow() + patience;
        var changes = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
        using var subscription = notifications.Subscribe(change =>
        {
            if (change.ProcessInstanceKey == instanceKey) changes.Writer.TryWrite(true);
            return Task.CompletedTask;
        });
        while (true)
        {
            var row = await instances.Find(instanceKey, cancellation);
            var left = deadline - time.GetUtcNow();
            if (row is not { IsOpen: true } || left <= TimeSpan.Zero) return row;
            await Wait(changes.Reader, left < LookAgain ? left : LookAgain, cancellation);
        }
    }

    async Task Wait(ChannelReader<bool> changes, TimeSpan atMost, CancellationToken cancellation)
    {
        using var patience = new CancellationTokenSource(atMost, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellation);
        try
        {
            await changes.ReadAsync(either.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            // The time is up: look again all the same.
        }
    }
}
