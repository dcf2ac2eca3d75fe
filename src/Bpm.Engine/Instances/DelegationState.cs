namespace Bpm.Engine;

/// <summary>Whether a task is lent to somebody by its owner.</summary>
public enum DelegationState
{
    None,

    /// <summary>Another works on it, and gives it back before it can be completed.</summary>
    Pending,

    /// <summary>It has come back to its owner.</summary>
    Resolved,
}
