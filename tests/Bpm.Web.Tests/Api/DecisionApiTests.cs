using System.Net;
using System.Text;
using Bpm.Web.Tests.Support;

namespace Bpm.Web.Tests.Api;

public sealed class DecisionApiTests(ProductHost host)
{
    [Fact]
    public async Task A_deployed_decision_is_found_read_and_evaluated_as_in_camunda_7()
    {
        var mia = host.As("mia");
        var deployed = await mia.Deploy("limits", ("limits.dmn", Encoding.UTF8.GetBytes(Table("rest-limits"))));
        const string definition = """
            {"id":"<key>","key":"rest-limits","category":null,"name":"Limits","version":1,"resource":"limits.dmn","deploymentId":"<key>","tenantId":null,
             "decisionRequirementsDefinitionId":null,"decisionRequirementsDefinitionKey":"rules","historyTimeToLive":30,"versionTag":"v1"}
            """;

        Golden.Equal($$"""{"<key>":{{definition}}}""", deployed.Json["deployedDecisionDefinitions"]!);
        var found = await mia.Get("/decision-definition?keyLike=rest-lim%25&latestVersion=true&sortBy=key&sortOrder=asc");
        Golden.Equal($"[{definition}]", found.Json);
        var id = (string)found.Json[0]!["id"]!;
        Golden.Equal(definition, (await mia.Get($"/decision-definition/{id}")).Json);
        Golden.Equal(definition, (await mia.Get("/decision-definition/key/rest-limits")).Json);
        Assert.Equal(1, (await mia.Get("/decision-definition/count?key=rest-limits")).Count);
        Assert.Equal(Table("rest-limits"), (string?)(await mia.Get($"/decision-definition/{id}/xml")).Json["dmnXml"]);

        var evaluated = await mia.Post("/decision-definition/key/rest-limits/evaluate", new { variables = new { amount = new { value = 50, type = "Integer" } } });
        Golden.Equal("""
            [{"by":{"type":"String","value":"anna","valueInfo":{}},"days":{"type":"Integer","value":3,"valueInfo":{}}}]
            """, evaluated.Json);
        Assert.Empty((await mia.Post($"/decision-definition/{id}/evaluate", new { variables = new { amount = new { value = -1 } } })).Json.AsArray());
    }

