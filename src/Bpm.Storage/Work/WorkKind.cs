namespace Bpm.Storage;

/// <summary>What a row of the job table is: a job of an instance, or something that one instance sends to others.</summary>
enum WorkKind
{
    Continuation,
    External,
    Timer,
    Deadline,

    /// <summary>A message that was thrown.</summary>
    Message,

    /// <summary>A signal that was thrown.</summary>
    Signal,

    /// <summary>A call activity wants its process started.</summary>
    Call,

    /// <summary>A call activity has ended before what it called.</summary>
    CancelCall,

    /// <summary>A called process tells its caller.</summary>
    Answer,

    /// <summary>A subscription or a start event looks for messages that wait already.</summary>
    Buffered,
}
