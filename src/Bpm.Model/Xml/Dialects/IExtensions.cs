using System.Collections.Frozen;
using System.Collections.Immutable;
using Bpm.Feel;

namespace Bpm.Model;

/// <summary>How a dialect writes what BPMN itself has no words for. A plain file has none and is read as Camunda 7 without any.</summary>
interface IExtensions
{
    IEnumerable<ExtensionProperty> Properties(SourceElement element);
    Mappings Mappings(SourceElement element);
    RetryPolicy? Retries(SourceElement element);

    /// <summary>Listeners of a node, or of the process; in document order.</summary>
    IEnumerable<Listener> Listeners(SourceElement element);

    /// <summary>What is evaluated when a token takes a flow.</summary>
    ImmutableArray<VariableMapping> Taken(SourceElement flow);
    AssignmentSource Assignment(SourceElement userTask);
    Form? Form(SourceElement element);

    /// <summary>The job or expression of a task, or null when it names none.</summary>
    JobSource? Job(SourceElement task);

    /// <summary>The decision that a business rule task asks, or null when it asks none.</summary>
    DecisionSource? Decision(SourceElement task);
    ScriptTask? Script(SourceElement task, string scopeId);
    ProcessExtensions Process(SourceElement process);
}

sealed record ExtensionProperty(string Name, SourceText Value);

sealed record Mappings(ImmutableArray<VariableMapping> Inputs, ImmutableArray<VariableMapping> Outputs)
{
    public static Mappings None { get; } = new([], []);
}

sealed record AssignmentSource(
    SourceText? Assignee, SourceText? CandidateUsers, SourceText? CandidateGroups,
    SourceText? DueDate, SourceText? FollowUpDate, SourceText? Priority);

sealed record JobSource
{
    public FeelExpression? JobType { get; init; }
    public FeelExpression? Expression { get; init; }
    public string? ResultVariable { get; init; }
    public FeelExpression? Priority { get; init; }
    public FrozenDictionary<string, string> Headers { get; init; } = FrozenDictionary<string, string>.Empty;
    public ImmutableArray<JobError> Errors { get; init; } = [];
}

sealed record DecisionSource(DecisionReference Reference, string? ResultVariable, DecisionResultMapping ResultMapping);

sealed record ProcessExtensions
{
    public string? VersionTag { get; init; }
    public ImmutableArray<string> StarterGroups { get; init; } = [];
    public ImmutableArray<string> StarterUsers { get; init; } = [];
    public bool IsStartableInTasklist { get; init; } = true;
    public int? HistoryTimeToLiveDays { get; init; }
}
