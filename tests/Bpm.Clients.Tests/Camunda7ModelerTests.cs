using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Bpm.Web.Tests.Support;

namespace Bpm.Clients.Tests;

/// <summary>The calls of Camunda Modeler's profile for Camunda 7, as it sends them: connection check, version, links, deploy, start.</summary>
public sealed class Camunda7ModelerTests(ProductHost product)
{
    const string Boundary = "----WebKitFormBoundary7MA4YWxkTrZu0gW";

    [Fact]
    public async Task Deploys_again_without_change_and_starts()
    {
        using var modeler = Modeler();

        Assert.Equal(HttpStatusCode.OK, (await modeler.GetAsync("/engine-rest/deployment?maxResults=0")).StatusCode);
        Assert.Equal("7.24.0", (string?)(await Json(await modeler.GetAsync("/engine-rest/version")))["version"]);
        var links = await Json(await modeler.GetAsync("/.well-known/camunda-automation-platform/webapps"));
        Assert.StartsWith(product.Address.ToString(), (string?)links["cockpitUrl"], StringComparison.Ordinal);

        var deployed = await Json(await Deploy(modeler, "modeler-seven.bpmn", Order("modeler-seven")));
        var definition = Assert.Single(deployed["deployedProcessDefinitions"]!.AsObject());
        Assert.Equal(("modeler-seven", 1, definition.Key), ((string?)definition.Value!["key"], (int)definition.Value["version"]!, (string?)definition.Value["id"]));
        var again = await Json(await Deploy(modeler, "modeler-seven.bpmn", Order("modeler-seven")));
        Assert.Equal((string?)deployed["id"], (string?)again["id"]);
        Assert.Null(again["deployedProcessDefinitions"]);

        var started = await Json(await modeler.PostAsync(
            $"/engine-rest/process-definition/{definition.Key}/start", Body("""{"businessKey":"M-1","variables":{"a":{"value":1,"type":"Integer"}}}""")));
        Assert.Equal(("M-1", "modeler-seven", false), ((string?)started["businessKey"], (string?)started["definitionKey"], (bool)started["ended"]!));
        Assert.EndsWith($"/engine-rest/process-instance/{started["id"]}", (string?)started["links"]![0]!["href"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Is_told_where_a_model_is_wrong()
    {
        using var modeler = Modeler();

        using var refused = await Deploy(modeler, "modeler-wrong.bpmn", Order("modeler-wrong").Replace("targetRef=\"wait\"", "targetRef=\"nowhere\"", StringComparison.Ordinal));

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        var answer = await Json(refused);
        Assert.Equal("ParseException", (string?)answer["type"]);
        Assert.StartsWith("ENGINE-09005 Could not parse BPMN process. Errors:", (string?)answer["message"], StringComparison.Ordinal);
        var problem = answer["details"]!["modeler-wrong.bpmn"]!["errors"]![0]!;
        Assert.True((int)problem["line"]! > 1 && (int)problem["column"]! > 0, problem.ToJsonString());
    }

    [Fact]
    public async Task Is_told_that_a_password_is_wrong()
    {
        using var modeler = product.Client("Basic", "demo:wrong");

        Assert.Equal(HttpStatusCode.Unauthorized, (await modeler.GetAsync("/engine-rest/deployment?maxResults=0")).StatusCode);
    }

    HttpClient Modeler()
    {
        var client = product.Client("Basic", "demo:demo");
        client.DefaultRequestHeaders.Add("accept", "application/json");
        client.DefaultRequestHeaders.Add("origin", "file://");
        return client;
    }

    /// <summary>The body as a browser's FormData writes it: settings, and a part named after the file.</summary>
    static async Task<HttpResponseMessage> Deploy(HttpClient modeler, string file, string xml)
    {
        var body = new StringBuilder();
        foreach (var (name, value) in new[] { ("deployment-name", file[..file.IndexOf('.', StringComparison.Ordinal)]), ("deployment-source", "Camunda Modeler"), ("enable-duplicate-filtering", "true") })
            body.Append($"--{Boundary}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
        body.Append($"--{Boundary}\r\nContent-Disposition: form-data; name=\"{file}\"; filename=\"{file}\"\r\nContent-Type: text/xml\r\n\r\n{xml}\r\n--{Boundary}--\r\n");
        using var content = new StringContent(body.ToString());
        content.Headers.Remove("Content-Type");
        content.Headers.TryAddWithoutValidation("Content-Type", "multipart/form-data; boundary=" + Boundary);
        return await modeler.PostAsync("/engine-rest/deployment/create", content);
    }

    static StringContent Body(string json) => new(json, Encoding.UTF8, "application/json");

    static async Task<JsonNode> Json(HttpResponseMessage response)
    {
        Assert.Equal("application/json", response.Content.Headers.ContentType?.ToString());
        return JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
    }

    static string Order(string id) => $"""
        <?xml version="1.0" encoding="UTF-8"?>
        <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:camunda="http://camunda.org/schema/1.0/bpmn" xmlns:modeler="http://camunda.org/schema/modeler/1.0" id="Definitions_1" targetNamespace="http://bpmn.io/schema/bpmn" exporter="Camunda Modeler" exporterVersion="5.40.0" modeler:executionPlatform="Camunda Platform" modeler:executionPlatformVersion="7.24.0">
          <bpmn:process id="{id}" name="Order" isExecutable="true" camunda:historyTimeToLive="180">
            <bpmn:startEvent id="start"><bpmn:outgoing>f1</bpmn:outgoing></bpmn:startEvent>
            <bpmn:sequenceFlow id="f1" sourceRef="start" targetRef="wait" />
            <bpmn:userTask id="wait"><bpmn:incoming>f1</bpmn:incoming><bpmn:outgoing>f2</bpmn:outgoing></bpmn:userTask>
            <bpmn:sequenceFlow id="f2" sourceRef="wait" targetRef="end" />
            <bpmn:endEvent id="end"><bpmn:incoming>f2</bpmn:incoming></bpmn:endEvent>
          </bpmn:process>
        </bpmn:definitions>
        """;
}
