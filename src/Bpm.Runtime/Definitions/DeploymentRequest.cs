using System.Collections.Immutable;
using Bpm.Dmn;
using Bpm.Model;

namespace Bpm.Runtime;

/// <summary>Files to deploy together: BPMN models, DMN models (<c>.dmn</c>), and form-js schemas (<c>.form</c> or <c>.json</c>).</summary>
/// <param name="FilterDuplicates">Processes, decisions and forms whose content equals their latest version get no new version.</param>
public sealed record DeploymentRequest(string Name, string? Source, IReadOnlyList<DeploymentFile> Files, bool FilterDuplicates = true);

public sealed record DeploymentFile(string Name, ReadOnlyMemory<byte> Content)
{
    /// <summary>Whether a file of this name holds DMN decisions.</summary>
    public static bool IsDecisionFile(string name) =>
        name.EndsWith(".dmn", StringComparison.OrdinalIgnoreCase) || name.EndsWith(".dmn11.xml", StringComparison.OrdinalIgnoreCase);
}

/// <summary>What a deployment made. With errors among the diagnostics it made nothing and its key is 0.</summary>
public sealed record DeploymentResult(
    long DeploymentKey, string Name, DateTimeOffset At,
    ImmutableArray<DeployedDefinition> Definitions, ImmutableArray<DeployedForm> Forms, ImmutableArray<Diagnostic> Diagnostics)
{
    /// <summary>False when everything had been deployed before: the key is then that of the earlier deployment.</summary>
    public bool IsNew { get; init; } = true;

    public ImmutableArray<DeployedDecision> Decisions { get; init; } = [];
}

/// <param name="IsNew">False when the content was deployed before and its version was kept.</param>
public sealed record DeployedDefinition(long Key, string ProcessId, string? Name, int Version, string? VersionTag, string ResourceName, bool IsNew);

public sealed record DeployedForm(long Key, string FormId, int Version, string ResourceName, bool IsNew);

public sealed record DeployedDecision(long Key, string DecisionId, string? Name, int Version, string? VersionTag, string ResourceName, bool IsNew);

/// <summary>What is wrong with files that somebody wants to deploy, and the processes and decisions in them.</summary>
public sealed record DeploymentCheck(ImmutableArray<BpmnFile> Files, ImmutableArray<DmnFile> DecisionFiles, ImmutableArray<Diagnostic> Diagnostics)
{
    public bool HasErrors => Diagnostics.Any(d => d.Severity == Severity.Error);
}
