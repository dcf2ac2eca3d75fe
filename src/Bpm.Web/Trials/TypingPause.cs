namespace Bpm.Web.Trials;

/// <summary>Does something when somebody has stopped typing for a moment. Whatever goes wrong is the page's to show.</summary>
sealed class TypingPause(TimeProvider time, Func<Task> then) : IDisposable
{
    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(350);
    ITimer? _timer;

    public void Begin()
    {
        _timer ??= time.CreateTimer(callback => { _ = then(); }, null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _timer.Change(Pause, Timeout.InfiniteTimeSpan);
    }

    public void Dispose() => _timer?.Dispose();
}
