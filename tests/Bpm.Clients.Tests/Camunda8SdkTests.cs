using System.Text.Json.Nodes;
using Bpm.Clients.Tests.Support;
using Bpm.Web.Tests.Support;

namespace Bpm.Clients.Tests;

/// <summary>@camunda8/sdk as it is published works against the product.</summary>
public sealed class Camunda8SdkTests(ProductHost product)
{
    [Fact]
    public async Task A_job_worker_completes_fails_and_throws()
    {
        var answer = await NodeClients.Answer("camunda8/jobs.mjs", product.Address);

        Assert.Equal("sdk-jobs", (string?)answer["process"]!["processDefinitionId"]);
        Assert.Equal(
            ["1: 3", "2: 3", "2: 2", "3: 3"],
            answer["attempts"]!.AsArray().Select(a => $"{a!["order"]}: {a["retries"]}"));
        Assert.All(answer["attempts"]!.AsArray(), a =>
        {
            Same("""{"currency":"EUR"}""", a!["headers"]);
            Same("""["order","way"]""", a["variables"]);
        });
        Same("""{"order":1,"receipt":"R-1","secret":"s","way":"well"}""", answer["well"]);
        Same("""{"order":2,"receipt":"R-2","secret":"s","way":"flaky"}""", answer["flaky"]);
        Same("""{"order":3,"reason":"limit","secret":"s","way":"declined"}""", answer["declined"]);
    }

    [Fact]
    public async Task An_order_goes_through_message_signal_and_user_task()
    {
        var answer = await NodeClients.Answer("camunda8/order.mjs", product.Address);

        Assert.Equal("8.8.0", (string?)answer["topology"]!["gatewayVersion"]);
        Assert.Equal("INTERMEDIATE_CATCH_EVENT", (string?)answer["paid"]!["type"]);
        Assert.Equal("Warehouse open", (string?)answer["open"]!["elementName"]);
        Assert.NotNull((string?)answer["published"]!["messageKey"]);
        Assert.NotNull((string?)answer["broadcast"]!["signalKey"]);

        var task = answer["task"]!;
        Assert.Equal(("CREATED", "demo", "2035-01-31T12:00:00.000Z"), ((string?)task["state"], (string?)task["assignee"], (string?)task["followUpDate"]));
        Same("""["accounting"]""", task["candidateGroups"]);
        Same("""[["amount","12.5"],["lines","[{\"sku\":\"a\"}]"],["opened","true"],["orderId","\"O-1\""],["paidWith","\"card\""]]""", answer["taskVariables"]);

        Assert.Equal((string?)answer["created"]!["processInstanceKey"], (string?)Assert.Single(answer["instances"]!["items"]!.AsArray())!["processInstanceKey"]);
        Assert.Equal(1, (int)answer["instances"]!["page"]!["totalItems"]!);
        Same("""[["approved","true"],["lines","[{\"sku\":\"a\"}]"],["paidWith","\"card\""]]""", answer["variables"]);
        Assert.True((bool)answer["isXml"]!);
        Assert.Equal("TERMINATED", (string?)answer["cancelled"]);
        Assert.Equal((404, "NOT_FOUND"), ((int)answer["refused"]!["status"]!, (string?)answer["refused"]!["title"]));
    }

    static void Same(string expected, JsonNode? found) =>
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), found), $"Expected {expected}, but found {found?.ToJsonString()}");
}
