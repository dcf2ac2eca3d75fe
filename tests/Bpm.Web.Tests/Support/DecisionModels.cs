namespace Bpm.Web.Tests.Support;

/// <summary>Decisions as a modeler would draw them for Camunda.</summary>
static class DecisionModels
{
    /// <summary>Who approves an invoice: a first-hit table that uses the risk, which is a table of its own.</summary>
    public const string Approver = """
        <?xml version="1.0" encoding="UTF-8"?>
        <definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" xmlns:camunda="http://camunda.org/schema/1.0/dmn"
            id="approval_rules" name="Approval rules" namespace="http://camunda.org/schema/1.0/dmn">
          <inputData id="in_amount" name="amount"><variable name="amount" typeRef="number" /></inputData>
          <inputData id="in_category" name="category"><variable name="category" typeRef="string" /></inputData>
          <decision id="risk" name="risk" camunda:historyTimeToLive="P180D">
            <variable name="risk" typeRef="string" />
            <informationRequirement id="need_category"><requiredInput href="#in_category" /></informationRequirement>
            <decisionTable id="risk_table" hitPolicy="UNIQUE">
              <input id="risk_in" label="Category"><inputExpression id="risk_expr" typeRef="string"><text>category</text></inputExpression></input>
              <output id="risk_out" label="Risk" name="risk" typeRef="string" />
              <rule id="risk_1"><inputEntry id="risk_1_in"><text>"travel", "gift"</text></inputEntry><outputEntry id="risk_1_out"><text>"high"</text></outputEntry></rule>
              <rule id="risk_2"><inputEntry id="risk_2_in"><text>not("travel", "gift")</text></inputEntry><outputEntry id="risk_2_out"><text>"low"</text></outputEntry></rule>
            </decisionTable>
          </decision>
          <decision id="approver" name="Approver" camunda:historyTimeToLive="P180D">
            <question>Who has to approve it?</question>
            <variable name="Approver" />
            <informationRequirement id="need_amount"><requiredInput href="#in_amount" /></informationRequirement>
            <informationRequirement id="need_risk"><requiredDecision href="#risk" /></informationRequirement>
            <decisionTable id="approver_table" hitPolicy="FIRST">
              <input id="approver_in1" label="Amount"><inputExpression id="approver_expr1" typeRef="number"><text>amount</text></inputExpression></input>
              <input id="approver_in2" label="Risk"><inputExpression id="approver_expr2" typeRef="string"><text>risk</text></inputExpression></input>
              <output id="approver_out1" label="Group" name="group" typeRef="string" />
              <output id="approver_out2" label="Days" name="days" typeRef="number" />
              <rule id="approver_1">
                <description>Small sums need nobody else.</description>
                <inputEntry id="approver_1_in1"><text>&lt; 100</text></inputEntry><inputEntry id="approver_1_in2"><text></text></inputEntry>
                <outputEntry id="approver_1_out1"><text>"clerks"</text></outputEntry><outputEntry id="approver_1_out2"><text>1</text></outputEntry>
              </rule>
              <rule id="approver_2">
                <inputEntry id="approver_2_in1"><text>[100..5000]</text></inputEntry><inputEntry id="approver_2_in2"><text>"high"</text></inputEntry>
                <outputEntry id="approver_2_out1"><text>"managers"</text></outputEntry><outputEntry id="approver_2_out2"><text>1 + 1</text></outputEntry>
              </rule>
              <rule id="approver_3">
                <inputEntry id="approver_3_in1"><text></text></inputEntry><inputEntry id="approver_3_in2"><text></text></inputEntry>
                <outputEntry id="approver_3_out1"><text>"board"</text></outputEntry><outputEntry id="approver_3_out2"><text>5</text></outputEntry>
              </rule>
            </decisionTable>
          </decision>
        </definitions>
        """;

    /// <summary>start → Who approves? (asks the decision) → Approve (user task) → end</summary>
    public const string Process = """
        <?xml version="1.0" encoding="UTF-8"?>
        <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:camunda="http://camunda.org/schema/1.0/bpmn"
            xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" xmlns:di="http://www.omg.org/spec/DD/20100524/DI"
            xmlns:modeler="http://camunda.org/schema/modeler/1.0" id="definitions" targetNamespace="http://bpmn.io/schema/bpmn"
            modeler:executionPlatform="Camunda Platform" modeler:executionPlatformVersion="7.24.0">
          <bpmn:process id="routing" name="Routing" isExecutable="true" camunda:historyTimeToLive="180">
            <bpmn:startEvent id="start"><bpmn:outgoing>f1</bpmn:outgoing></bpmn:startEvent>
            <bpmn:sequenceFlow id="f1" sourceRef="start" targetRef="ask" />
            <bpmn:businessRuleTask id="ask" name="Who approves?" camunda:decisionRef="approver" camunda:resultVariable="approval" camunda:mapDecisionResult="singleResult">
              <bpmn:incoming>f1</bpmn:incoming><bpmn:outgoing>f2</bpmn:outgoing>
            </bpmn:businessRuleTask>
            <bpmn:sequenceFlow id="f2" sourceRef="ask" targetRef="approve" />
            <bpmn:userTask id="approve" name="Approve" camunda:candidateGroups="accounting"><bpmn:incoming>f2</bpmn:incoming><bpmn:outgoing>f3</bpmn:outgoing></bpmn:userTask>
            <bpmn:sequenceFlow id="f3" sourceRef="approve" targetRef="end" />
            <bpmn:endEvent id="end"><bpmn:incoming>f3</bpmn:incoming></bpmn:endEvent>
          </bpmn:process>
          <bpmndi:BPMNDiagram id="diagram">
            <bpmndi:BPMNPlane id="plane" bpmnElement="routing">
              <bpmndi:BPMNShape id="start_di" bpmnElement="start"><dc:Bounds x="160" y="102" width="36" height="36" /></bpmndi:BPMNShape>
              <bpmndi:BPMNShape id="ask_di" bpmnElement="ask"><dc:Bounds x="250" y="80" width="100" height="80" /></bpmndi:BPMNShape>
              <bpmndi:BPMNShape id="approve_di" bpmnElement="approve"><dc:Bounds x="410" y="80" width="100" height="80" /></bpmndi:BPMNShape>
              <bpmndi:BPMNShape id="end_di" bpmnElement="end"><dc:Bounds x="572" y="102" width="36" height="36" /></bpmndi:BPMNShape>
              <bpmndi:BPMNEdge id="f1_di" bpmnElement="f1"><di:waypoint x="196" y="120" /><di:waypoint x="250" y="120" /></bpmndi:BPMNEdge>
              <bpmndi:BPMNEdge id="f2_di" bpmnElement="f2"><di:waypoint x="350" y="120" /><di:waypoint x="410" y="120" /></bpmndi:BPMNEdge>
              <bpmndi:BPMNEdge id="f3_di" bpmnElement="f3"><di:waypoint x="510" y="120" /><di:waypoint x="572" y="120" /></bpmndi:BPMNEdge>
            </bpmndi:BPMNPlane>
          </bpmndi:BPMNDiagram>
        </bpmn:definitions>
        """;

    /// <summary>The decisions with a variable in a cell that nobody gives.</summary>
    public static string WithUnknownLimit => Approver.Replace("[100..5000]", "&lt;= limit", StringComparison.Ordinal);

    /// <summary>The decisions with a cell that is no unary test.</summary>
    public static string WithFault => Approver.Replace("[100..5000]", "[100..", StringComparison.Ordinal);
}
