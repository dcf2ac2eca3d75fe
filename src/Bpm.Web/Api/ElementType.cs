using Bpm.Model;

namespace Bpm.Web.Api;

/// <summary>Kinds of elements under the names that Camunda 7's history gives them.</summary>
static class ElementType
{
    public static string Of(FlowNode? node) => node switch
    {
        StartEvent { Definition: TimerEventDefinition } => "startTimerEvent",
        StartEvent { Definition: MessageEventDefinition } => "messageStartEvent",
        StartEvent { Definition: ErrorEventDefinition } => "errorStartEvent",
        StartEvent { Definition: EscalationEventDefinition } => "escalationStartEvent",
        StartEvent => "startEvent",
        EndEvent { Definition: TerminateEventDefinition } => "terminateEndEvent",
        EndEvent { Definition: ErrorEventDefinition } => "errorEndEvent",
        EndEvent { Definition: EscalationEventDefinition } => "escalationEndEvent",
        EndEvent { Definition: MessageEventDefinition } => "messageEndEvent",
        EndEvent => "noneEndEvent",
        BoundaryEvent { Definition: TimerEventDefinition } => "boundaryTimer",
        BoundaryEvent { Definition: ErrorEventDefinition } => "boundaryError",
        BoundaryEvent { Definition: EscalationEventDefinition } => "boundaryEscalation",
        BoundaryEvent { Definition: MessageEventDefinition } => "boundaryMessage",
        IntermediateCatchEvent { Definition: TimerEventDefinition } => "intermediateTimer",
        IntermediateCatchEvent { Definition: MessageEventDefinition } => "intermediateMessageCatch",
        IntermediateThrowEvent { Definition: EscalationEventDefinition } => "intermediateEscalationThrowEvent",
        IntermediateThrowEvent => "intermediateNoneThrowEvent",
        UndefinedTask => "task",
        null => "unknown",
        // userTask, serviceTask, scriptTask, manualTask, subProcess, exclusiveGateway, parallelGateway …
        _ => char.ToLowerInvariant(node.GetType().Name[0]) + node.GetType().Name[1..],
    };
}
