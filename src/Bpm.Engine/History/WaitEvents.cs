namespace Bpm.Engine;

/// <summary>
/// Something waits for a message, a signal or a condition. <see cref="ElementKey"/> is who waits: an element instance, or
/// the scope (the instance's key, too) of an event subprocess; <see cref="ElementId"/> is the event that occurs then.
/// </summary>
/// <param name="Name">Of the message or signal; the text of a condition.</param>
/// <param name="CorrelationKey">Text of the correlation key's value; null when every message of the name fits.</param>
/// <param name="Definition">Index of the event's definition, for multiple events.</param>
public sealed record SubscriptionOpened(
    long Key, long ElementKey, string ElementId, SubscriptionKind Kind, string Name, string? CorrelationKey, int Definition, DateTimeOffset At) : HistoryEvent;

/// <summary>A conversation has begun: from now on its messages have these values of the correlation key.</summary>
public sealed record CorrelationKeySet(string KeyId, string Value) : HistoryEvent;

public sealed record SubscriptionClosed(long Key) : HistoryEvent;

/// <summary>A message left the instance; the shell delivers it. <see cref="Key"/> names this sending.</summary>
public sealed record MessageThrown(long Key, long ElementKey, string Name, string? CorrelationKey, VariableSet Variables, DateTimeOffset At) : HistoryEvent;

/// <summary>A signal left the instance; the shell delivers it to everybody who waits, except this instance, which has heard it already.</summary>
public sealed record SignalThrown(long Key, long ElementKey, string Name, VariableSet Variables, DateTimeOffset At) : HistoryEvent;

/// <summary>A message, a signal or a condition reached an event.</summary>
public sealed record EventOccurred(long ElementKey, string ElementId, SubscriptionKind Kind, string Name) : HistoryEvent;
