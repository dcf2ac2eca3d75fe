namespace Bpm.Storage;

/// <summary>What is to be deployed, already checked; keys and versions are given by the store.</summary>
/// <param name="FilterDuplicates">Content equal to the latest version's makes no new version.</param>
sealed record NewDeployment(
    string Name, string? Source, DateTimeOffset At, string By, IReadOnlyList<NewResource> Resources,
    IReadOnlyList<NewDefinition> Definitions, IReadOnlyList<NewForm> Forms, bool FilterDuplicates = true)
{
    public IReadOnlyList<NewDecision> Decisions { get; init; } = [];
}

sealed record NewResource(string Name, byte[] Content);

/// <param name="ResourceName">The resource that the process stands in; its content is what duplicates are told by.</param>
sealed record NewDefinition(
    string ProcessId, string? Name, string? VersionTag, string ResourceName, bool IsStartable, int? HistoryDays,
    IReadOnlyList<MessageStart> MessageStarts, IReadOnlyList<StartTimer> StartTimers)
{
    /// <summary>Resources of the same deployment without which the process would be another: decisions that it binds by deployment.</summary>
    public IReadOnlyList<string> BoundResources { get; init; } = [];

    public IReadOnlyList<SignalStart> SignalStarts { get; init; } = [];
}

sealed record MessageStart(string MessageName, string StartEventId);

sealed record SignalStart(string SignalName, string StartEventId);

/// <summary>A timer start event, with the instant of its first firing.</summary>
sealed record StartTimer(string StartEventId, DateTimeOffset DueAt, int RepeatsLeft, string? RepeatEvery);

/// <param name="ResourceName">The resource that the decision stands in.</param>
/// <param name="ImportedResources">Resources of the same deployment that the file imports: with them it is another content.</param>
/// <param name="RequirementsId">Id of the file's <c>definitions</c>.</param>
sealed record NewDecision(
    string DecisionId, string? Name, string? VersionTag, string RequirementsId, string? RequirementsName, int? HistoryDays,
    string ResourceName, IReadOnlyList<string> ImportedResources);

sealed record NewForm(string FormId, string SchemaJson);
