namespace Bpm.Engine;

/// <summary>
/// Moves the tokens of a running instance by hand: what is named is cancelled and started, in this order, all of it or nothing.
/// What was started begins when all instructions have been carried out; a scope that they leave empty ends with what was cancelled
/// in it, and the instance, left empty, ends as cancelled.
/// </summary>
/// <param name="Annotation">Why, for the record.</param>
public sealed record ModifyProcessInstance(EquatableArray<Modification> Instructions, string? Annotation = null) : Command;

/// <summary>One instruction of a <see cref="ModifyProcessInstance"/>.</summary>
public abstract record Modification;

/// <summary>Ends an element instance with everything in it. One that an earlier instruction has ended already is fine.</summary>
public sealed record CancelElement(long ElementKey) : Modification;

/// <summary>Ends whatever is active of an element, and the tokens that wait for others in front of it.</summary>
public sealed record CancelAll(string ElementId) : Modification;

/// <summary>
/// Puts a token somewhere. Scopes that are missing around it are entered without their start events: their inputs, boundary
/// events and event subprocesses count as ever.
/// </summary>
public abstract record StartInstruction : Modification
{
    /// <summary>The instance, or the scope's element instance, in which all scopes further in are entered anew; without it the one that is there is used.</summary>
    public long? AncestorKey { get; init; }

    public EquatableArray<StartVariables> Variables { get; init; } = [];
}

/// <summary>Enters an element as a token would; a gateway waits for no other tokens.</summary>
public sealed record StartBefore(string ElementId) : StartInstruction;

/// <summary>Takes the only flow out of an element, without asking its condition.</summary>
public sealed record StartAfter(string ElementId) : StartInstruction;

/// <summary>Takes a flow, without asking its condition.</summary>
public sealed record TakeFlow(string FlowId) : StartInstruction;

/// <summary>Variables that are set before what is started begins.</summary>
/// <param name="ScopeId">Only for <see cref="VariablePlace.Scope"/>: the process, or a scope around what is started, or that itself; null means the process.</param>
public sealed record StartVariables(VariableSet Variables, VariablePlace Place = VariablePlace.Scope, string? ScopeId = null);

/// <summary>Where the variables of a start instruction go.</summary>
public enum VariablePlace
{
    /// <summary>The scope that is named.</summary>
    Scope,

    /// <summary>The nearest scope that has the variable already, else the process.</summary>
    Nearest,

    /// <summary>What is started itself; where a flow is taken, the scope around it.</summary>
    Local,
}
