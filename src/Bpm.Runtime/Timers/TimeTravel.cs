using Bpm.Model;

namespace Bpm.Runtime;

/// <summary>
/// Moves the test clock forward from one due instant to the next, and lets the pump do at each what falls due then: so
/// timers fire in their order, each at its own instant, and what they lead to happens before the next.
/// </summary>
public sealed class TimeTravel : IDisposable
{
    readonly SemaphoreSlim _gate = new(1, 1);
    readonly TestClock _clock;
    readonly WorkPump _pump;
    readonly BpmOptions _options;

    internal TimeTravel(TestClock clock, WorkPump pump, BpmOptions options) => (_clock, _pump, _options) = (clock, pump, options);

    public DateTimeOffset Now => _clock.GetUtcNow();

    /// <summary>False when the instant is outside the calendar.</summary>
    public async Task<bool> Advance(IsoDuration by, CancellationToken ct = default)
    {
        await _gate.WaitAsync(ct);
        try
        {
            if (!by.TryAddTo(Now, out var until)) return false;
            if (_options.Parallelism > 0)
            {
                await Settle(ct);
                while (await _pump.NextDue(ct) is { } due && due <= until)
                {
                    if (due > Now) _clock.MoveTo(due);
                    await Settle(ct);
                }
            }
            _clock.MoveTo(until);
            return true;
        }
        finally
        {
            _gate.Release();
        }
    }

    public void Dispose() => _gate.Dispose();

    /// <summary>Until nothing is due at this instant and nothing runs.</summary>
    async Task Settle(CancellationToken ct)
    {
        do await _pump.Step(ct);
        while (!await _pump.IsAtRest(ct));
    }
}
