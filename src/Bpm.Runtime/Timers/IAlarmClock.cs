namespace Bpm.Runtime;

/// <summary>
/// The narrow seam to a scheduler library. The job rows are the truth about what is due; an alarm clock only sees to it
/// that the pump looks at the right moment. It may ring too often or, after a crash, not at all: the pump polls too.
/// Another scheduler takes Quartz's place by implementing these three.
/// </summary>
public interface IAlarmClock
{
    /// <summary>Starts; <paramref name="ring"/> is called at every armed instant.</summary>
    Task Start(Action ring, CancellationToken ct);

    /// <summary>Rings at this instant, unless it is armed for an earlier one already.</summary>
    Task Arm(DateTimeOffset due, CancellationToken ct);

    Task Stop(CancellationToken ct);
}
