namespace Bpm.Storage;

/// <summary>Which process definitions; what is null or false does not restrict.</summary>
public sealed record DefinitionQuery
{
    public long? DefinitionKey { get; init; }
    public IReadOnlyCollection<long>? DefinitionKeys { get; init; }
    public string? ProcessId { get; init; }
    public string? ProcessIdLike { get; init; }
    public string? Name { get; init; }
    public string? NameLike { get; init; }
    public long? DeploymentKey { get; init; }
    public int? Version { get; init; }
    public string? VersionTag { get; init; }
    public bool OnlyLatest { get; init; }
    public bool OnlyStartable { get; init; }
    public bool? IsStartable { get; init; }
    public bool? IsSuspended { get; init; }
    public IReadOnlyCollection<string>? ProcessIds { get; init; }
    public string? ResourceName { get; init; }
    public string? ResourceNameLike { get; init; }
    public string? VersionTagLike { get; init; }
    public bool WithoutVersionTag { get; init; }
    public DateTimeOffset? DeployedAfter { get; init; }
    public DateTimeOffset? DeployedAt { get; init; }
    public DefinitionSort Sort { get; init; }
    public bool Descending { get; init; }

    /// <summary>What decides among those that are equal in <see cref="Sort"/>.</summary>
    public IReadOnlyList<SortedBy<DefinitionSort>> Then { get; init; } = [];
}

public enum DefinitionSort { Key, ProcessId, Name, Version, Deployment, DeployedAt, VersionTag }

/// <summary>One version of a process.</summary>
public sealed record DefinitionRow
{
    public required long DefinitionKey { get; init; }
    public required string ProcessId { get; init; }
    public required int Version { get; init; }
    public string? VersionTag { get; init; }
    public string? Name { get; init; }
    public required long DeploymentKey { get; init; }
    public required long ResourceKey { get; init; }
    public required string ResourceName { get; init; }
    public required bool IsLatest { get; init; }
    public required bool IsStartable { get; init; }
    public int? HistoryDays { get; init; }
    public required DateTimeOffset DeployedAt { get; init; }
    public required string DeployedBy { get; init; }

    /// <summary>Since when no instance of it may be started; null when one may.</summary>
    public DateTimeOffset? SuspendedAt { get; init; }
    public string? SuspendedBy { get; init; }
    public string? SuspendedReason { get; init; }

    public bool IsSuspended => SuspendedAt is not null;

    /// <summary>Filled by lists that say so.</summary>
    public int OpenInstances { get; init; }
    public int InstancesWithIncident { get; init; }

    public string Label => string.IsNullOrWhiteSpace(Name) ? ProcessId : Name;
}
