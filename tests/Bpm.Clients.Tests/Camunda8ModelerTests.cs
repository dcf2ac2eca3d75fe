using System.Net;
using System.Net.Http.Headers;
using System.Reflection;
using System.Text;
using System.Text.Json.Nodes;
using Bpm.Web.Tests.Support;

namespace Bpm.Clients.Tests;

/// <summary>The calls of Camunda Modeler's profile for Camunda 8, as it sends them: connection check, deploy, run, and its Run tab.</summary>
public sealed class Camunda8ModelerTests(ProductHost product)
{
    const string Boundary = "--------------------------302410438520971632586371";

    [Fact]
    public async Task Deploys_and_runs_a_process()
    {
        using var modeler = product.Client("Basic", "demo:demo");
        modeler.DefaultRequestHeaders.Add("user-agent", "camunda-8-sdk-nodejs/8.8.13 CamundaModeler");
        modeler.DefaultRequestHeaders.Add("accept", "application/json");

        Assert.Equal(1, (int)(await Call(modeler, HttpMethod.Get, "topology"))["clusterSize"]!);
        var deployed = await Call(modeler, HttpMethod.Post, "deployments", Files("modeler-order.bpmn", await Order()));
        var process = deployed["deployments"]![0]!["processDefinition"]!;
        Assert.Equal(("modeler-order", 1), ((string?)process["processDefinitionId"], (int)process["processDefinitionVersion"]!));
        Assert.Equal("modeler-order.bpmn", (string?)process["resourceName"]);

        var started = await Call(modeler, HttpMethod.Post, "process-instances", Json("""{"processDefinitionId":"modeler-order","variables":{"orderId":"M-1"}}"""));
        var filter = $$$"""{"filter":{"processInstanceKey":"{{{started["processInstanceKey"]}}}"}}""";
        Assert.Equal("ACTIVE", (string?)(await Call(modeler, HttpMethod.Post, "process-instances/search", Json(filter)))["items"]![0]!["state"]);
        Assert.Equal("\"M-1\"", (string?)(await Call(modeler, HttpMethod.Post, "variables/search", Json(filter)))["items"]![0]!["value"]);
        Assert.Equal(
            ["start", "paid"],
            (await Call(modeler, HttpMethod.Post, "element-instances/search", Json(filter)))["items"]!.AsArray().Select(e => (string?)e!["elementId"]));
        Assert.Empty((await Call(modeler, HttpMethod.Post, "incidents/search", Json(filter)))["items"]!.AsArray());
    }

    [Fact]
    public async Task Is_told_where_a_model_is_wrong()
    {
        using var modeler = product.Client("Basic", "demo:demo");

        using var refused = await modeler.PostAsync("/v2/deployments", Files("wrong.bpmn", "<bpmn:definitions"));

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Equal("application/problem+json", refused.Content.Headers.ContentType?.ToString());
        Assert.Contains("wrong.bpmn, line 1", (string?)JsonNode.Parse(await refused.Content.ReadAsStringAsync())!["detail"], StringComparison.Ordinal);
    }

    static async Task<string> Order()
    {
        var root = typeof(Camunda8ModelerTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "BpmRoot").Value!;
        var order = await File.ReadAllTextAsync(Path.Combine(root, "tests/Bpm.Clients.Tests/clients/camunda8/sdk-order.bpmn"));
        return order.Replace("\"sdk-", "\"modeler-", StringComparison.Ordinal);
    }

    static async Task<JsonNode> Call(HttpClient modeler, HttpMethod method, string path, HttpContent? content = null)
    {
        using var request = new HttpRequestMessage(method, "/v2/" + path) { Content = content };
        using var answer = await modeler.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{path}: {answer.StatusCode} {text}");
        Assert.Equal("application/json", answer.Content.Headers.ContentType?.ToString());
        return JsonNode.Parse(text)!;
    }

    static ByteArrayContent Json(string text) => Content(text, "application/json");

    static ByteArrayContent Files(string name, string content) => Content(
        $"--{Boundary}\r\nContent-Disposition: form-data; name=\"resources\"; filename=\"{name}\"\r\nContent-Type: application/octet-stream\r\n\r\n{content}\r\n--{Boundary}--\r\n",
        "multipart/form-data; boundary=" + Boundary);

    static ByteArrayContent Content(string text, string type)
    {
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes(text));
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        return content;
    }
}
