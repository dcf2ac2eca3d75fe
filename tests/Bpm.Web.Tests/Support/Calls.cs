using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;

namespace Bpm.Web.Tests.Support;

/// <summary>Calls of the API with their answers as JSON.</summary>
static class Calls
{
    public static async Task<Answer> Get(this HttpClient client, string path) => await Answer.Of(await client.GetAsync("/engine-rest" + path));

    public static async Task<Answer> Post(this HttpClient client, string path, object? body = null) =>
        await Answer.Of(await client.PostAsync("/engine-rest" + path, body is null ? null : JsonContent.Create(body)));

    public static async Task<Answer> PostText(this HttpClient client, string path, string body) =>
        await Answer.Of(await client.PostAsync("/engine-rest" + path, new StringContent(body, Encoding.UTF8, "application/json")));

    public static async Task<Answer> Put(this HttpClient client, string path, object body) =>
        await Answer.Of(await client.PutAsync("/engine-rest" + path, JsonContent.Create(body)));

    public static async Task<Answer> Delete(this HttpClient client, string path) => await Answer.Of(await client.DeleteAsync("/engine-rest" + path));

    /// <summary>Deploys files as Camunda Modeler does: settings as fields, a part named after each file.</summary>
    public static async Task<Answer> Deploy(this HttpClient client, string name, params (string Name, byte[] Content)[] files)
    {
        using var form = new MultipartFormDataContent
        {
            { new StringContent(name), "deployment-name" },
            { new StringContent("Camunda Modeler"), "deployment-source" },
            { new StringContent("true"), "enable-duplicate-filtering" },
        };
        foreach (var (file, content) in files) form.Add(new ByteArrayContent(content), file, file);
        return await Answer.Of(await client.PostAsync("/engine-rest/deployment/create", form));
    }

    public static async Task<Answer> Deploy(this HttpClient client, string processId, string xml) =>
        await client.Deploy(processId, (processId + ".bpmn", Encoding.UTF8.GetBytes(xml)));

    /// <summary>Deploys a process and starts an instance; answers its id.</summary>
    public static async Task<string> Started(this HttpClient client, string processId, string xml, object? variables = null, string? businessKey = null)
    {
        var deployed = await client.Deploy(processId, xml);
        Assert.True(deployed.Status == HttpStatusCode.OK, deployed.Text);
        return await client.StartAgain(processId, variables, businessKey);
    }

    public static async Task<string> StartAgain(this HttpClient client, string processId, object? variables = null, string? businessKey = null)
    {
        var started = await client.Post($"/process-definition/key/{processId}/start", new { variables, businessKey });
        Assert.True(started.Status == HttpStatusCode.OK, started.Text);
        return (string)started.Json["id"]!;
    }

    /// <summary>The id of the one open task of an instance.</summary>
    public static async Task<string> TaskOf(this HttpClient client, string instanceId)
    {
        var tasks = await client.Get($"/task?processInstanceId={instanceId}");
        return (string)Assert.Single(tasks.Json.AsArray())!["id"]!;
    }
}

/// <summary>An answer: status, headers, and the body as text and as JSON.</summary>
sealed record Answer(HttpStatusCode Status, string? ContentType, string Text, HttpResponseMessage Response)
{
    public JsonNode Json => JsonNode.Parse(Text) ?? throw new InvalidOperationException("Expected JSON, but it is null.");

    public string? Message => (string?)Json["message"];

    public string? Type => (string?)Json["type"];

    public int Count => (int)Json["count"]!;

    public static async Task<Answer> Of(HttpResponseMessage response) =>
        new(response.StatusCode, response.Content.Headers.ContentType?.ToString(), await response.Content.ReadAsStringAsync(), response);
}
