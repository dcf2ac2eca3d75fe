using System.Net;
using System.Text.Json.Nodes;
using Bpm.Web.Tests.Support;

namespace Bpm.Web.Tests.Api;

public sealed class DescriptionTests(ProductHost host)
{
    [Fact]
    public async Task Every_endpoint_is_described_with_a_summary_and_a_tag()
    {
        using var client = host.Client();
        var document = JsonNode.Parse(await client.GetStringAsync("/openapi/v1.json"))!;

        var operations = document["paths"]!.AsObject()
            .SelectMany(path => path.Value!.AsObject().Where(o => o.Key is "get" or "post" or "put" or "delete").Select(o => (Name: o.Key + " " + path.Key, Operation: o.Value!))).ToList();

        Assert.Contains(operations, o => o.Name == "post /engine-rest/deployment/create");
        Assert.All(operations, o => Assert.False(string.IsNullOrEmpty((string?)o.Operation["summary"]), o.Name));
        Assert.All(operations, o => Assert.NotEmpty(o.Operation["tags"]!.AsArray()));
        var list = operations.Single(o => o.Name == "get /engine-rest/task").Operation["parameters"]!.AsArray().Select(p => (string?)p!["name"]);
        Assert.Contains("candidateGroups", list);
    }

    [Theory]
    [InlineData("/health/live")]
    [InlineData("/health/ready")]
    public async Task Probes_need_no_sign_in(string path)
    {
        using var client = host.Client();

        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync(path)).StatusCode);
    }

    [Fact]
    public async Task Readiness_tells_of_the_database_and_the_pump()
    {
        using var client = host.Client();

        Golden.Equal("""{"status":"ready","database":"ok","pump":"ok"}""", JsonNode.Parse(await client.GetStringAsync("/health/ready"))!);
    }

    [Fact]
    public async Task A_modeler_finds_the_pages_for_people()
    {
        using var client = host.Client();

        var links = JsonNode.Parse(await client.GetStringAsync("/.well-known/camunda-automation-platform/webapps"))!;

        Assert.Equal(["adminUrl", "cockpitUrl", "tasklistUrl"], links.AsObject().Select(l => l.Key));
    }

    [Fact]
    public async Task There_is_one_engine()
    {
        Golden.Equal("""[{"name":"default"}]""", (await host.As("anna").Get("/engine")).Json);
    }
}
