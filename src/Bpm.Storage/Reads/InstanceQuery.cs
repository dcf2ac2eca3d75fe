namespace Bpm.Storage;

/// <summary>Which process instances; what is null or false does not restrict.</summary>
public sealed record InstanceQuery
{
    public bool? IsOpen { get; init; }
    public long? InstanceKey { get; init; }
    public IReadOnlyCollection<long>? InstanceKeys { get; init; }
    public string? ProcessId { get; init; }
    public IReadOnlyCollection<string>? ProcessIds { get; init; }
    public long? DefinitionKey { get; init; }
    public string? BusinessKey { get; init; }
    public string? BusinessKeyLike { get; init; }
    public string? StartedBy { get; init; }
    public bool OnlyWithIncident { get; init; }
    public bool? IsSuspended { get; init; }

    /// <summary>Instances that have ended normally, or were cancelled; null for both.</summary>
    public bool? IsCancelled { get; init; }

    /// <summary>Instances in which this element is active.</summary>
    public string? ActiveElementId { get; init; }

    /// <summary>Instances in which one of these elements is active.</summary>
    public IReadOnlyCollection<string>? ActiveElementIds { get; init; }

    /// <summary>Instances in which one of these elements has ended.</summary>
    public IReadOnlyCollection<string>? ExecutedElementIds { get; init; }
    public IReadOnlyCollection<long>? NotInstanceKeys { get; init; }
    public IReadOnlyCollection<string>? NotProcessIds { get; init; }
    public IReadOnlyCollection<string>? BusinessKeys { get; init; }
    public IReadOnlyCollection<long>? DefinitionKeys { get; init; }
    public long? DeploymentKey { get; init; }
    public string? ProcessName { get; init; }
    public string? ProcessNameLike { get; init; }
    public string? IncidentMessage { get; init; }
    public string? IncidentMessageLike { get; init; }
    public long? IncidentKey { get; init; }

    /// <summary>The instance that all these belong to, however deep.</summary>
    public long? RootInstance { get; init; }

    /// <summary>Instances that have called no other.</summary>
    public bool OnlyLeaves { get; init; }

    /// <summary>What the instance's own variables have to be.</summary>
    public IReadOnlyList<ValueCondition> Variables { get; init; } = [];
    public DateTimeOffset? StartedBefore { get; init; }
    public DateTimeOffset? StartedAfter { get; init; }
    public DateTimeOffset? EndedBefore { get; init; }
    public DateTimeOffset? EndedAfter { get; init; }

    /// <summary>Instances that this instance has called.</summary>
    public long? CalledByInstance { get; init; }

    /// <summary>The instance that has called this one.</summary>
    public long? CallerOfInstance { get; init; }

    /// <summary>Instances that nobody has called.</summary>
    public bool OnlyRoots { get; init; }

    /// <summary>The last key of the page before, in the order by key.</summary>
    public long? Before { get; init; }
    public InstanceSort Sort { get; init; }
    public bool Descending { get; init; } = true;

    /// <summary>What decides among those that are equal in <see cref="Sort"/>.</summary>
    public IReadOnlyList<SortedBy<InstanceSort>> Then { get; init; } = [];

    /// <summary>Of each of these, one thing at least has to be so; their own order and alternatives mean nothing.</summary>
    public IReadOnlyList<InstanceQuery> AnyOf { get; init; } = [];
}

public enum InstanceSort { Key, ProcessId, DefinitionKey, BusinessKey, StartedAt, EndedAt, ProcessName, Version }

/// <summary>A process instance as it stands in a list.</summary>
public sealed record InstanceRow
{
    public required long InstanceKey { get; init; }
    public required long DefinitionKey { get; init; }
    public required string ProcessId { get; init; }
    public string? ProcessName { get; init; }
    public required int DefinitionVersion { get; init; }
    public string? BusinessKey { get; init; }
    public required string State { get; init; }
    public required DateTimeOffset StartedAt { get; init; }
    public string? StartedBy { get; init; }
    public DateTimeOffset? EndedAt { get; init; }
    public required int IncidentCount { get; init; }
    public string? VersionTag { get; init; }

    /// <summary>The call activity's element instance that has called this instance, inside another one.</summary>
    public long? CallerKey { get; init; }

    /// <summary>The outermost of those that called; null when nobody did.</summary>
    public long? RootInstanceKey { get; init; }

    /// <summary>Since when the instance is suspended; null when it is not.</summary>
    public DateTimeOffset? SuspendedAt { get; init; }
    public string? SuspendedBy { get; init; }
    public string? SuspendedReason { get; init; }

    public bool IsSuspended => SuspendedAt is not null;

    public bool IsOpen => State == "active";
}
