namespace Bpm.Model;

/// <summary>Something that happens (BPMN 2.0.2, 10.4). Without a definition it is a none event.</summary>
public abstract record Event : FlowNode
{
    public EventDefinition? Definition { get; init; }
}

public sealed record StartEvent : Event
{
    public Form? Form { get; init; }

    /// <summary>Variable that receives the id of who started the instance (<c>camunda:initiator</c>).</summary>
    public string? Initiator { get; init; }
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
}
