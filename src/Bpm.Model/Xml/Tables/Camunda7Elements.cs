using static Bpm.Model.ElementGroups;
using static Bpm.Model.VocabularyTable;

namespace Bpm.Model;

/// <summary>Every extension element in the <c>camunda:</c> namespace, by the BPMN element that it extends or the one it stands in.</summary>
static class Camunda7Elements
{
    public static readonly VocabularyTable Table = new(
    [
        .. AllExecuted("process " + FlowNodes + " sequenceFlow camunda:formField", "properties"),
        Executed("properties", "definitions collaboration message signal error escalation"),
        Executed("property", "camunda:properties"),
        Executed("potentialStarter", "process"),

        Executed("inputOutput", Activities + " " + Gateways + " intermediateCatchEvent intermediateThrowEvent endEvent messageEventDefinition"),
        Refused("inputOutput", "startEvent boundaryEvent", "Set the variables in a script task, or map them on the neighbouring activity."),
        .. AllExecuted("camunda:inputOutput", "inputParameter", "outputParameter"),
        .. AllExecuted("camunda:inputParameter camunda:outputParameter camunda:entry", "list", "map", "script"),
        .. AllExecuted("camunda:list", "value", "list", "map", "script"),
        Executed("entry", "camunda:map"),
        Executed("value", "camunda:formField camunda:formProperty"),

        Executed("failedJobRetryTimeCycle", FlowNodes),
        Executed("field", Jobs),
        Executed("string", "camunda:field"),
        Executed("expression", "camunda:field"),
        Executed("connector", Jobs),
        .. AllExecuted("camunda:connector", "connectorId", "inputOutput"),
        Refused("connector", "messageEventDefinition", "Use camunda:type=\"external\" and name the connector as topic."),
        Executed("errorEventDefinition", Jobs),

        Executed("formData", Forms),
        Executed("formField", "camunda:formData"),
        Executed("formProperty", Forms),
        Executed("validation", "camunda:formField"),
        Executed("constraint", "camunda:validation"),

        Executed("executionListener", "process sequenceFlow " + FlowNodes),
        Executed("taskListener", "userTask"),
        Executed("script", "camunda:executionListener camunda:taskListener"),
        Executed("field", "camunda:executionListener camunda:taskListener"),
        .. AllExecuted("callActivity", "in", "out"),
        Executed("in", "signalEventDefinition"),
        Executed("field", "messageEventDefinition"),
        Executed("failedJobRetryTimeCycle", "multiInstanceLoopCharacteristics"),
    ]);
}
