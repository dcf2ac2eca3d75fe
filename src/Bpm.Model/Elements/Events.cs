using System.Collections.Immutable;

namespace Bpm.Model;

/// <summary>Something that happens (BPMN 2.0.2, 10.4). Without a definition it is a none event.</summary>
public abstract record Event : FlowNode
{
    /// <summary>What is waited for or thrown, in document order; more than one make a multiple event (BPMN 2.0.2, 10.4.6).</summary>
    public ImmutableArray<EventDefinition> Definitions { get; init; } = [];

    /// <summary>A multiple event that occurs only when all of its definitions have occurred.</summary>
    public bool IsParallelMultiple { get; init; }

    /// <summary>The first definition: the only one, unless this is a multiple event.</summary>
    public EventDefinition? Definition
    {
        get => Definitions is [var first, ..] ? first : null;
        init => Definitions = value is null ? [] : [value];
    }
}

public sealed record StartEvent : Event
{
    public Form? Form { get; init; }

    /// <summary>Variable that receives the id of who started the instance (<c>camunda:initiator</c>).</summary>
    public string? Initiator { get; init; }

    /// <summary>Start event of an event subprocess: true when it ends the scope around it (default true).</summary>
    public bool IsInterrupting { get; init; } = true;
}

public sealed record EndEvent : Event;

public sealed record IntermediateCatchEvent : Event;

public sealed record IntermediateThrowEvent : Event;

/// <summary>An event on the edge of an activity: it catches what happens while the activity is active.</summary>
public sealed record BoundaryEvent : Event
{
    public required string AttachedToId { get; init; }

    /// <summary>True when the activity ends as the event occurs (BPMN <c>cancelActivity</c>, default true).</summary>
    public bool IsInterrupting { get; init; } = true;

    /// <summary>Compensation boundary event: the activity that its association leads to, which undoes what was done.</summary>
    public string? HandlerId { get; init; }
}
