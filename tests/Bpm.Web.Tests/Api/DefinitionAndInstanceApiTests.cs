using System.Net;
using Bpm.Web.Tests.Support;

namespace Bpm.Web.Tests.Api;

public sealed class DefinitionAndInstanceApiTests(ProductHost host)
{
    const string Instance = """
        {"links":LINKS,"id":"<key>","definitionId":"<key>","definitionKey":"PROCESS","businessKey":"B-7","caseInstanceId":null,"ended":false,"suspended":false,"tenantId":null}
        """;

    [Fact]
    public async Task An_instance_is_started_by_key_and_by_id()
    {
        var anna = host.As("anna");
        await host.As("mia").Deploy("instance-start", SmallProcesses.UserTask("instance-start"));
        var id = (string?)(await anna.Get("/process-definition/key/instance-start")).Json["id"];

        var byKey = await anna.Post("/process-definition/key/instance-start/start", new { businessKey = "B-7", variables = new { a = new { value = 1, type = "Integer" } } });
        var byId = await anna.Post($"/process-definition/{id}/start", new { businessKey = "B-7" });

        var expected = Instance.Replace("PROCESS", "instance-start", StringComparison.Ordinal)
            .Replace("LINKS", """[{"method":"GET","href":"<address>","rel":"self"}]""", StringComparison.Ordinal);
        Golden.Equal(expected, byKey.Json);
        Golden.Equal(expected, byId.Json);
    }

    [Fact]
    public async Task An_instance_starts_without_a_body_and_may_return_its_variables()
    {
        var anna = host.As("anna");
        await host.As("mia").Deploy("instance-bare", SmallProcesses.UserTask("instance-bare"));

        var bare = await anna.Post("/process-definition/key/instance-bare/start");
        var told = await anna.Post("/process-definition/key/instance-bare/start", new { variables = new { a = new { value = "x", type = "String" } }, withVariablesInReturn = true });

        Assert.Equal(HttpStatusCode.OK, bare.Status);
        Golden.Equal("""{"a":{"type":"String","value":"x","valueInfo":{}}}""", told.Json["variables"]!);
    }

    [Fact]
    public async Task Running_instances_are_listed_counted_and_shown()
    {
        var anna = host.As("anna");
        var id = await host.As("demo").Started("instance-list", SmallProcesses.UserTask("instance-list"), businessKey: "B-7");
        var expected = Instance.Replace("PROCESS", "instance-list", StringComparison.Ordinal).Replace("LINKS", "[]", StringComparison.Ordinal);

        Golden.Equal($"[{expected}]", (await anna.Get("/process-instance?processDefinitionKey=instance-list")).Json);
        Golden.Equal(expected, (await anna.Get($"/process-instance/{id}")).Json);
        Assert.Equal(1, (await anna.Post("/process-instance/count", new { processDefinitionKey = "instance-list", activityIdIn = new[] { "approve" } })).Count);
        Assert.Equal(0, (await anna.Post("/process-instance/count", new { processDefinitionKey = "instance-list", activityIdIn = new[] { "end" } })).Count);
        Assert.Equal(0, (await anna.Get("/process-instance/count?processDefinitionKey=instance-list&withIncident=true")).Count);
    }

    [Fact]
    public async Task An_operator_sets_variables_and_cancels()
    {
        var olga = host.As("olga");
        var id = await host.As("demo").Started("instance-operate", SmallProcesses.UserTask("instance-operate"), new { a = new { value = 1 } });

        Assert.Equal(HttpStatusCode.Forbidden, (await host.As("anna").Delete($"/process-instance/{id}")).Status);
        Assert.Equal(HttpStatusCode.NoContent, (await olga.Post($"/process-instance/{id}/variables", new { modifications = new { a = new { value = 2, type = "Integer" } } })).Status);
        Golden.Equal("""{"a":{"type":"Integer","value":2,"valueInfo":{}}}""", (await olga.Get($"/process-instance/{id}/variables")).Json);
        Assert.Equal(HttpStatusCode.NoContent, (await olga.Delete($"/process-instance/{id}")).Status);

        Assert.Equal(HttpStatusCode.NotFound, (await olga.Get($"/process-instance/{id}")).Status);
        Assert.Equal("EXTERNALLY_TERMINATED", (string?)(await olga.Get($"/history/process-instance/{id}")).Json["state"]);
    }

