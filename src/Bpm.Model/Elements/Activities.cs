using System.Collections.Frozen;
using System.Collections.Immutable;
using Bpm.Feel;

namespace Bpm.Model;

/// <summary>Work that is done in a process (BPMN 2.0.2, 10.3); boundary events attach to it.</summary>
public abstract record Activity : FlowNode
{
    /// <summary>Null when it is done once.</summary>
    public LoopCharacteristics? Loop { get; init; }

    /// <summary>Entered only to undo another activity; no flow leads to it.</summary>
    public bool IsForCompensation { get; init; }

    /// <summary>Tokens that must have arrived before it starts.</summary>
    public int StartQuantity { get; init; } = 1;

    /// <summary>Tokens that it puts on each outgoing flow.</summary>
    public int CompletionQuantity { get; init; } = 1;
}

/// <summary>A task without a type: passes straight through (BPMN 2.0.2, 10.3.3).</summary>
public sealed record UndefinedTask : Activity;

/// <summary>Work done without the engine; passes straight through as in Camunda 7 and 8.</summary>
public sealed record ManualTask : Activity;

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

    /// <summary>Asked in order when the job is completed or an attempt has failed; the first that holds throws its error (<c>camunda:errorEventDefinition</c>).</summary>
    public ImmutableArray<JobError> Errors { get; init; } = [];
}

/// <summary>An error that is thrown when a condition holds over what a job has said.</summary>
public sealed record JobError(FeelExpression Condition, string? Code, string? Message);

/// <summary>Sends a message that the engine itself delivers (BPMN 2.0.2, 10.3.3); a send task with a job is a <see cref="ServiceTask"/>.</summary>
public sealed record SendTask : Activity
{
    public required MessageEventDefinition Message { get; init; }
}

/// <summary>Waits for a message (BPMN 2.0.2, 10.3.3); without one it is continued from outside.</summary>
public sealed record ReceiveTask : Activity
{
    public MessageEventDefinition? Message { get; init; }

    /// <summary>The message starts the process: the task has no incoming flow.</summary>
    public bool Instantiates { get; init; }
}

/// <summary>Runs another process as an instance of its own and waits for it (BPMN 2.0.2, 10.3.6).</summary>
public sealed record CallActivity : Activity
{
    /// <summary>Id of the called process, or of a global task.</summary>
    public required FeelExpression CalledElement { get; init; }
    public Binding Binding { get; init; }

    /// <summary>Version number or version tag, for the bindings that name one.</summary>
    public FeelExpression? Version { get; init; }
    public FeelExpression? BusinessKey { get; init; }

    /// <summary>Variables handed to the called process; evaluated in the caller.</summary>
    public CallMapping In { get; init; } = CallMapping.Nothing;

    /// <summary>Variables taken back; evaluated in the called process.</summary>
    public CallMapping Out { get; init; } = CallMapping.Nothing;
}

/// <param name="PassesAll">All variables go over, then the mappings.</param>
/// <param name="LocalOnly">Only variables of the call activity's own scope go over (<c>camunda:in local</c>).</param>
public sealed record CallMapping(bool PassesAll, ImmutableArray<VariableMapping> Mappings, bool LocalOnly = false)
{
    public static CallMapping Nothing { get; } = new(false, []);
    public static CallMapping All { get; } = new(true, []);
}

/// <summary>Which version of a called process is meant.</summary>
public enum Binding { Latest, Deployment, Version, VersionTag }
