using Bpm.Model;

namespace Bpm.Engine;

/// <summary>A call activity wants another process run; the shell starts it with <see cref="ElementKey"/> as its caller.</summary>
public sealed record ProcessCalled(
    long Key, long ElementKey, string CalledElement, Binding Binding, string? Version, string? BusinessKey, VariableSet Variables, DateTimeOffset At) : HistoryEvent;

/// <summary>The call activity ended before the called process did: the shell cancels that.</summary>
public sealed record CallCancelled(long Key, long ElementKey, DateTimeOffset At) : HistoryEvent;

/// <summary>A called instance tells its caller how it ended, or that it escalates; the shell hands it on.</summary>
/// <param name="CallerKey">The call activity's element instance, inside the calling instance.</param>
public sealed record CallAnswered(
    long Key, long CallerKey, CallAnswer Answer, string? Code, string? Message, VariableSet Variables, DateTimeOffset At) : HistoryEvent;

public enum CallAnswer
{
    Completed,
    Error,
    Escalation,

    /// <summary>A person has cancelled the called instance: its caller would wait for ever.</summary>
    Cancelled,
}
