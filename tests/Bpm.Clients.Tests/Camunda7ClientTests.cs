using System.Net;
using System.Text.Json.Nodes;
using Bpm.Clients.Tests.Support;
using Bpm.Web.Tests.Support;

namespace Bpm.Clients.Tests;

/// <summary>camunda-external-task-client-js as it is published works against the product.</summary>
public sealed class Camunda7ClientTests(ProductHost product)
{
    const int Held = 100;

    [Fact]
    public async Task A_topic_is_worked_through_success_failure_error_extension_and_files()
    {
        var demo = product.As("demo");
        Assert.Equal(HttpStatusCode.OK, (await demo.Deploy("js-topics", Charge("js-topics"))).Status);

        var answer = await NodeClients.Answer("camunda7/topics.mjs", product.Address);

        Same("[]", answer["failures"]);
        Assert.Equal(
            ["declined", "file", "flaky", "flaky No network. 1", "slow", "well"],
            answer["attempts"]!.AsArray().Select(a => a!["error"] is null ? (string?)a["way"] : $"{a["way"]} {a["error"]} {a["retries"]}").Order(StringComparer.Ordinal));
        Assert.All(answer["attempts"]!.AsArray(), a => Assert.Equal((12.5, $"js-{a!["way"]}"), ((double)a["amount"]!, (string?)a["businessKey"])));
        Assert.True(string.CompareOrdinal((string?)answer["extended"]!["after"], (string?)answer["extended"]!["before"]) > 0, answer["extended"]!.ToJsonString());
        Same("""{"name":"letter.txt","text":"a letter"}""", answer["letter"]);
        Assert.Equal("an answer", (string?)answer["answer"]);
        Same("""{"type":"File","value":null,"valueInfo":{"filename":"js-answer.txt","mimeType":"text/plain","mimetype":"text/plain"}}""", answer["file"]);
        Assert.Equal("limit", (string?)answer["reason"]);
        Same("""["created","failed: No network.\nat line 1","done"]""", answer["log"]);
        Same("""
            {"amount":{"type":"Double","value":12.5,"valueInfo":{}},"way":{"type":"String","value":"well","valueInfo":{}},
             "receipt":{"type":"String","value":"R-well","valueInfo":{}},"at":{"type":"Date","value":"1970-01-01T00:00:00.000+0000","valueInfo":{}},
             "lines":{"type":"Json","value":"[{\"sku\":\"a\"}]","valueInfo":{}},"count":{"type":"Long","value":3000000000,"valueInfo":{}}}
            """, answer["variables"]);
    }

    [Fact]
    public async Task What_a_killed_worker_held_is_done_by_another_and_nothing_twice()
    {
        var demo = product.As("demo");
        Assert.Equal(HttpStatusCode.OK, (await demo.Deploy("js-killed", Charge("js-killed", thenCheck: false))).Status);
        var instances = new List<string>();
        for (var i = 0; i < Held; i++) instances.Add(await demo.StartAgain("js-killed"));

        using var killed = NodeClients.Start("camunda7/hold.mjs", product.Address);
        await killed.Says(a => (int)a["taken"]! == Held && (int)a["done"]! == 30);
        var held = (await demo.Get("/external-task?topicName=js-killed&workerId=js-killed")).Json.AsArray();
        await killed.Kill();
        var rest = await NodeClients.Answer("camunda7/finish.mjs", product.Address);

        Assert.Equal(70, held.Count);
        Assert.Equal(70, (int)rest["done"]!);
        foreach (var instance in instances)
        {
            Assert.Equal(1, (await demo.Get($"/history/external-task-log/count?processInstanceId={instance}&successLog=true")).Count);
            Assert.Equal(1, (await demo.Get($"/history/activity-instance/count?processInstanceId={instance}&activityId=charged")).Count);
            Assert.Equal("COMPLETED", (string?)(await demo.Get($"/history/process-instance/{instance}")).Json["state"]);
        }
        // Had it only been slow, it would be told: what it held is done.
        var late = await demo.Post($"/external-task/{(string)held[0]!["id"]!}/complete", new { workerId = "js-killed" });
        Assert.Equal((HttpStatusCode.NotFound, "InvalidRequestException"), (late.Status, late.Type));
    }

    static string Charge(string id, bool thenCheck = true) => $"""
        <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:camunda="http://camunda.org/schema/1.0/bpmn" id="definitions" targetNamespace="http://bpmn.io/schema/bpmn">
          <bpmn:error id="error_declined" errorCode="DECLINED" />
          <bpmn:process id="{id}" isExecutable="true" camunda:historyTimeToLive="180">
            <bpmn:startEvent id="start"><bpmn:outgoing>f1</bpmn:outgoing></bpmn:startEvent>
            <bpmn:sequenceFlow id="f1" sourceRef="start" targetRef="charge" />
            <bpmn:serviceTask id="charge" camunda:type="external" camunda:topic="{id}"><bpmn:incoming>f1</bpmn:incoming><bpmn:outgoing>f2</bpmn:outgoing></bpmn:serviceTask>
            <bpmn:sequenceFlow id="f2" sourceRef="charge" targetRef="charged" />
            {(thenCheck
                ? """<bpmn:userTask id="charged" camunda:candidateGroups="accounting"><bpmn:incoming>f2</bpmn:incoming><bpmn:outgoing>f4</bpmn:outgoing></bpmn:userTask><bpmn:sequenceFlow id="f4" sourceRef="charged" targetRef="end" /><bpmn:endEvent id="end"><bpmn:incoming>f4</bpmn:incoming></bpmn:endEvent>"""
                : """<bpmn:endEvent id="charged"><bpmn:incoming>f2</bpmn:incoming></bpmn:endEvent>""")}
            <bpmn:boundaryEvent id="declined" attachedToRef="charge"><bpmn:outgoing>f3</bpmn:outgoing><bpmn:errorEventDefinition id="ed" errorRef="error_declined" /></bpmn:boundaryEvent>
            <bpmn:sequenceFlow id="f3" sourceRef="declined" targetRef="refused" />
            <bpmn:endEvent id="refused"><bpmn:incoming>f3</bpmn:incoming></bpmn:endEvent>
          </bpmn:process>
        </bpmn:definitions>
        """;

    static void Same(string expected, JsonNode? found) =>
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), found), $"Expected {expected}, but found {found?.ToJsonString()}");
}
