using Bpm.Feel;

namespace Bpm.Model;

/// <summary>Routes tokens (BPMN 2.0.2, 10.5).</summary>
public abstract record Gateway : FlowNode;

/// <summary>Takes the first outgoing flow whose condition holds, else the default flow.</summary>
public sealed record ExclusiveGateway : Gateway;

/// <summary>Waits for a token on every incoming flow, then takes every outgoing flow.</summary>
public sealed record ParallelGateway : Gateway;

/// <summary>Waits for every token that can still arrive, then takes every outgoing flow whose condition holds, else the default flow.</summary>
public sealed record InclusiveGateway : Gateway;

/// <summary>Waits until its activation condition holds over the tokens that have arrived, and resets when the others have come.</summary>
public sealed record ComplexGateway : Gateway
{
    /// <summary>May use <c>activationCount</c>, and each incoming flow's id as a number of tokens; null means one token is enough.</summary>
    public FeelExpression? ActivationCondition { get; init; }
}

/// <summary>Waits for the first of several events; each outgoing flow leads to one (BPMN 2.0.2, 10.5.6).</summary>
public sealed record EventBasedGateway : Gateway
{
    /// <summary>Starts the process: it has no incoming flow.</summary>
    public bool Instantiates { get; init; }

    /// <summary>An instantiating gateway that needs all of its events.</summary>
    public bool IsParallel { get; init; }
}
