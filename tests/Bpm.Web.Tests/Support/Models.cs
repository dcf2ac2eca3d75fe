namespace Bpm.Web.Tests.Support;

static class Models
{
    /// <summary>Accounting approves an invoice; nothing follows a refusal, so that one stops at an incident.</summary>
    public const string Approval = """
        <?xml version="1.0" encoding="UTF-8"?>
        <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:camunda="http://camunda.org/schema/1.0/bpmn" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
                     xmlns:modeler="http://camunda.org/schema/modeler/1.0" modeler:executionPlatform="Camunda Platform" modeler:executionPlatformVersion="7.24.0"
                     id="definitions" targetNamespace="http://example.com">
          <process id="approval" name="Approval" isExecutable="true" camunda:historyTimeToLive="P30D">
            <startEvent id="start"><outgoing>a</outgoing></startEvent>
            <userTask id="approve" name="Approve invoice" camunda:candidateGroups="accounting" camunda:dueDate="PT8H">
              <extensionElements>
                <camunda:formData>
                  <camunda:formField id="amount" label="Amount" type="long"><camunda:validation><camunda:constraint name="readonly"/></camunda:validation></camunda:formField>
                  <camunda:formField id="decision" label="Decision" type="enum">
                    <camunda:validation><camunda:constraint name="required"/></camunda:validation>
                    <camunda:value id="approve" name="Approve"/><camunda:value id="refuse" name="Refuse"/>
                  </camunda:formField>
                  <camunda:formField id="note" label="Note" type="string"><camunda:validation><camunda:constraint name="maxlength" config="20"/></camunda:validation></camunda:formField>
                </camunda:formData>
              </extensionElements>
              <incoming>a</incoming><outgoing>b</outgoing>
            </userTask>
            <exclusiveGateway id="approved" name="Approved?"><incoming>b</incoming><outgoing>c</outgoing></exclusiveGateway>
            <endEvent id="end" name="Approved"><incoming>c</incoming></endEvent>
            <sequenceFlow id="a" sourceRef="start" targetRef="approve"/>
            <sequenceFlow id="b" sourceRef="approve" targetRef="approved"/>
            <sequenceFlow id="c" sourceRef="approved" targetRef="end"><conditionExpression xsi:type="tFormalExpression">${decision == 'approve'}</conditionExpression></sequenceFlow>
          </process>
        </definitions>
        """;
}
