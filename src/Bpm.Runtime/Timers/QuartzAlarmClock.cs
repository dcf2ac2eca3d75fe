using Quartz;

namespace Bpm.Runtime;

/// <summary>
/// Quartz as the alarm clock of this node: one job, one trigger, always armed for the earliest due row. Its store is
/// memory, because everything that matters is in the job table, in the transaction of the token that waits for it.
/// </summary>
sealed class QuartzAlarmClock(ISchedulerFactory schedulers, TimeProvider time) : IAlarmClock, IDisposable
{
    static readonly TriggerKey Alarm = new("alarm", "bpm");
    static readonly JobKey Bell = new("bell", "bpm");

    readonly SemaphoreSlim _gate = new(1, 1);
    IScheduler? _scheduler;
    DateTimeOffset? _armedFor;

    public async Task Start(Action ring, CancellationToken ct)
    {
        _scheduler = await schedulers.GetScheduler(ct);
        var bell = JobBuilder.Create<Ringing>().WithIdentity(Bell).UsingJobData(nameof(ring), ring).StoreDurably(true).Build();
        await _scheduler.AddJob(bell, cancellationToken: ct);
        await _scheduler.Start(ct);
    }

    public async Task Arm(DateTimeOffset due, CancellationToken ct)
    {
        if (_scheduler is null) return;
        await _gate.WaitAsync(ct);
        try
        {
            var now = time.GetUtcNow();
            if (_armedFor <= due && _armedFor > now) return;
            var trigger = TriggerBuilder.Create(time).WithIdentity(Alarm).ForJob(Bell).StartAt(due > now ? due : now).Build();
            if (await _scheduler.RescheduleJob(Alarm, trigger, ct) is null) await _scheduler.ScheduleJob(trigger, cancellationToken: ct);
            _armedFor = due;
        }
        finally
        {
            _gate.Release();
        }
    }

    public async Task Stop(CancellationToken ct)
    {
        if (_scheduler is not null) await _scheduler.Shutdown(false, ct);
    }

    public void Dispose() => _gate.Dispose();

    sealed class Ringing : IJob
    {
        public ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
        {
            ((Action)context.MergedJobDataMap["ring"]!)();
            return ValueTask.CompletedTask;
        }
    }
}
