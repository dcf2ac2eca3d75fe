using Bpm.Storage;
using Microsoft.Extensions.Logging;

namespace Bpm.Runtime;

/// <summary>
/// Reads the audit's new rows once a second and passes on what other nodes did, so that a screen on this node sees it.
/// The rows of this node are recognised and passed over. While nobody listens, only the place in the audit is kept.
/// </summary>
sealed class ChangeFeed(AuditFeed audit, TaskNotifications notifications, BpmOptions options, TimeProvider time, ILogger<ChangeFeed> log)
    : Ticking(options.ChangePollInterval, time, log)
{
    const int AtMost = 500;
    long _seen = -1;

    /// <summary>Passes on what is new; the first call only finds the present end.</summary>
    public override async Task Step(CancellationToken ct)
    {
        if (_seen < 0 || !notifications.HasListeners)
        {
            _seen = await audit.NewestKey(ct);
            notifications.Forget();
            return;
        }
        // A full batch may not be all: under load more than one is written between two looks.
        while (await Pass(ct) == AtMost) { }
    }

    async Task<int> Pass(CancellationToken ct)
    {
        var rows = await audit.Since(_seen, AtMost, ct);
        foreach (var row in rows)
        {
            _seen = row.AuditKey;
            notifications.PublishFound(new Change(row.InstanceKey, row.InstanceVersion ?? 0, row.ElementInstanceKey, row.Action, row.Actor, DateTimeOffset.FromUnixTimeMilliseconds(row.At), TouchesTasks: true));
        }
        return rows.Count;
    }
}
