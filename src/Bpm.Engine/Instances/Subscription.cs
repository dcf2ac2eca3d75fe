namespace Bpm.Engine;

/// <summary>Something that waits for a message, a signal or a condition: see <see cref="SubscriptionOpened"/>.</summary>
public sealed record Subscription(
    long Key, long ElementKey, string ElementId, SubscriptionKind Kind, string Name, string? CorrelationKey, int Definition);

public enum SubscriptionKind { Message, Signal, Condition }
