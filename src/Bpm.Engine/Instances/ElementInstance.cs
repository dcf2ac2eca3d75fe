namespace Bpm.Engine;

/// <summary>One activation of an element. Changed only by <see cref="ProcessInstance.Apply"/>.</summary>
public sealed class ElementInstance(long key, string elementId, long scopeKey)
{
    public long Key { get; } = key;
    public string ElementId { get; } = elementId;

    /// <summary>Key of the scope's element instance, or of the process instance.</summary>
    public long ScopeKey { get; } = scopeKey;
    public ElementState State { get; internal set; }

    /// <summary>Element instances directly inside; tokens on flows are counted by the instance.</summary>
    public int ActiveChildren { get; internal set; }
}

/// <summary>Where an element instance stands in its life; it only moves down this list, or is terminated.</summary>
public enum ElementState
{
    /// <summary>Entered; inputs not yet evaluated.</summary>
    Activating,

    /// <summary>At work, or waiting.</summary>
    Active,

    /// <summary>Work done; outputs and outgoing flows to be evaluated.</summary>
    Completing,
}
