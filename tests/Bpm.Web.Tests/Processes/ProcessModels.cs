namespace Bpm.Web.Tests.Processes;

static class ProcessModels
{
    /// <summary>start → Compute (net = price * 2) → Large? (only above 10) → A day later (timer) → Granted; drawn.</summary>
    public const string Discount = """
        <?xml version="1.0" encoding="UTF-8"?>
        <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" xmlns:di="http://www.omg.org/spec/DD/20100524/DI" xmlns:camunda="http://camunda.org/schema/1.0/bpmn" xmlns:modeler="http://camunda.org/schema/modeler/1.0" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" id="definitions" targetNamespace="http://bpmn.io/schema/bpmn" modeler:executionPlatform="Camunda Platform" modeler:executionPlatformVersion="7.24.0">
          <bpmn:process id="discount" name="Grant a discount" isExecutable="true" camunda:historyTimeToLive="P30D">
            <bpmn:startEvent id="start" name="Asked"><bpmn:outgoing>f1</bpmn:outgoing></bpmn:startEvent>
            <bpmn:sequenceFlow id="f1" sourceRef="start" targetRef="compute" />
            <bpmn:scriptTask id="compute" name="Compute" scriptFormat="feel" camunda:resultVariable="net"><bpmn:incoming>f1</bpmn:incoming><bpmn:outgoing>f2</bpmn:outgoing><bpmn:script>price * 2</bpmn:script></bpmn:scriptTask>
            <bpmn:sequenceFlow id="f2" sourceRef="compute" targetRef="gw" />
            <bpmn:exclusiveGateway id="gw" name="Large?"><bpmn:incoming>f2</bpmn:incoming><bpmn:outgoing>f3</bpmn:outgoing></bpmn:exclusiveGateway>
            <bpmn:sequenceFlow id="f3" name="large enough" sourceRef="gw" targetRef="wait"><bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">${net &gt; 10}</bpmn:conditionExpression></bpmn:sequenceFlow>
            <bpmn:intermediateCatchEvent id="wait" name="A day later"><bpmn:incoming>f3</bpmn:incoming><bpmn:outgoing>f4</bpmn:outgoing><bpmn:timerEventDefinition id="td"><bpmn:timeDuration xsi:type="bpmn:tFormalExpression">P1D</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:intermediateCatchEvent>
            <bpmn:sequenceFlow id="f4" sourceRef="wait" targetRef="end" />
            <bpmn:endEvent id="end" name="Granted"><bpmn:incoming>f4</bpmn:incoming></bpmn:endEvent>
          </bpmn:process>
          <bpmndi:BPMNDiagram id="d"><bpmndi:BPMNPlane id="p" bpmnElement="discount">
            <bpmndi:BPMNShape id="s1" bpmnElement="start"><dc:Bounds x="100" y="100" width="36" height="36" /></bpmndi:BPMNShape>
            <bpmndi:BPMNShape id="s2" bpmnElement="compute"><dc:Bounds x="200" y="78" width="100" height="80" /></bpmndi:BPMNShape>
            <bpmndi:BPMNShape id="s3" bpmnElement="gw" isMarkerVisible="true"><dc:Bounds x="360" y="93" width="50" height="50" /></bpmndi:BPMNShape>
            <bpmndi:BPMNShape id="s4" bpmnElement="wait"><dc:Bounds x="482" y="100" width="36" height="36" /></bpmndi:BPMNShape>
            <bpmndi:BPMNShape id="s5" bpmnElement="end"><dc:Bounds x="582" y="100" width="36" height="36" /></bpmndi:BPMNShape>
            <bpmndi:BPMNEdge id="e1" bpmnElement="f1"><di:waypoint x="136" y="118" /><di:waypoint x="200" y="118" /></bpmndi:BPMNEdge>
            <bpmndi:BPMNEdge id="e2" bpmnElement="f2"><di:waypoint x="300" y="118" /><di:waypoint x="360" y="118" /></bpmndi:BPMNEdge>
            <bpmndi:BPMNEdge id="e3" bpmnElement="f3"><di:waypoint x="410" y="118" /><di:waypoint x="482" y="118" /></bpmndi:BPMNEdge>
            <bpmndi:BPMNEdge id="e4" bpmnElement="f4"><di:waypoint x="518" y="118" /><di:waypoint x="582" y="118" /></bpmndi:BPMNEdge>
          </bpmndi:BPMNPlane></bpmndi:BPMNDiagram>
        </bpmn:definitions>
        """;

    /// <summary>A start form with a business key field → Pack (user task of accounting).</summary>
    public const string Order = """
        <?xml version="1.0" encoding="UTF-8"?>
        <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:camunda="http://camunda.org/schema/1.0/bpmn"
            xmlns:modeler="http://camunda.org/schema/modeler/1.0" id="definitions" targetNamespace="http://bpmn.io/schema/bpmn"
            modeler:executionPlatform="Camunda Platform" modeler:executionPlatformVersion="7.24.0">
          <bpmn:process id="order" name="Order" isExecutable="true" camunda:historyTimeToLive="P30D">
            <bpmn:startEvent id="start">
              <bpmn:extensionElements>
                <camunda:formData businessKey="number">
                  <camunda:formField id="number" label="Order number" type="string"><camunda:validation><camunda:constraint name="required"/></camunda:validation></camunda:formField>
                  <camunda:formField id="amount" label="Amount" type="long"><camunda:validation><camunda:constraint name="min" config="1"/></camunda:validation></camunda:formField>
                </camunda:formData>
              </bpmn:extensionElements>
              <bpmn:outgoing>f1</bpmn:outgoing>
            </bpmn:startEvent>
            <bpmn:sequenceFlow id="f1" sourceRef="start" targetRef="pack" />
            <bpmn:userTask id="pack" name="Pack" camunda:candidateGroups="accounting"><bpmn:incoming>f1</bpmn:incoming><bpmn:outgoing>f2</bpmn:outgoing></bpmn:userTask>
            <bpmn:sequenceFlow id="f2" sourceRef="pack" targetRef="end" />
            <bpmn:endEvent id="end"><bpmn:incoming>f2</bpmn:incoming></bpmn:endEvent>
          </bpmn:process>
        </bpmn:definitions>
        """;
}
