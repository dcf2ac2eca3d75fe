namespace Bpm.Runtime;

/// <summary>A clock that stands still until it is moved, for trying models whose timers last for days. Waits of the program itself stay real.</summary>
public sealed class TestClock(DateTimeOffset? start = null) : TimeProvider
{
    long _ticks = (start ?? System.GetUtcNow()).UtcTicks;

    public override DateTimeOffset GetUtcNow() => new(Interlocked.Read(ref _ticks), TimeSpan.Zero);

    internal void MoveTo(DateTimeOffset instant) => Interlocked.Exchange(ref _ticks, instant.UtcTicks);
}
