namespace Bpm.Engine;

/// <summary>One activation of an element. Changed only by <see cref="ProcessInstance.Apply"/>.</summary>
public sealed class ElementInstance(long key, string elementId, long scopeKey)
{
    public long Key { get; } = key;
    public string ElementId { get; } = elementId;

    /// <summary>Key of the scope's element instance, or of the process instance.</summary>
    public long ScopeKey { get; } = scopeKey;
    public ElementState State { get; internal set; }
    public ElementRole Role { get; init; }

    /// <summary>Outputs and end listeners have had their turn; see <see cref="ElementCompleting.HasEnded"/>.</summary>
    public bool HasEnded { get; internal set; }

    /// <summary>Which instance of its loop this is, from 0.</summary>
    public int? LoopCounter { get; init; }

    /// <summary>Key of the event, or resumed scope, that waits until this has undone its work.</summary>
    public long? ThrownBy { get; init; }

    /// <summary>Only of the element that is the loop as a whole.</summary>
    public LoopState? Loop { get; internal set; }

    /// <summary>Only of an ad-hoc subprocess: the activities that it begins when the one before is done.</summary>
    public EquatableArray<string> Queued { get; internal set; }

    /// <summary>Element instances directly inside; tokens on flows are counted by the instance.</summary>
    public int ActiveChildren { get; internal set; }
}

/// <summary>What an element instance is of its element.</summary>
public enum ElementRole
{
    /// <summary>The element itself, done once.</summary>
    Single,

    /// <summary>A loop as a whole: the scope of its instances; boundary events are attached to it.</summary>
    Loop,

    /// <summary>One instance of a loop.</summary>
    Item,

    /// <summary>Undoes an activity, or is a completed scope resumed to undo what was done in it.</summary>
    Undo,

    /// <summary>A complex gateway that takes the tokens which came late.</summary>
    Reset,
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
