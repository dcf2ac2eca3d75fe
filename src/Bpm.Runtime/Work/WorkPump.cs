using System.Collections.Concurrent;
using Bpm.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Bpm.Runtime;

/// <summary>
/// Does what is due: timers, continuations, deadlines, start timers, and jobs that a connector of this process serves.
/// <para>
/// The job table is the truth; the pump only claims rows whose instant has come, at most as many as it has free places,
/// by writing its name and an instant into them. It looks when something woke it (a commit here made a due row, a place
/// became free, the alarm clock rang for the earliest row) and in any case once per poll interval, which finds what
/// other nodes left behind.
/// </para>
/// <para>
/// A second node claims other rows of the same table: a claimed row is invisible to it until the lock runs out, and then
/// it is carried out again. So a job runs at least once. Everything a job changes is committed with its lock checked in
/// the same transaction, and a job that is done has no row: it cannot be done twice, whichever node is slow.
/// </para>
/// <para>
/// A bug in a handler costs that job an attempt and is written to it; the pump goes on. On shutdown it claims no more,
/// waits for what runs, and gives the rest back.
/// </para>
/// </summary>
public sealed class WorkPump : BackgroundService
{
    readonly ConcurrentDictionary<long, RunningJob> _running = [];
    readonly WorkQueue _work;
    readonly JobRunner _runner;
    readonly WakeUp _wakeUp;
    readonly IAlarmClock _alarm;
    readonly BpmOptions _options;
    readonly TimeProvider _time;
    readonly ILogger<WorkPump> _log;
    readonly NodeName _self = NodeName.OfThisStart();
    readonly string _owner;
    readonly SemaphoreSlim _claiming = new(1, 1);
    volatile bool _mayBeMore;

    internal WorkPump(WorkQueue work, JobRunner runner, WakeUp wakeUp, IAlarmClock alarm, BpmOptions options, TimeProvider time, ILogger<WorkPump> log)
    {
        (_work, _runner, _wakeUp, _alarm, _options, _time, _log) = (work, runner, wakeUp, alarm, options, time, log);
        _owner = _self.ToString();
    }

    /// <summary>Claims what is due and waits until it is done; returns how many jobs that were. Tests move by this.</summary>
    public async Task<int> Step(CancellationToken ct = default)
    {
        var begun = await Begin(ct);
        await Task.WhenAll(_running.Values.Select(r => r.Ended));
        return begun;
    }

    /// <summary>Whether nothing runs, is being claimed or is due; told by no one but the pump, which cannot claim meanwhile.</summary>
    internal async Task<bool> IsAtRest(CancellationToken ct)
    {
        await _claiming.WaitAsync(ct);
        try
        {
            return _running.IsEmpty && !(await NextDue(ct) <= _time.GetUtcNow());
        }
        finally
        {
            _claiming.Release();
        }
    }

    /// <summary>When there will be something to do for this node; null for never.</summary>
    internal Task<DateTimeOffset?> NextDue(CancellationToken ct) => _work.NextDue(_runner.Jobs, ct);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (_options.Parallelism == 0) return;
        await _alarm.Start(_wakeUp.Now, stoppingToken);
        _wakeUp.DueLater += Arm;
        if (_options.Database == DatabaseKind.Sqlite) await ReleaseTheDead(stoppingToken);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await Begin(stoppingToken);
                if (!_mayBeMore && await _work.NextDue(_runner.Jobs, stoppingToken) is { } due) await _alarm.Arm(due, stoppingToken);
                await _wakeUp.Wait(_options.PollInterval, _time, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                break;
            }
            // The database may be away for a while; whatever it is, the next round tries again.
            catch (Exception e)
            {
                _log.LogError(e, "Looking for due jobs failed; trying again in {Interval}.", _options.PollInterval);
                await Task.Delay(_options.PollInterval, _time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    /// <summary>Stops claiming, lets running jobs end, and gives back what is still locked.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        _wakeUp.DueLater -= Arm;
        await _alarm.Stop(cancellationToken);
        await Task.WhenAll(_running.Values.Select(r => r.Ended)).WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _work.ReleaseAll(_owner, CancellationToken.None);
    }

    /// <summary>
    /// An embedded database belongs to one machine: jobs that a killed process of it held need not wait for their locks to
    /// run out. On a server the machine's name proves too little, so there the lock's end decides.
    /// </summary>
    async Task ReleaseTheDead(CancellationToken ct)
    {
        foreach (var owner in await _work.Owners(ct))
        {
            if (NodeName.Parse(owner)?.HasDied(_self) != true) continue;
            var count = await _work.ReleaseAll(owner, ct);
            _log.LogInformation("Took back {Count} jobs of a process that died.", count);
        }
    }

    /// <summary>One claim at a time, until each of its jobs is known to run: in between a claimed row would be seen by nobody.</summary>
    async Task<int> Begin(CancellationToken ct)
    {
        await _claiming.WaitAsync(ct);
        try
        {
            return await ClaimAndBegin(ct);
        }
        finally
        {
            _claiming.Release();
        }
    }

    async Task<int> ClaimAndBegin(CancellationToken ct)
    {
        var room = _options.Parallelism - _running.Count;
        if (room <= 0) return 0;
        // Set before the claim, so that a job that ends meanwhile wakes the pump rather than leaves a due row lying.
        _mayBeMore = true;
        var now = _time.GetUtcNow();
        // A handler that outlasts its lock still runs here: another node may take the job over, this one waits for it.
        var claim = new JobClaim(now, _owner, now + _options.LockDuration, room, _runner.Jobs) { Except = [.. _running.Keys] };
        var due = await _work.ClaimDue(claim, ct);
        foreach (var job in due)
        {
            // The place is taken before the job begins: it may end before the next line, and then has given it back.
            var begun = new RunningJob(Task.CompletedTask, claim.LockUntil);
            _running[job.Key] = begun;
            _running.TryUpdate(job.Key, begun with { Ended = Carry(job) }, begun);
        }
        // The end of an outlasted lock is in the past: an alarm for it would ring without end, the end of the job wakes the pump.
        _mayBeMore = due.Count == room || _running.Values.Any(r => r.LockedUntil <= now);
        return due.Count;
    }

    async Task Carry(DueJob job)
    {
        // Leaves the caller at once, so that one slow job does not hold up the claiming of the next.
        await Task.Yield();
        try
        {
            await _runner.Run(job, new JobLock(job.Key, _owner, job.Attempts));
        }
        finally
        {
            _running.TryRemove(job.Key, out _);
            if (_mayBeMore) _wakeUp.Now();
        }
    }

    public override void Dispose()
    {
        base.Dispose();
        _claiming.Dispose();
    }

    void Arm(DateTimeOffset due) => _ = _alarm.Arm(due, CancellationToken.None);

    sealed record RunningJob(Task Ended, DateTimeOffset LockedUntil);
}
