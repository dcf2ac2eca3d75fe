using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Bpm.Web.Tests.Injection;
using Bpm.Web.Tests.Support;

namespace Bpm.Web.Tests.Api;

public sealed class WebhookTests(ProductHost host)
{
    const string Body = """{"order":"W-1","text":"paid"}""";

    [Fact]
    public async Task A_signed_request_becomes_a_message_once()
    {
        var first = await Doors(Body, "delivery-1");
        var second = await Doors(Body, "delivery-1");

        Assert.Equal((HttpStatusCode.OK, false), (first.Status, (bool)first.Json["duplicate"]!));
        Assert.Equal((HttpStatusCode.OK, true), (second.Status, (bool)second.Json["duplicate"]!));
        var message = Assert.Single(await Hooked("W-1"));
        Assert.Equal("paid", (string?)message["variables"]!["text"]!["value"]);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("sha256=")]
    [InlineData("sha256=zz")]
    [InlineData("sha256=0000000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("sha256=????????????????????????????????????????????????????????????????")]
    public async Task A_wrong_signature_is_refused_without_a_word(string? signature)
    {
        var answer = await Send("/hooks/doors", Body, signature is null ? [] : [("X-Hub-Signature-256", signature), ("X-Delivery", "wrong")]);

        Assert.Equal((HttpStatusCode.Unauthorized, ""), (answer.Status, answer.Text));
    }

    [Fact]
    public async Task What_cannot_be_taken_is_refused()
    {
        Assert.Equal(HttpStatusCode.NotFound, (await Send("/hooks/nobody", Body, [])).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await Doors("{", "odd-1")).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await Send("/hooks/doors", Body, [("X-Hub-Signature-256", "sha256=" + Sign(Body))])).Status);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await Doors($"\"{new string('x', 1024 * 1024)}\"", "odd-2")).Status);
    }

    [Fact]
    public async Task A_request_starts_a_process_once_and_only_while_it_is_new()
    {
        await host.As("demo").Deploy("hook-started", SmallProcesses.UserTask("hook-started"));
        var now = TimeProvider.System.GetUtcNow();

        var first = await Starter("""{"id":7}""", now);
        var second = await Starter("""{"id":7}""", now);
        var old = await Starter("""{"id":8}""", now.AddHours(-2));

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.Unauthorized), (first.Status, second.Status, old.Status));
        Assert.Equal(((string?)first.Json["id"], true), ((string?)second.Json["id"], (bool)second.Json["duplicate"]!));
        Assert.Equal(1, (await host.As("demo").Get("/process-instance/count?processDefinitionKey=hook-started")).Count);
    }

    [Fact]
    public async Task Code_in_a_request_stays_text()
    {
        var number = 0;
        foreach (var payload in Payloads.All)
        {
            var order = $"code-{number++}";
            var answer = await Doors(new JsonObject { ["order"] = order, ["text"] = payload }.ToJsonString(), order);

            Assert.True(answer.Status == HttpStatusCode.OK, answer.Text);
            Assert.Equal(payload, (string?)Assert.Single(await Hooked(order))["variables"]!["text"]!["value"]);
        }
    }

    async Task<IReadOnlyList<JsonNode>> Hooked(string correlationKey) =>
        [.. (await Answer.Of(await host.As("demo").GetAsync("/api/messages?name=hooked"))).Json.AsArray().Where(m => (string?)m!["correlationKey"] == correlationKey).Select(m => m!)];

    Task<Answer> Doors(string body, string delivery) =>
        Send("/hooks/doors", body, [("X-Hub-Signature-256", "sha256=" + Sign(body)), ("X-Delivery", delivery)]);

    Task<Answer> Starter(string body, DateTimeOffset at)
    {
        var time = at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        return Send("/hooks/starter", body, [("X-Signature", Sign($"{time}.{body}")), ("X-Time", time)]);
    }

    static string Sign(string text) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(ProductHost.WebhookSecret), Encoding.UTF8.GetBytes(text)));

    async Task<Answer> Send(string path, string body, (string Name, string Value)[] headers)
    {
        using var client = host.Client();
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        return await Answer.Of(await client.SendAsync(request));
    }
}
