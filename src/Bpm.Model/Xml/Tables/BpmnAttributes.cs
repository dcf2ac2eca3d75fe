using static Bpm.Model.ElementGroups;
using static Bpm.Model.VocabularyTable;

namespace Bpm.Model;

/// <summary>Every attribute of BPMN's own vocabulary on the elements that the engine executes.</summary>
static class BpmnAttributes
{
    const string NoLink = "Remove it; web service operations are called by the connector or worker of a job.";

    public static readonly VocabularyTable Table = new(
    [
        Executed("id", "*"),
        Executed("name", "*"),
        .. AllIgnored("definitions", "targetNamespace", "expressionLanguage", "typeLanguage", "exporter", "exporterVersion"),
        Ignored("isClosed", "collaboration"),
        Ignored("type", "correlationProperty"),
        Executed("messageRef", "correlationPropertyRetrievalExpression"),
        Executed("correlationKeyRef", "correlationSubscription"),
        Executed("correlationPropertyRef", "correlationPropertyBinding"),
        Executed("isExecutable", "process"),
        .. AllIgnored("process", "processType", "isClosed", "definitionalCollaborationRef", "state"),

        Executed("default", Activities + " exclusiveGateway inclusiveGateway complexGateway"),
        .. new[] { "parallelGateway", "eventBasedGateway" }.Select(on =>
            Refused("default", on, "Remove the default flow; this gateway asks no conditions.")),
        .. AllExecuted(Activities, "isForCompensation", "startQuantity", "completionQuantity"),
        Executed("triggeredByEvent", "subProcess transaction adHocSubProcess"),
        .. AllExecuted("adHocSubProcess", "ordering", "cancelRemainingInstances"),
        Ignored("method", "transaction"),
        Executed("calledElement", "callActivity"),
        .. AllExecuted("eventBasedGateway", "instantiate", "eventGatewayType"),
        Executed("instantiate", "receiveTask"),
        .. AllExecuted("multiInstanceLoopCharacteristics", "isSequential", "behavior", "oneBehaviorEventRef", "noneBehaviorEventRef"),
        .. AllExecuted("standardLoopCharacteristics", "testBefore", "loopMaximum"),
        Ignored("gatewayDirection", Gateways),
        Ignored("implementation", "userTask receiveTask globalUserTask globalBusinessRuleTask " + Jobs),
        Ignored("operationRef", "serviceTask sendTask receiveTask", NoLink),
        Executed("messageRef", "sendTask receiveTask"),
        Executed("scriptFormat", "scriptTask globalScriptTask"),
        .. AllExecuted("globalScriptTask", "scriptLanguage"),

        Executed("parallelMultiple", CatchEvents),
        Executed("isInterrupting", "startEvent"),
        .. AllExecuted("boundaryEvent", "attachedToRef", "cancelActivity"),

        .. AllExecuted("sequenceFlow", "sourceRef", "targetRef"),
        Ignored("isImmediate", "sequenceFlow"),
        Executed("language", Expressions),
        Ignored("evaluatesToTypeRef", Expressions),

        .. AllExecuted("compensateEventDefinition", "activityRef", "waitForCompletion"),
        Executed("signalRef", "signalEventDefinition"),
        .. AllExecuted("association", "sourceRef", "targetRef"),
        Ignored("associationDirection", "association"),
        .. AllIgnored("dataObject dataInput dataOutput property inputDataItem outputDataItem dataStoreReference dataObjectReference", "itemSubjectRef", "isCollection"),
        Executed("dataObjectRef", "dataObjectReference"),
        Executed("dataStoreRef", "dataStoreReference"),
        Executed("errorRef", "errorEventDefinition"),
        Executed("escalationRef", "escalationEventDefinition"),
        Executed("messageRef", "messageEventDefinition"),
        Executed("errorCode", "error"),
        Executed("escalationCode", "escalation"),
        Ignored("structureRef", "error escalation signal"),
        Ignored("itemRef", "message"),
        Ignored("textFormat", "documentation"),
    ]);
}
