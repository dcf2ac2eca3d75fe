using System.Collections.Immutable;
using Bpm.Feel;

namespace Bpm.Model;

/// <summary>An activity that is done more than once (BPMN 2.0.2, 10.3.8).</summary>
public abstract record LoopCharacteristics;

/// <summary>Done again while a condition holds (BPMN 2.0.2, 10.3.8 standard loop).</summary>
/// <param name="TestsBefore">Whether the condition is asked before the first time, too.</param>
public sealed record StandardLoop(FeelExpression? Condition, bool TestsBefore, FeelExpression? Maximum) : LoopCharacteristics;

/// <summary>Done once for every item, one after the other or all at once (BPMN 2.0.2, 10.3.8 multi-instance).</summary>
public sealed record MultiInstance : LoopCharacteristics
{
    public bool IsSequential { get; init; }

    /// <summary>How often; null when <see cref="Collection"/> says for what.</summary>
    public FeelExpression? Cardinality { get; init; }

    /// <summary>A list (<c>camunda:collection</c>, <c>zeebe:loopCharacteristics inputCollection</c>, <c>loopDataInputRef</c>).</summary>
    public FeelExpression? Collection { get; init; }

    /// <summary>Variable of each instance that holds its item.</summary>
    public string? ElementVariable { get; init; }

    /// <summary>Variable of the surrounding scope that receives the list of results, in the order of the items.</summary>
    public string? OutputCollection { get; init; }
    public FeelExpression? OutputElement { get; init; }

    /// <summary>Asked after each instance; true ends the activity and what is still open in it.</summary>
    public FeelExpression? CompletionCondition { get; init; }

    /// <summary>Events thrown as instances complete (BPMN 2.0.2, table 10.30).</summary>
    public MultiInstanceBehavior Behavior { get; init; } = MultiInstanceBehavior.All;

    /// <summary>Thrown for each instance (<see cref="MultiInstanceBehavior.None"/>) or the first one (<see cref="MultiInstanceBehavior.One"/>).</summary>
    public EventDefinition? Throws { get; init; }
    public ImmutableArray<ComplexBehavior> ComplexBehaviors { get; init; } = [];

    /// <summary>A continuation job stands before or behind each instance (<c>camunda:asyncBefore</c> on the loop).</summary>
    public bool AsyncBefore { get; init; }
    public bool AsyncAfter { get; init; }
}

/// <summary>Which completions of instances throw an event.</summary>
public enum MultiInstanceBehavior { None, One, All, Complex }

/// <summary>Throws an event when an instance completes and the condition holds.</summary>
public sealed record ComplexBehavior(FeelExpression Condition, EventDefinition Throws);
