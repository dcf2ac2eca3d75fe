using static Bpm.Model.ElementGroups;
using static Bpm.Model.VocabularyTable;

namespace Bpm.Model;

/// <summary>Every extension element in the <c>zeebe:</c> namespace, by the BPMN element that it extends or the one it stands in.</summary>
static class Camunda8Elements
{
    public static readonly VocabularyTable Table = new(
    [
        .. AllExecuted("process " + FlowNodes + " sequenceFlow", "properties"),
        Executed("property", "zeebe:properties"),
        .. AllExecuted("process", "userTaskForm", "versionTag"),

        Executed("taskDefinition", Jobs + " scriptTask"),
        Executed("taskDefinition", ThrowEvents),
        Refused("taskDefinition", "adHocSubProcess", "Let people or the active elements collection start the activities."),
        Executed("taskHeaders", Jobs + " scriptTask " + ThrowEvents),
        Ignored("taskHeaders", "userTask", "Use zeebe:properties; headers are given to job workers only."),
        Executed("header", "zeebe:taskHeaders zeebe:headers"),
        Executed("jobPriorityDefinition", Jobs + " scriptTask " + ThrowEvents),
        Ignored("jobPriorityDefinition", "process", "Set the priority on the tasks themselves."),
        Refused("linkedResources", Jobs, "Name the resource in a task header."),
        Ignored("agentDefinition", Jobs),
        Executed("calledDecision", "businessRuleTask"),
        Executed("script", "scriptTask"),

        Executed("ioMapping", Activities + " " + Events),
        Refused("ioMapping", Gateways, "Map the variables on the neighbouring activity."),
        Executed("input", "zeebe:ioMapping"),
        Executed("output", "zeebe:ioMapping"),

        .. AllExecuted("userTask", "userTask", "assignmentDefinition", "taskSchedule", "priorityDefinition"),
        Executed("formDefinition", Forms),
        Executed("subscription", "message"),

        Executed("executionListeners", "process " + FlowNodes),
        Executed("executionListener", "zeebe:executionListeners"),
        Executed("taskListeners", "userTask"),
        Executed("taskListener", "zeebe:taskListeners"),
        .. AllExecuted("zeebe:executionListener zeebe:taskListener", "headers", "taskHeaders"),
        Executed("publishMessage", ThrowEvents + " sendTask"),
        Executed("adHoc", "adHocSubProcess"),
        Executed("calledElement", "callActivity"),
        Executed("loopCharacteristics", "multiInstanceLoopCharacteristics"),
        Executed("conditionalFilter", "conditionalEventDefinition"),
    ]);
}
