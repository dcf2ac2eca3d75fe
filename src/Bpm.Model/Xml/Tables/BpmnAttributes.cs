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
        Executed("isExecutable", "process"),
        .. AllIgnored("process", "processType", "isClosed", "definitionalCollaborationRef", "state"),

        Executed("default", Activities + " exclusiveGateway"),
        Refused("default", "parallelGateway", "Remove the default flow; a parallel gateway takes every outgoing flow."),
        Refused("isForCompensation", Activities, "Model the undoing steps as tasks on a path of their own.", unless: "false 0"),
        Refused("startQuantity", Activities, "Use a parallel gateway to wait for several tokens.", unless: "1"),
        Refused("completionQuantity", Activities, "Use a parallel gateway to make several tokens.", unless: "1"),
        Refused("triggeredByEvent", "subProcess", "Attach a boundary event to an embedded subprocess instead of an event subprocess.", unless: "false 0"),
        Ignored("gatewayDirection", Gateways),
        Ignored("implementation", "userTask " + Jobs),
        Refused("operationRef", "serviceTask sendTask", NoLink),
        Ignored("messageRef", "sendTask"),
        Executed("scriptFormat", "scriptTask"),

        Refused("parallelMultiple", CatchEvents, "Use one event definition per event.", unless: "false 0"),
        Ignored("isInterrupting", "startEvent"),
        .. AllExecuted("boundaryEvent", "attachedToRef", "cancelActivity"),

        .. AllExecuted("sequenceFlow", "sourceRef", "targetRef"),
        Ignored("isImmediate", "sequenceFlow"),
        Executed("language", Expressions),
        Ignored("evaluatesToTypeRef", Expressions),

        Executed("errorRef", "errorEventDefinition"),
        Executed("escalationRef", "escalationEventDefinition"),
        Executed("messageRef", "messageEventDefinition"),
        Executed("errorCode", "error"),
        Executed("escalationCode", "escalation"),
        Ignored("structureRef", "error escalation"),
        Ignored("itemRef", "message"),
        Ignored("textFormat", "documentation"),
    ]);
}
