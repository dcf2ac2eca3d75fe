using static Bpm.Model.ElementGroups;
using static Bpm.Model.VocabularyTable;

namespace Bpm.Model;

/// <summary>Every element of BPMN 2.0 that a process file may hold: executed, ignored or refused, by the element that it stands in.</summary>
static class BpmnElements
{
    const string NoChoreography = "Draw the process as a process diagram; choreographies and conversations cannot be executed.";
    const string NoBinding = "Web service operations are called by the connector or worker of a job.";

    public static readonly VocabularyTable Table = new(
    [
        Executed("documentation", "*"),
        Executed("extensionElements", "*"),

        .. AllExecuted("definitions", "process", "message", "signal", "error", "escalation"),
        .. AllExecuted("definitions", EventDefinitions.Split(' ')),
        .. AllExecuted("definitions", "globalTask", "globalUserTask", "globalManualTask", "globalScriptTask", "globalBusinessRuleTask"),
        .. AllIgnored("definitions", "itemDefinition", "import", "dataStore", "category", "resource", "interface",
            "extension", "relationship", "endPoint", "partnerEntity", "partnerRole"),
        .. AllExecuted("definitions", "collaboration", "correlationProperty"),
        .. AllIgnored("collaboration", "participant", "messageFlow", "textAnnotation", "association", "group", "participantAssociation",
            "messageFlowAssociation", "conversationAssociation", "conversationLink", "choreographyRef", "callConversation"),
        .. AllExecuted("collaboration subConversation", "conversation", "subConversation"),
        .. AllExecuted("collaboration conversation subConversation", "correlationKey"),
        .. AllIgnored("conversation subConversation", "participantRef", "messageFlowRef"),
        .. AllIgnored("subConversation", "callConversation"),
        Executed("correlationPropertyRef", "correlationKey"),
        Executed("correlationPropertyRetrievalExpression", "correlationProperty"),
        Executed("messagePath", "correlationPropertyRetrievalExpression"),
        Executed("correlationPropertyBinding", "correlationSubscription"),
        Executed("dataPath", "correlationPropertyBinding"),
        .. AllRefused("definitions", NoChoreography, "choreography", "globalChoreographyTask", "conversation", "globalConversation"),
        Refused("eventDefinition", "definitions", "Use one of the event definitions, for example timerEventDefinition."),

        .. AllExecuted(Scopes, FlowNodes.Split(' ')),
        Executed("sequenceFlow", Scopes),
        .. AllExecuted(Scopes, "association", "dataObject", "dataObjectReference", "dataStoreReference"),
        .. AllIgnored(Scopes, "laneSet", "textAnnotation", "group"),
        .. AllRefused(Scopes, "Use a start, end, intermediate or boundary event.", "event", "implicitThrowEvent"),
        .. AllRefused(Scopes, NoChoreography, "choreographyTask", "subChoreography", "callChoreography"),
        Executed("correlationSubscription", "process"),
        Executed("property", "process"),
        .. AllIgnored("process", "auditing", "monitoring", "supports", "supportedInterfaceRef", "artifact", "ioBinding"),
        Executed("ioSpecification", "process"),
        .. new[] { "resourceRole", "performer", "humanPerformer", "potentialOwner" }.Select(n =>
            Ignored(n, "process", "Say on each user task who may do it; use candidate starters for who may start the process.")),

        .. AllIgnored(FlowNodes, "incoming", "outgoing", "auditing", "monitoring", "categoryValueRef"),
        .. AllIgnored("dataObject dataObjectReference dataStoreReference association dataInput dataOutput property", "dataState", "auditing", "monitoring", "categoryValueRef"),
        .. AllExecuted(Activities + " " + Events, "property", "dataInputAssociation", "dataOutputAssociation"),
        Executed("ioSpecification", Activities),
        .. AllExecuted("ioSpecification", "dataInput", "dataOutput"),
        .. AllIgnored("ioSpecification", "inputSet", "outputSet"),
        .. AllExecuted(Events, "dataInput", "dataOutput"),
        .. AllIgnored(Events, "inputSet", "outputSet"),
        .. AllExecuted("dataInputAssociation dataOutputAssociation", "sourceRef", "targetRef", "transformation", "assignment"),
        .. AllExecuted("assignment", "from", "to"),
        .. AllExecuted(Activities, Loops.Split(' ')),
        .. AllExecuted("multiInstanceLoopCharacteristics", "loopCardinality", "loopDataInputRef", "loopDataOutputRef", "inputDataItem", "outputDataItem",
            "completionCondition", "complexBehaviorDefinition"),
        .. AllExecuted("complexBehaviorDefinition", "condition", "event"),
        .. AllExecuted("event", "eventDefinitionRef"),
        .. AllExecuted("event", EventDefinitions.Split(' ')),
        .. AllIgnored("inputDataItem outputDataItem", "dataState"),
        Executed("loopCondition", "standardLoopCharacteristics"),
        Executed("completionCondition", "adHocSubProcess"),
        Executed("activationCondition", "complexGateway"),
        .. AllExecuted("userTask globalUserTask", "humanPerformer", "potentialOwner"),
        .. AllRefused("userTask", "Use bpmn:humanPerformer or bpmn:potentialOwner.", "performer", "resourceRole"),
        .. new[] { "resourceRole", "performer", "humanPerformer", "potentialOwner" }.Select(n =>
            Ignored(n, "subProcess transaction adHocSubProcess callActivity task manualTask scriptTask receiveTask " + Jobs, "Use a user task for work that a person does.")),
        Ignored("rendering", "userTask", "Give the task a form instead."),
        .. AllExecuted("humanPerformer potentialOwner camunda:potentialStarter", "resourceAssignmentExpression"),
        Executed("resourceRef", "humanPerformer potentialOwner"),
        Ignored("resourceParameterBinding", "humanPerformer potentialOwner", "Name people with a resourceAssignmentExpression: user(anna), group(sales)."),
        .. AllExecuted("resourceAssignmentExpression", "formalExpression", "expression"),
        Executed("script", "scriptTask globalScriptTask"),

        .. AllExecuted(CatchEvents, "timerEventDefinition", "conditionalEventDefinition"),
        .. AllExecuted(Events, "messageEventDefinition", "signalEventDefinition", "eventDefinitionRef"),
        .. AllExecuted("boundaryEvent startEvent endEvent", "errorEventDefinition"),
        .. AllExecuted("boundaryEvent startEvent endEvent intermediateThrowEvent", "escalationEventDefinition", "compensateEventDefinition"),
        .. AllExecuted("boundaryEvent endEvent", "cancelEventDefinition"),
        .. AllExecuted("intermediateCatchEvent intermediateThrowEvent", "linkEventDefinition"),
        Executed("terminateEventDefinition", "endEvent"),
        .. AllRefused("startEvent", "Start the subprocess's scope with a compensation, error, escalation, message, signal, timer or conditional event.", "cancelEventDefinition", "linkEventDefinition", "terminateEventDefinition"),
        .. AllRefused("intermediateThrowEvent", "Throw it with an end event.", "errorEventDefinition", "cancelEventDefinition", "terminateEventDefinition"),
        .. AllRefused("intermediateThrowEvent endEvent", "Catch it with an intermediate or boundary event.", "timerEventDefinition", "conditionalEventDefinition"),
        .. AllRefused("intermediateCatchEvent", "Catch it with a boundary event or an event subprocess.", "errorEventDefinition", "escalationEventDefinition", "compensateEventDefinition", "cancelEventDefinition", "terminateEventDefinition"),
        .. AllRefused("boundaryEvent", "Connect both places with sequence flows.", "linkEventDefinition", "terminateEventDefinition"),
        Refused("linkEventDefinition", "endEvent", "Use an intermediate link event."),
        Executed("timerEventDefinition", "camunda:taskListener"),
        .. AllExecuted("timerEventDefinition", "timeDate", "timeDuration", "timeCycle"),
        Executed("condition", "conditionalEventDefinition"),
        .. AllIgnored("linkEventDefinition", "source", "target"),
        Ignored("operationRef", "messageEventDefinition sendTask receiveTask serviceTask", NoBinding),

        Executed("conditionExpression", "sequenceFlow"),
        .. AllIgnored("sequenceFlow", "auditing", "monitoring", "categoryValueRef"),
    ]);
}
