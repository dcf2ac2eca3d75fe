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

    public Cardinality Cardinality { get; init; }

    internal bool MayStart => InstanceKey is null && ElementKey is null && LocalCorrelationKeys.Items.IsEmpty;
}

/// <summary>How many a message is for.</summary>
public enum Cardinality
{
    /// <summary>Exactly one: an instance that waits, else a process that starts with it. None or several are an error.</summary>
    One,

    /// <summary>The one who waits longest, else the first process that starts with it.</summary>
    First,

    /// <summary>Everybody who waits, and every process that starts with it.</summary>
    All,
}

/// <summary>Who received a message: an instance that waited at an element, or one that it started.</summary>
public sealed record MessageReceipt(long InstanceKey, long? ElementKey, StartedInstance? Started);
