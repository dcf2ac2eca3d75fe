namespace Bpm.Model;

/// <summary>Routes tokens (BPMN 2.0.2, 10.5).</summary>
public abstract record Gateway : FlowNode;

/// <summary>Takes the first outgoing flow whose condition holds, else the default flow.</summary>
public sealed record ExclusiveGateway : Gateway;

/// <summary>Waits for a token on every incoming flow, then takes every outgoing flow.</summary>
public sealed record ParallelGateway : Gateway;
