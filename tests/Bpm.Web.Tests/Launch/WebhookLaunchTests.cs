using System.Diagnostics;
using System.Net;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Bpm.Web.Tests.Launch;

/// <summary>The product as an operator starts it, with a webhook of its settings; the port is the system's choice, which the product tells.</summary>
public sealed class WebhookLaunchTests : IDisposable
{
    const string Secret = "a-secret-of-the-shop";
    const string Ready = "Bpm is ready at ";
    const string Body = """{"order":"W-1","total":12.5}""";

    static readonly TimeSpan LongestStart = TimeSpan.FromMinutes(3);

    readonly string _data = Directory.CreateTempSubdirectory("bpm-hooks-").FullName;

    public void Dispose() => Directory.Delete(_data, recursive: true);

    [Fact]
    public async Task The_started_product_takes_what_its_settings_say_and_only_signed()
    {
        using var product = Start(
            ("Bpm__Webhooks__shop__Secret", Secret), ("Bpm__Webhooks__shop__Message", "order-paid"), ("Bpm__Webhooks__shop__CorrelationKey", "body.order"),
            ("Bpm__Webhooks__shop__Variables", "{total: body.total}"), ("Bpm__Webhooks__shop__MessageIdHeader", "X-Delivery"));
        try
        {
            using var client = new HttpClient { BaseAddress = await Address(product).WaitAsync(LongestStart) };

            var first = await Send(client, "shop", Sign(Secret), "1");
            var again = await Send(client, "shop", Sign(Secret), "1");
            var forged = await Send(client, "shop", Sign("another-secret-than-it"), "2");
            var unknown = await Send(client, "stall", Sign(Secret), "3");

            Assert.Equal((HttpStatusCode.OK, false), (first.Status, (bool)first.Body!["duplicate"]!));
            Assert.Equal((HttpStatusCode.OK, true), (again.Status, (bool)again.Body!["duplicate"]!));
            Assert.Equal((HttpStatusCode.Unauthorized, HttpStatusCode.NotFound), (forged.Status, unknown.Status));
        }
        finally
        {
            product.Kill(entireProcessTree: true);
            await product.WaitForExitAsync();
        }
    }

    Process Start(params (string Name, string Value)[] settings)
    {
        var path = typeof(LaunchTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "Product").Value!;
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true };
        foreach (var argument in (string[])[path, "--urls", "http://127.0.0.1:0", $"--Bpm:Data={_data}", "--Bpm:Demo=true", "--environment=Production"]) start.ArgumentList.Add(argument);
        foreach (var (name, value) in settings) start.Environment[name] = value;
        return Process.Start(start)!;
    }

    static async Task<Uri> Address(Process product)
    {
        List<string> said = [];
        while (await product.StandardOutput.ReadLineAsync() is { } line)
        {
            said.Add(line);
            if (line.IndexOf(Ready, StringComparison.Ordinal) is not (>= 0 and var at)) continue;
            // Whoever writes to a pipe that nobody reads waits for ever.
            _ = product.StandardOutput.ReadToEndAsync();
            return new Uri(line[(at + Ready.Length)..].Trim());
        }
        throw new InvalidOperationException($"Expected the product to listen, but it ended: {string.Join('\n', said)}");
    }

    static string Sign(string secret) => "sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(Body)));

    static async Task<(HttpStatusCode Status, JsonNode? Body)> Send(HttpClient client, string hook, string signature, string id)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/hooks/{hook}") { Content = new StringContent(Body, Encoding.UTF8, "application/json") };
        request.Headers.Add("X-Hub-Signature-256", signature);
        request.Headers.Add("X-Delivery", id);
        using var answer = await client.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        return (answer.StatusCode, text.Length == 0 ? null : JsonNode.Parse(text));
    }
}
