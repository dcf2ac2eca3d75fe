using static Bpm.Model.ElementGroups;
using static Bpm.Model.VocabularyTable;

namespace Bpm.Model;

/// <summary>Every attribute of the <c>zeebe:</c> vocabulary: on BPMN elements with the prefix, on its own elements without.</summary>
static class Camunda8Attributes
{
    public static readonly VocabularyTable Table = new(
    [
        .. AllIgnored("*", "modelerTemplate", "modelerTemplateVersion", "modelerTemplateIcon", "modelerConfigurationTemplate", "modelerConfigurationName"),
        // In the descriptor of old modellers, but never read by any engine.
        Ignored("retryCounter", Jobs + " scriptTask " + ThrowEvents),

        .. AllExecuted("zeebe:taskDefinition", "type", "retries"),
        Executed("priority", "zeebe:taskDefinition zeebe:jobPriorityDefinition zeebe:priorityDefinition"),
        .. AllExecuted("zeebe:executionListener zeebe:taskListener", "eventType", "type", "retries"),
        .. AllExecuted("zeebe:input zeebe:output", "source", "target"),
        .. AllExecuted("zeebe:header", "key", "value"),
        Ignored("id", "zeebe:header"),
        .. AllExecuted("zeebe:property", "name", "value"),
        .. AllExecuted("zeebe:script", "expression", "resultVariable"),

        .. AllExecuted("zeebe:assignmentDefinition", "assignee", "candidateGroups", "candidateUsers"),
        .. AllExecuted("zeebe:taskSchedule", "dueDate", "followUpDate"),
        .. AllExecuted("zeebe:formDefinition", "formKey", "formId", "externalReference"),
        Refused("bindingType", "zeebe:formDefinition", "Write latest or deployment.", unless: "latest deployment"),
        Refused("versionTag", "zeebe:formDefinition", "Bind the form with bindingType=\"latest\" or \"deployment\"."),
        .. AllExecuted("zeebe:calledDecision", "decisionId", "resultVariable", "bindingType", "versionTag"),
        Executed("id", "zeebe:userTaskForm"),
        Executed("value", "zeebe:versionTag"),
        Executed("correlationKey", "zeebe:subscription zeebe:publishMessage"),
        Executed("messageId", "zeebe:publishMessage"),
        Executed("timeToLive", "zeebe:publishMessage"),
        .. AllExecuted("zeebe:calledElement", "processId", "propagateAllParentVariables", "propagateAllChildVariables", "bindingType", "versionTag", "businessId"),
        Refused("processIdExpression", "zeebe:calledElement", "Write the expression as processId, with “=” before it."),
        .. AllExecuted("zeebe:loopCharacteristics", "inputCollection", "inputElement", "outputCollection", "outputElement"),
        .. AllExecuted("zeebe:adHoc", "activeElementsCollection"),
        .. AllRefused("zeebe:adHoc", "Map the results with ioMapping outputs of the activities.", "outputCollection", "outputElement"),
        .. AllExecuted("zeebe:conditionalFilter", "variableNames", "variableEvents"),
        Ignored("agentType", "zeebe:agentDefinition"),
    ]);
}
