using Bpm.Feel;

namespace Bpm.Model;

/// <summary>An embedded subprocess: a scope of its own with nodes, variables and boundary events (BPMN 2.0.2, 10.3.5).</summary>
public record SubProcess : Activity
{
    /// <summary>An event subprocess: started by its start event, not by a flow.</summary>
    public bool IsTriggeredByEvent { get; init; }
}

/// <summary>A subprocess that can be cancelled as a whole, which undoes what was done in it (BPMN 2.0.2, 10.3.5).</summary>
public sealed record Transaction : SubProcess;

/// <summary>A subprocess whose activities people, or an expression, start in any order (BPMN 2.0.2, 10.3.5).</summary>
public sealed record AdHocSubProcess : SubProcess
{
    public bool IsSequential { get; init; }

    /// <summary>Asked when an activity inside completes; true completes the subprocess.</summary>
    public FeelExpression? CompletionCondition { get; init; }

    /// <summary>Whether what is still open is ended when the condition holds (default true).</summary>
    public bool CancelsRemaining { get; init; } = true;

    /// <summary>List of ids of the activities to start at once (<c>zeebe:adHoc activeElementsCollection</c>).</summary>
    public FeelExpression? ActiveElements { get; init; }
}
