using Bpm.Feel;

namespace Bpm.Conformance.Tests;

/// <summary>
/// The way in which a case reaches an engine. Each stimulus gives null, or why it was refused; afterwards the engine has
/// come to rest.
/// </summary>
interface IDoor : IAsyncDisposable
{
    /// <summary>Errors for which the files are refused; none when they are deployed.</summary>
    Task<IReadOnlyList<string>> Deploy(ConformanceCase @case);
    Task<string?> Start(string processId, FeelContext variables, string? businessKey);
    Task<string?> CompleteTask(string elementId, FeelContext? where, FeelContext variables);
    Task<string?> Claim(string elementId, string userId);
    Task<string?> CompleteJob(string elementId, FeelContext variables);
    Task<string?> FailJob(string elementId, string message, int retries);
    Task<string?> ThrowJobError(string elementId, string code, string? message, FeelContext variables);
    Task<string?> ThrowTaskError(string elementId, string code, FeelContext variables);
    Task<string?> ThrowTaskEscalation(string elementId, string code, FeelContext variables);
    Task<string?> Trigger(string elementId, FeelContext variables);
    Task<string?> Message(string name, FeelContext? correlation, string? businessKey, FeelContext variables);
    Task<string?> Signal(string name, FeelContext variables);
    Task Advance(TimeSpan by);
    Task<string?> SetVariables(int instance, FeelContext variables);
    Task<string?> Cancel();
    Task<string?> Enable(string elementId, FeelContext variables);
    Task<string?> CompleteAdHoc(string elementId);
    Task<Observation> Observe();
}

/// <summary>What can be seen of all instances of a case, called ones included.</summary>
sealed record Observation
{
    /// <summary>Leaves where a token waits, with multiplicity.</summary>
    public required IReadOnlyList<string> Active { get; init; }
    public required IReadOnlyList<string> Tasks { get; init; }

    /// <summary>Elements in the order in which they were entered; a loop as a whole is not among them.</summary>
    public required IReadOnlyList<string> Visits { get; init; }
    public required IReadOnlyList<string> Completions { get; init; }
    public required bool RootHasEnded { get; init; }
    public required FeelContext RootVariables { get; init; }

    /// <summary>Process id of each top-level instance, and whether it has ended.</summary>
    public required IReadOnlyList<(string ProcessId, bool HasEnded)> Instances { get; init; }
    public required IReadOnlyDictionary<string, TaskView> TaskDetails { get; init; }

    /// <summary>Why something stands still or was ended by an error.</summary>
    public required IReadOnlyList<string> Incidents { get; init; }
}

sealed record TaskView(
    string? Assignee, IReadOnlyList<string> CandidateUsers, IReadOnlyList<string> CandidateGroups, string? Name, string? Description,
    int Priority, DateTimeOffset? Due, DateTimeOffset? FollowUp);
