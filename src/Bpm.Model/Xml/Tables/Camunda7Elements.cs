using static Bpm.Model.ElementGroups;
using static Bpm.Model.VocabularyTable;

namespace Bpm.Model;

/// <summary>Every extension element in the <c>camunda:</c> namespace, by the BPMN element that it extends or the one it stands in.</summary>
static class Camunda7Elements
{
    const string NoListener = "Remove the listener and model its work as a service task or script task.";
    const string TextOnly = "Write the value as text or expression: a FEEL list or context can be set by a script task.";

    public static readonly VocabularyTable Table = new(
    [
        .. AllExecuted("process " + FlowNodes + " sequenceFlow camunda:formField", "properties"),
        Executed("properties", "definitions collaboration message signal error escalation"),
        Executed("property", "camunda:properties"),
        Executed("potentialStarter", "process"),

        Executed("inputOutput", Activities + " " + Gateways + " intermediateCatchEvent intermediateThrowEvent endEvent messageEventDefinition"),
        Refused("inputOutput", "startEvent boundaryEvent", "Set the variables in a script task, or map them on the neighbouring activity."),
        .. AllExecuted("camunda:inputOutput", "inputParameter", "outputParameter"),
        .. AllRefused("camunda:inputParameter camunda:outputParameter", TextOnly, "list", "map", "script"),
        Executed("value", "camunda:formField camunda:formProperty"),

        Executed("failedJobRetryTimeCycle", FlowNodes),
        Executed("field", Jobs),
        Executed("string", "camunda:field"),
        Refused("expression", "camunda:field", "Write a static camunda:string, or pass the value with an input parameter."),
        Refused("connector", Jobs, "Use camunda:type=\"external\" and name the connector as topic."),
        Refused("errorEventDefinition", Jobs, "Let the worker report the BPMN error itself."),

        Executed("formData", Forms),
        Executed("formField", "camunda:formData"),
        Executed("formProperty", Forms),
        Executed("validation", "camunda:formField"),
        Executed("constraint", "camunda:validation"),

        Refused("executionListener", "process sequenceFlow " + FlowNodes, NoListener),
        Refused("taskListener", "userTask", NoListener),
        .. AllExecuted("callActivity", "in", "out"),
        Executed("in", "signalEventDefinition"),
        Executed("field", "messageEventDefinition"),
        Executed("failedJobRetryTimeCycle", "multiInstanceLoopCharacteristics"),
    ]);
}
