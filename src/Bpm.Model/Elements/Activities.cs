using System.Collections.Frozen;
using Bpm.Feel;

namespace Bpm.Model;

/// <summary>Work that is done in a process (BPMN 2.0.2, 10.3); boundary events attach to it.</summary>
public abstract record Activity : FlowNode;

/// <summary>A task without a type: passes straight through (BPMN 2.0.2, 10.3.3).</summary>
public sealed record UndefinedTask : Activity;

/// <summary>Work done without the engine; passes straight through as in Camunda 7 and 8.</summary>
public sealed record ManualTask : Activity;

/// <summary>An embedded subprocess: a scope of its own with nodes, variables and boundary events.</summary>
public sealed record SubProcess : Activity;

/// <summary>Evaluates expressions in the process's own transaction.</summary>
public sealed record ScriptTask : Activity
{
    public required FeelScript Script { get; init; }
}

/// <summary>
/// Automated work. Either a job that a connector or worker does (<see cref="JobType"/>), or an expression
/// evaluated in place (<c>camunda:expression</c>).
/// </summary>
public sealed record ServiceTask : Activity
{
    /// <summary>Topic (<c>camunda:topic</c>), job type (<c>zeebe:taskDefinition</c>) or handler name (<c>camunda:class</c>, <c>camunda:delegateExpression</c>).</summary>
    public FeelExpression? JobType { get; init; }
    public FeelExpression? Expression { get; init; }
    public string? ResultVariable { get; init; }
    public FeelExpression? Priority { get; init; }

    /// <summary>Static headers for the worker (<c>zeebe:taskHeaders</c>) or injected fields (<c>camunda:field</c>).</summary>
    public FrozenDictionary<string, string> Headers { get; init; } = FrozenDictionary<string, string>.Empty;
}
