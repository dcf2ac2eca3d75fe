using static Bpm.Model.ElementGroups;
using static Bpm.Model.VocabularyTable;

namespace Bpm.Model;

/// <summary>Every attribute in the <c>camunda:</c> namespace (Camunda 7, its ancestor and its forks).</summary>
static class Camunda7Attributes
{
    const string NoJava = "Use an external task (camunda:type=\"external\" with a topic), a class or a delegate expression, whose name becomes the job type.";
    const string NoFile = "Write the text into the BPMN file itself.";

    public static readonly VocabularyTable Table = new(
    [
        .. AllIgnored("definitions process collaboration", "diagramRelationId"),
        .. AllIgnored("*", "modelerTemplate", "modelerTemplateVersion", "modelerTemplateIcon"),

        .. AllExecuted("process", "candidateStarterGroups", "candidateStarterUsers", "versionTag", "historyTimeToLive", "isStartableInTasklist"),
        Executed("taskPriority", "process " + Jobs),
        Ignored("jobPriority", "process " + FlowNodes, "Remove it; jobs run in the order in which they are due."),

        .. AllExecuted(FlowNodes, "async", "asyncBefore", "asyncAfter"),
        // Commands on one instance are always serial, so both values of exclusive mean the same.
        Ignored("exclusive", FlowNodes + " timerEventDefinition"),

        .. AllExecuted(Jobs, "class", "delegateExpression", "expression", "topic", "resultVariable", "resultVariableName"),
        Refused("type", Jobs, NoJava, unless: "external"),
        .. AllExecuted("businessRuleTask", "decisionRef", "decisionRefBinding", "decisionRefVersion", "decisionRefVersionTag", "mapDecisionResult"),
        Refused("decisionRefTenantId", "businessRuleTask", "Remove it; there are no tenants, every decision is found by its id."),
        .. AllExecuted("messageEventDefinition", "class", "delegateExpression", "expression", "topic", "resultVariable", "taskPriority"),
        Refused("type", "messageEventDefinition", NoJava, unless: "external"),
        .. AllExecuted("callActivity", "calledElementBinding", "calledElementVersion", "calledElementVersionTag"),
        .. AllRefused("callActivity", "Map the variables with camunda:in and camunda:out.", "variableMappingClass", "variableMappingDelegateExpression"),
        .. AllRefused("callActivity", "Call a process; cases cannot be executed.", "caseRef", "caseBinding", "caseVersion", "caseTenantId"),
        Ignored("calledElementTenantId", "callActivity", "Remove it; there is one tenant."),
        .. AllExecuted("camunda:in camunda:out", "source", "sourceExpression", "target", "variables", "local"),
        Executed("businessKey", "camunda:in"),
        .. AllExecuted("multiInstanceLoopCharacteristics", "collection", "elementVariable", "async", "asyncBefore", "asyncAfter"),
        Ignored("exclusive", Loops),
        .. AllExecuted("conditionalEventDefinition", "variableName", "variableEvents"),
        Ignored("async", "signalEventDefinition", "Remove it; every catcher is told in a transaction of its own."),

        .. AllExecuted("userTask", "assignee", "candidateUsers", "candidateGroups", "dueDate", "followUpDate", "priority"),
        Ignored("businessCalendarName", "userTask", "Remove it; durations are counted in calendar time."),
        .. AllExecuted(Forms, "formKey", "formRef", "formRefVersion"),
        Refused("formRefBinding", Forms, "Write latest, deployment or version.", unless: "latest deployment version"),
        Refused("formHandlerClass", Forms, "Use camunda:formData or a form reference."),
        Executed("initiator", "startEvent"),

        Executed("resultVariable", "scriptTask"),
        Refused("resource", "scriptTask " + Expressions, NoFile),

        .. AllExecuted("errorEventDefinition", "errorCodeVariable", "errorMessageVariable"),
        Executed("errorMessage", "error"),
        Executed("escalationCodeVariable", "escalationEventDefinition"),

        .. AllExecuted("camunda:inputParameter camunda:outputParameter", "name"),
        .. AllExecuted("camunda:property", "id", "name", "value"),
        .. AllExecuted("camunda:field", "name", "stringValue"),
        Executed("expression", "camunda:field"),
        Executed("key", "camunda:entry"),
        Executed("scriptFormat", "camunda:script"),
        Refused("resource", "camunda:script", NoFile),
        .. AllExecuted("camunda:executionListener camunda:taskListener", "event", "class", "delegateExpression", "expression"),
        Ignored("id", "camunda:taskListener camunda:executionListener"),
        .. AllExecuted("camunda:errorEventDefinition", "id", "errorRef", "expression"),
        Ignored("errorCodeVariable", "camunda:errorEventDefinition", "Name the variables in the event that catches the error."),
        Ignored("errorMessageVariable", "camunda:errorEventDefinition", "Name the variables in the event that catches the error."),
        .. AllExecuted("camunda:formData", "businessKey"),
        .. AllExecuted("camunda:formField", "id", "label", "type", "defaultValue"),
        Ignored("datePattern", "camunda:formField camunda:formProperty", "Remove it; dates are shown in the reader's own format.", unless: "yyyy-MM-dd"),
        .. AllExecuted("camunda:value", "id", "name"),
        .. AllExecuted("camunda:constraint", "name", "config"),
        .. AllExecuted("camunda:formProperty", "id", "name", "type", "required", "writable", "variable", "default"),
        Refused("readable", "camunda:formProperty", "Remove it; every field is shown.", unless: "true"),
        Refused("expression", "camunda:formProperty", "Use camunda:default, or an output parameter that sets the variable."),
    ]);
}
