using Bpm.Engine;

namespace Bpm.Runtime;

/// <summary>A message to be published: whoever waits for it gets it, and who will wait for it while it lives.</summary>
public sealed record MessagePublication(string Name, VariableSet Variables)
{
    /// <summary>Only who waits for this value of the correlation key that the model names, or waits for none; null: only the latter.</summary>
    public string? CorrelationKey { get; init; }

    /// <summary>Only instances with this business key; an instance that it starts gets it.</summary>
    public string? BusinessKey { get; init; }

    /// <summary>How long it waits for who takes it; zero hands it to those who wait already.</summary>
    public TimeSpan TimeToLive { get; init; }

    /// <summary>The sender's own name of this message: a second one with it is refused while the first is remembered.</summary>
    public string? MessageId { get; init; }

    /// <summary>How long the id is remembered at least; it always is while the message waits.</summary>
    public TimeSpan RememberIdFor { get; init; }
}

/// <summary>A message that was taken over.</summary>
public sealed record PublishedMessage(long Key, DateTimeOffset ExpiresAt);
