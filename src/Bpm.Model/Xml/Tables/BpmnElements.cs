using static Bpm.Model.ElementGroups;
using static Bpm.Model.VocabularyTable;

namespace Bpm.Model;

/// <summary>Every element of BPMN 2.0 that a process file may hold: executed, ignored or refused, by the element that it stands in.</summary>
static class BpmnElements
{
    const string NoDataFlow = "Remove it, and pass values with process variables and input/output mappings.";
    const string NoTransaction = "Replace it by an embedded subprocess and model the undoing steps as tasks.";
    const string NoChoreography = "Draw the process as a process diagram; choreographies and conversations cannot be executed.";
    const string NoGlobal = "Draw the task inside the process that needs it.";
    const string NoLoop = "Model the repetition with an exclusive gateway and a flow that leads back.";
    const string NoMessageCatch = "Use a user task or a service task (job) that completes when the message has come.";
    const string NoInlineDefinition = "Put the event definition into the event itself.";

    public static readonly VocabularyTable Table = new(
    [
        Executed("documentation", "*"),
        Executed("extensionElements", "*"),

        .. AllExecuted("definitions", "process", "message", "error", "escalation"),
        .. AllIgnored("definitions", "collaboration", "signal", "itemDefinition", "import", "dataStore", "category", "resource", "interface",
            "extension", "relationship", "endPoint", "partnerEntity", "partnerRole", "correlationProperty"),
        .. AllRefused("definitions", NoChoreography, "choreography", "globalChoreographyTask", "conversation", "globalConversation"),
        .. AllRefused("definitions", NoGlobal, "globalTask", "globalUserTask", "globalManualTask", "globalScriptTask", "globalBusinessRuleTask"),
        .. AllRefused("definitions", NoInlineDefinition, "eventDefinition", "timerEventDefinition", "messageEventDefinition", "signalEventDefinition",
            "errorEventDefinition", "escalationEventDefinition", "compensateEventDefinition", "conditionalEventDefinition",
            "linkEventDefinition", "cancelEventDefinition", "terminateEventDefinition"),

        .. AllExecuted(Scopes, "startEvent", "endEvent", "intermediateCatchEvent", "intermediateThrowEvent", "boundaryEvent",
            "task", "manualTask", "userTask", "scriptTask", "serviceTask", "sendTask", "businessRuleTask", "subProcess",
            "exclusiveGateway", "parallelGateway", "sequenceFlow"),
        .. AllIgnored(Scopes, "laneSet", "textAnnotation", "association", "group", "dataObject", "dataObjectReference", "dataStoreReference"),
        Refused("receiveTask", Scopes, NoMessageCatch),
        Refused("callActivity", Scopes, "Draw the called process as an embedded subprocess."),
        Refused("transaction", Scopes, NoTransaction),
        Refused("adHocSubProcess", Scopes, "Draw an embedded subprocess with explicit flows."),
        Refused("inclusiveGateway", Scopes, "Use parallel and exclusive gateways: fork in parallel and let an exclusive gateway skip each branch."),
        Refused("complexGateway", Scopes, "Use exclusive and parallel gateways."),
        Refused("eventBasedGateway", Scopes, "Use a task with boundary timers, or an exclusive gateway after one event."),
        .. AllRefused(Scopes, "Use a start, end, intermediate or boundary event.", "event", "implicitThrowEvent"),
        .. AllRefused(Scopes, NoChoreography, "choreographyTask", "subChoreography", "callChoreography"),
        Refused("correlationSubscription", "process", NoMessageCatch),
        .. AllIgnored("process", "auditing", "monitoring", "property", "supports", "supportedInterfaceRef", "artifact"),
        .. AllRefused("process", NoDataFlow, "ioSpecification", "ioBinding"),
        .. new[] { "resourceRole", "performer", "humanPerformer", "potentialOwner" }.Select(n =>
            Ignored(n, "process", "Say on each user task who may do it; use candidate starters for who may start the process.")),

        .. AllIgnored(FlowNodes, "incoming", "outgoing", "auditing", "monitoring", "categoryValueRef"),
        .. AllIgnored(Activities + " " + Events, "property"),
        .. AllRefused(Activities, NoDataFlow, "ioSpecification", "dataInputAssociation", "dataOutputAssociation"),
        .. AllRefused(Events, NoDataFlow, "dataInput", "dataOutput", "inputSet", "outputSet", "dataInputAssociation", "dataOutputAssociation"),
        Refused("multiInstanceLoopCharacteristics", Activities, NoLoop),
        Refused("standardLoopCharacteristics", Activities, NoLoop),
        .. AllExecuted("userTask", "humanPerformer", "potentialOwner"),
        .. AllRefused("userTask", "Use bpmn:humanPerformer or bpmn:potentialOwner.", "performer", "resourceRole"),
        .. new[] { "resourceRole", "performer", "humanPerformer", "potentialOwner" }.Select(n =>
            Ignored(n, "subProcess task manualTask scriptTask " + Jobs, "Use a user task for work that a person does.")),
        Ignored("rendering", "userTask", "Give the task a form instead."),
        .. AllExecuted("humanPerformer potentialOwner camunda:potentialStarter", "resourceAssignmentExpression"),
        .. AllRefused("humanPerformer potentialOwner", "Name people with a resourceAssignmentExpression: user(anna), group(sales).", "resourceRef", "resourceParameterBinding"),
        .. AllExecuted("resourceAssignmentExpression", "formalExpression", "expression"),
        Executed("script", "scriptTask"),

        .. AllExecuted(CatchEvents, "timerEventDefinition"),
        .. AllExecuted("boundaryEvent endEvent", "errorEventDefinition"),
        .. AllExecuted("boundaryEvent endEvent intermediateThrowEvent", "escalationEventDefinition"),
        Executed("terminateEventDefinition", "endEvent"),
        Executed("messageEventDefinition", "startEvent"),
        Refused("messageEventDefinition", "intermediateCatchEvent boundaryEvent", NoMessageCatch),
        Refused("messageEventDefinition", ThrowEvents, "Use a send task or service task (job) that sends the message."),
        Refused("signalEventDefinition", Events, "Use message starts, escalations or errors; signals are not executed."),
        Refused("compensateEventDefinition", Events, "Model the undoing steps as tasks on a path of their own."),
        Refused("conditionalEventDefinition", Events, "Ask the condition at an exclusive gateway, after a timer where needed."),
        Refused("linkEventDefinition", Events, "Connect both places with a sequence flow."),
        Refused("cancelEventDefinition", Events, NoTransaction),
        Refused("errorEventDefinition", "startEvent intermediateThrowEvent intermediateCatchEvent", "Throw errors with end events and catch them with boundary events."),
        Refused("escalationEventDefinition", "startEvent intermediateCatchEvent", "Catch escalations with boundary events."),
        Refused("eventDefinitionRef", Events, NoInlineDefinition),
        .. AllExecuted("timerEventDefinition", "timeDate", "timeDuration", "timeCycle"),
        Refused("operationRef", "messageEventDefinition", "Remove it; the message's name alone starts the process."),

        Executed("conditionExpression", "sequenceFlow"),
        .. AllIgnored("sequenceFlow", "auditing", "monitoring", "categoryValueRef"),
    ]);
}
