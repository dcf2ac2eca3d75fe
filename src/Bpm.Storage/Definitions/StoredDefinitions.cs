namespace Bpm.Storage;

/// <summary>What a deployment gave; what was there already is listed with <c>IsNew</c> false.</summary>
/// <param name="DeploymentKey">The new deployment, or the one that holds the same content when nothing was new.</param>
sealed record StoredDeployment(long DeploymentKey, bool IsNew, IReadOnlyList<DeployedDefinition> Definitions, IReadOnlyList<DeployedForm> Forms,
    IReadOnlyList<DeployedDecision> Decisions);

sealed record DeployedDefinition(long DefinitionKey, string ProcessId, int Version, string? Name, string ResourceName, bool IsNew);

sealed record DeployedForm(long FormKey, string FormId, int Version, bool IsNew);

sealed record DeployedDecision(long DecisionKey, string DecisionId, int Version, bool IsNew);

/// <summary>A version of a decision, without its content.</summary>
sealed record StoredDecision
{
    public long DecisionKey { get; init; }
    public string DecisionId { get; init; } = "";
    public int Version { get; init; }
    public string? VersionTag { get; init; }
    public string? Name { get; init; }
    public long ResourceKey { get; init; }
    public long DeploymentKey { get; init; }
}

/// <summary>A version of a process definition, without its content.</summary>
sealed record StoredDefinition
{
    public long DefinitionKey { get; init; }
    public string ProcessId { get; init; } = "";
    public int Version { get; init; }
    public string? VersionTag { get; init; }
    public string? Name { get; init; }
    public long ResourceKey { get; init; }
    public long DeploymentKey { get; init; }
    public bool IsLatest { get; init; }
    public bool IsStartable { get; init; }
    public int? HistoryDays { get; init; }
}

sealed record StoredResource(string Name, byte[] Content);

sealed record StoredForm
{
    public long FormKey { get; init; }
    public string FormId { get; init; } = "";
    public int Version { get; init; }
    public long DeploymentKey { get; init; }
    public string SchemaJson { get; init; } = "";
}

/// <summary>A latest version that a message or a signal starts.</summary>
sealed record StoredStart(long DefinitionKey, string StartEventId);
