namespace Bpm.Runtime;

/// <summary>Tells the pump that there may be work. Signals while it is busy collapse into one.</summary>
sealed class WakeUp : IDisposable
{
    readonly SemaphoreSlim _signal = new(0, 1);
    readonly Lock _lock = new();

    /// <summary>Called with the instant of a job that is not due yet.</summary>
    public event Action<DateTimeOffset>? DueLater;

    public void Now()
    {
        lock (_lock)
        {
            if (_signal.CurrentCount == 0) _signal.Release();
        }
    }

    public void At(DateTimeOffset due) => DueLater?.Invoke(due);

    /// <summary>Returns at the next signal or when the time is up, whichever is first.</summary>
    public async Task Wait(TimeSpan atMost, TimeProvider time, CancellationToken ct)
    {
        await using var timer = time.CreateTimer(_ => Now(), null, atMost, Timeout.InfiniteTimeSpan);
        await _signal.WaitAsync(ct);
    }

    public void Dispose() => _signal.Dispose();
}
