using System.Collections.Immutable;
using Bpm.Feel;

namespace Bpm.Model;

/// <summary>An arrow between two nodes of one scope; without a condition it is always taken (BPMN 2.0.2, 8.4.13).</summary>
public sealed record SequenceFlow
{
    public required string Id { get; init; }
    public string? Name { get; init; }
    public required string SourceId { get; init; }
    public required string TargetId { get; init; }
    public FeelExpression? Condition { get; init; }

    /// <summary>Evaluated when a token takes the flow (<c>camunda:executionListener event="take"</c>); without a target evaluated only.</summary>
    public ImmutableArray<VariableMapping> Assignments { get; init; } = [];
    public SourceLocation Location { get; init; }
}
