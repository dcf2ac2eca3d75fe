using System.Collections.Frozen;
using System.Collections.Immutable;
using Bpm.Feel;

namespace Bpm.Model;

/// <summary>
/// Work at a turning point of an element's life. A job (<see cref="JobType"/>) holds the element up until it is done; expressions are
/// evaluated in place, and what they give is assigned.
/// </summary>
public sealed record Listener(ListenerEvent Event)
{
    /// <summary>Topic of the job, static or an expression; null for expressions.</summary>
    public FeelExpression? JobType { get; init; }

    /// <summary>Attempts of the job; null is the engine's default.</summary>
    public int? Retries { get; init; }

    /// <summary>Given to the worker with the job (<c>zeebe:headers</c>, <c>camunda:field</c>).</summary>
    public FrozenDictionary<string, string> Headers { get; init; } = FrozenDictionary<string, string>.Empty;

    /// <summary>When a listener of a timeout is called, counted from the task's creation.</summary>
    public TimerEventDefinition? Timer { get; init; }

    /// <summary>Evaluated in order; a mapping without a target is evaluated only.</summary>
    public ImmutableArray<VariableMapping> Assignments { get; init; } = [];
}

/// <summary>
/// When a listener is called. A user task is created between its start listeners and its work, and completed before its end listeners;
/// those of updates, assignments and timeouts do not hold it up, and those of its cancellation are never jobs. In Camunda 8 listeners
/// are asked before: what is wished for the task waits for them (<see cref="Creating"/> to <see cref="Completing"/>).
/// </summary>
public enum ListenerEvent { Start, End, Update, Assignment, Timeout, Cancel, Creating, Assigning, Updating, Completing }
