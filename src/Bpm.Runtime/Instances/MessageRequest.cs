using Bpm.Engine;

namespace Bpm.Runtime;

/// <summary>A message from outside: what it is called, what it brings, and what tells whom it is for.</summary>
public sealed record MessageRequest(string Name, VariableSet Variables)
{
    /// <summary>Only instances with this business key; an instance that it starts gets it.</summary>
    public string? BusinessKey { get; init; }

    /// <summary>Only who waits for this value of the correlation key that the model names.</summary>
    public string? CorrelationKey { get; init; }

    /// <summary>Only instances whose variables have these values.</summary>
    public VariableSet CorrelationKeys { get; init; } = VariableSet.Empty;

    /// <summary>Only elements whose own variables have these values.</summary>
    public VariableSet LocalCorrelationKeys { get; init; } = VariableSet.Empty;

    /// <summary>Only this instance; nothing is started.</summary>
    public long? InstanceKey { get; init; }

    /// <summary>Only this element instance; nothing is started.</summary>
    public long? ElementKey { get; init; }

    /// <summary>Everybody who waits, and every process that starts with it; else exactly one may wait.</summary>
    public bool ForAll { get; init; }

    internal bool MayStart => InstanceKey is null && ElementKey is null && LocalCorrelationKeys.Items.IsEmpty;
}

/// <summary>Who received a message: an instance that waited at an element, or one that it started.</summary>
public sealed record MessageReceipt(long InstanceKey, long? ElementKey, StartedInstance? Started);
