namespace Bpm.Engine;

/// <summary>
/// The engine's answer to a command: what happened, or why it was refused. A refused command has changed nothing that is
/// stored; an instance that ran out of keys on the way is as useless as one that was given up for <see cref="Needs"/>.
/// </summary>
public sealed record Outcome(IReadOnlyList<HistoryEvent> Events, Rejection? Rejection = null)
{
    /// <summary>
    /// A decision that the run asked for and was not at hand: the run was given up and means nothing. The instance has been
    /// changed on the way, so the caller runs the command again on a fresh one.
    /// </summary>
    public DecisionRequest? Needs { get; init; }

    public static Outcome Rejected(RejectionKind kind, string message) => new([], new Rejection(kind, message));
}

/// <summary>Why a command was refused, in words for the person who sent it.</summary>
public sealed record Rejection(RejectionKind Kind, string Message);

public enum RejectionKind
{
    /// <summary>The thing named does not exist (any more).</summary>
    NotFound,

    /// <summary>Somebody else was faster.</summary>
    Conflict,

    /// <summary>The request itself is wrong.</summary>
    Invalid,

    /// <summary>The actor may not do this.</summary>
    Forbidden,

    /// <summary>An operator has suspended what the request is about; once it is resumed the same request may be granted.</summary>
    Suspended,
}
