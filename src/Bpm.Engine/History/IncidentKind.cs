namespace Bpm.Engine;

/// <summary>Why an element cannot go on without a person.</summary>
public enum IncidentKind
{
    /// <summary>An expression failed or gave a value of the wrong type.</summary>
    Expression,

    /// <summary>No outgoing flow could be taken.</summary>
    NoFlow,

    /// <summary>A job has used up its retries.</summary>
    JobFailed,

    /// <summary>A BPMN error was thrown and nothing catches it.</summary>
    UncaughtError,

    /// <summary>A decision is missing, could not be evaluated, or its result does not fit.</summary>
    Decision,

    /// <summary>The process that a call activity calls could not be started.</summary>
    CallFailed,

    /// <summary>A listener has denied who the model gives a task to, and nobody else can come to it.</summary>
    Unassigned,
}
