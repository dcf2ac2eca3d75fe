using System.Collections.Immutable;

namespace Bpm.Dmn;

/// <summary>A decision, or a decision service, that can be asked by its id.</summary>
/// <param name="VersionTag">From <c>camunda:versionTag</c>.</param>
/// <param name="HistoryDays">From <c>camunda:historyTimeToLive</c>.</param>
/// <param name="Inputs">The names of the input data that it needs, directly or through decisions that it requires.</param>
public sealed record DecisionDefinition(
    string Id, string? Name, bool IsService, string? VersionTag, int? HistoryDays, ImmutableArray<string> Inputs);