    [Fact]
    public async Task What_is_not_there_is_not_found_and_what_cannot_be_evaluated_says_why()
    {
        var mia = host.As("mia");
        await mia.Deploy("broken", ("broken.dmn", Encoding.UTF8.GetBytes(Table("rest-broken").Replace("<text>amount</text>", "<text>amuont</text>", StringComparison.Ordinal))));

        Assert.Equal(HttpStatusCode.NotFound, (await mia.Get("/decision-definition/key/nothing")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await mia.Get("/decision-definition/12")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await mia.Post("/decision-definition/key/nothing/evaluate", new { })).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await host.As("anna").Post("/decision-definition/key/rest-broken/evaluate", new { })).Status);
        var failed = await mia.Post("/decision-definition/key/rest-broken/evaluate", new { variables = new { amount = new { value = 1 } } });
        Assert.Equal((HttpStatusCode.InternalServerError, "RestException"), (failed.Status, failed.Type));
        Assert.Contains("»amuont«", failed.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_dmn_file_is_refused_with_its_place()
    {
        var refused = await host.As("mia").Deploy("wrong", ("wrong.dmn", "<definitions/>"u8.ToArray()));

        Assert.Equal(HttpStatusCode.BadRequest, refused.Status);
        Assert.Equal("ParseException", refused.Type);
        Assert.NotEmpty(refused.Json["details"]!["wrong.dmn"]!["errors"]!.AsArray());
    }

    [Fact]
    public async Task History_tells_which_rules_matched_with_which_inputs()
    {
        var demo = host.As("demo");
        await host.As("mia").Deploy("asks", ("hist.dmn", Encoding.UTF8.GetBytes(Table("rest-history"))), ("hist.bpmn", Encoding.UTF8.GetBytes(Asking("rest-asks", "rest-history"))));
        var instance = await demo.StartAgain("rest-asks", new { amount = new { value = 50 } });

        var list = await demo.Get($"/history/decision-instance?processInstanceId={instance}&includeInputs=true&includeOutputs=true");

        Golden.Equal("""
            [{"id":"<key>","decisionDefinitionId":"<key>","decisionDefinitionKey":"rest-history","decisionDefinitionName":"Limits","evaluationTime":"<date>","removalTime":null,
              "processDefinitionId":"<key>","processDefinitionKey":"rest-asks","processInstanceId":"<key>","caseDefinitionId":null,"caseDefinitionKey":null,"caseInstanceId":null,
              "activityId":"ask","activityInstanceId":"<key>","userId":null,
              "inputs":[{"id":"INPUT","decisionInstanceId":"<key>","clauseId":"in1","clauseName":"Amount","errorMessage":null,"createTime":"<date>","type":"Integer","value":50,"valueInfo":{}}],
              "outputs":[{"id":"BY","decisionInstanceId":"<key>","clauseId":"out1","clauseName":"Who","ruleId":"r1","ruleOrder":1,"variableName":"by","errorMessage":null,"createTime":"<date>","type":"String","value":"anna","valueInfo":{}},
                         {"id":"DAYS","decisionInstanceId":"<key>","clauseId":"out2","clauseName":null,"ruleId":"r1","ruleOrder":1,"variableName":"days","errorMessage":null,"createTime":"<date>","type":"Integer","value":3,"valueInfo":{}}],
              "collectResultValue":null,"rootProcessInstanceId":"<key>","rootDecisionInstanceId":null,"decisionRequirementsDefinitionId":null,
              "decisionRequirementsDefinitionKey":null,"tenantId":null}]
            """.Replace("INPUT", $"{Id(list)}:in1", StringComparison.Ordinal).Replace("BY", $"{Id(list)}:r1:out1", StringComparison.Ordinal).Replace("DAYS", $"{Id(list)}:r1:out2", StringComparison.Ordinal), list.Json);
        Assert.Null((await demo.Get($"/history/decision-instance/{Id(list)}")).Json["inputs"]);
        Assert.Equal(1, (await demo.Get("/history/decision-instance/count?decisionDefinitionKey=rest-history")).Count);
        Assert.Equal(HttpStatusCode.Forbidden, (await host.As("anna").Get("/history/decision-instance")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await host.As("anna").Get("/history/decision-instance/count")).Status);
    }

    static string Id(Answer list) => (string)list.Json[0]!["id"]!;

    static string Table(string id) => $"""
        <?xml version="1.0" encoding="UTF-8"?>
        <definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" xmlns:camunda="http://camunda.org/schema/1.0/dmn" id="rules" name="Rules" namespace="http://example.com/{id}">
          <decision id="{id}" name="Limits" camunda:versionTag="v1" camunda:historyTimeToLive="30"><decisionTable id="t">
            <input id="in1" label="Amount"><inputExpression id="e1"><text>amount</text></inputExpression></input>
            <output id="out1" label="Who" name="by"/><output id="out2" name="days"/>
            <rule id="r1"><inputEntry id="i1"><text>[0..100]</text></inputEntry><outputEntry id="o1"><text>"anna"</text></outputEntry><outputEntry id="o2"><text>3</text></outputEntry></rule>
          </decisionTable></decision>
        </definitions>
        """;

    static string Asking(string id, string decision) => SmallProcesses.Process(id, $"""
        <bpmn:startEvent id="start"><bpmn:outgoing>f1</bpmn:outgoing></bpmn:startEvent>
        <bpmn:sequenceFlow id="f1" sourceRef="start" targetRef="ask" />
        <bpmn:businessRuleTask id="ask" name="Ask" camunda:decisionRef="{decision}" camunda:resultVariable="r"><bpmn:incoming>f1</bpmn:incoming><bpmn:outgoing>f2</bpmn:outgoing></bpmn:businessRuleTask>
        <bpmn:sequenceFlow id="f2" sourceRef="ask" targetRef="end" />
        <bpmn:endEvent id="end"><bpmn:incoming>f2</bpmn:incoming></bpmn:endEvent>
        """);
}