    [Fact]
    public async Task A_message_starts_the_process_that_waits_for_it()
    {
        var anna = host.As("anna");
        await host.As("mia").Deploy("instance-message", SmallProcesses.Message("instance-message"));

        var quiet = await anna.Post("/message", new { messageName = "order-instance-message" });
        var told = await anna.Post("/message", new { messageName = "order-instance-message", businessKey = "B-7", resultEnabled = true });
        var nobody = await anna.Post("/message", new { messageName = "nobody-waits-for-this" });

        Assert.Equal(HttpStatusCode.NoContent, quiet.Status);
        Golden.Equal($$"""
            [{"resultType":"ProcessDefinition","execution":null,"processInstance":{{Instance.Replace("PROCESS", "instance-message", StringComparison.Ordinal)
                .Replace("LINKS", """[{"method":"GET","href":"<address>","rel":"self"}]""", StringComparison.Ordinal)}},"variables":null}]
            """, told.Json);
        Assert.Equal(HttpStatusCode.BadRequest, nobody.Status);
        Assert.Equal("MismatchingMessageCorrelationException", nobody.Type);
    }

    [Theory]
    [InlineData("String", "\"x\"", "String", "\"x\"")]
    [InlineData("integer", "5", "Integer", "5")]
    [InlineData("Long", "5000000000", "Long", "5000000000")]
    [InlineData("Double", "1.5", "Double", "1.5")]
    [InlineData("boolean", "true", "Boolean", "true")]
    [InlineData("Date", "\"2026-01-31T12:00:00.000+0200\"", "Date", "\"2026-01-31T10:00:00.000+0000\"")]
    [InlineData("Json", "\"{\\\"a\\\":[1,2]}\"", "Json", "\"{\\\"a\\\":[1,2]}\"")]
    [InlineData("Object", "{\"a\":1}", "Json", "\"{\\\"a\\\":1}\"")]
    [InlineData("Null", "null", "Null", "null")]
    public async Task Variables_keep_their_type_and_value(string type, string value, string expectedType, string expectedValue)
    {
        var anna = host.As("anna");
        await host.As("mia").Deploy("instance-variables", SmallProcesses.UserTask("instance-variables"));

        var started = await anna.PostText("/process-definition/key/instance-variables/start",
            Body(type, value, "withVariablesInReturn"));

        Assert.Equal(HttpStatusCode.OK, started.Status);
        Assert.Equal(expectedType, (string?)started.Json["variables"]!["v"]!["type"]);
        Assert.Equal(expectedValue, started.Json["variables"]!["v"]!["value"]?.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }) ?? "null");
    }

    [Theory]
    [InlineData("Integer", "\"many\"")]
    [InlineData("Integer", "1.5")]
    [InlineData("Boolean", "7")]
    [InlineData("Date", "\"tomorrow\"")]
    [InlineData("Json", "\"{oops\"")]
    [InlineData("File", "\"AAAA\"")]
    public async Task A_variable_that_is_not_of_its_type_is_named_in_a_400(string type, string value)
    {
        var anna = host.As("anna");
        await host.As("mia").Deploy("instance-wrong", SmallProcesses.UserTask("instance-wrong"));

        var refused = await anna.PostText("/process-definition/key/instance-wrong/start", Body(type, value));

        Assert.Equal(HttpStatusCode.BadRequest, refused.Status);
        Assert.Contains("'v'", refused.Message, StringComparison.Ordinal);
    }

    static string Body(string type, string value, string flag = "ignored") =>
        $$"""{ "variables": { "v": { "value": {{value}}, "type": "{{type}}" } }, "{{flag}}": true }""";
}
