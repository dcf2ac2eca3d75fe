using System.Net;
using Bpm.Web.Tests.Support;

namespace Bpm.Web.Tests.Api.V2;

public sealed class ProcessInstanceTests(ProductHost host)
{
    [Fact]
    public async Task Waits_for_the_end_and_answers_with_the_variables_asked_for()
    {
        var demo = host.As("demo");
        await demo.Deploy("v2-await", SmallProcesses.External("v2-await", "v2-await"));

        var created = demo.Post8("/process-instances", """{"processDefinitionId":"v2-await","variables":{"a":1,"b":[2]},"awaitCompletion":true,"fetchVariables":["b","c"],"requestTimeout":120000}""");
        var job = (await demo.Post8("/jobs/activation", """{"type":"v2-await","timeout":60000,"maxJobsToActivate":1,"requestTimeout":120000}""")).Json["jobs"]![0]!;
        await demo.Post8($"/jobs/{job["jobKey"]}/completion", """{"variables":{"c":{"d":null}}}""");

        Assert.Equal("""{"b":[2],"c":{"d":null}}""", (await created).Json["variables"]!.ToJsonString());
    }

    [Fact]
    public async Task Says_so_when_the_end_takes_longer_than_the_caller_waits()
    {
        var demo = host.As("demo");
        await demo.Deploy("v2-patience", SmallProcesses.UserTask("v2-patience"));

        var answer = await demo.Post8("/process-instances", """{"processDefinitionId":"v2-patience","awaitCompletion":true,"requestTimeout":1}""");

        answer.IsProblem(HttpStatusCode.GatewayTimeout, "has not ended");
        Assert.Equal("DEADLINE_EXCEEDED", (string?)answer.Json["title"]);
        Assert.Equal(["ACTIVE"], await demo.Found8("process-instances", """{"filter":{"processDefinitionId":"v2-patience"}}""", "state"));
    }

    [Fact]
    public async Task Starts_the_version_that_is_asked_for()
    {
        var demo = host.As("demo");
        await demo.Deploy("v2-version", SmallProcesses.UserTask("v2-version"));
        await demo.Deploy("v2-version", SmallProcesses.UserTask("v2-version", "camunda:candidateGroups=\"sales\""));

        Assert.Equal(1, await Version("""{"processDefinitionId":"v2-version","processDefinitionVersion":1}"""));
        Assert.Equal(2, await Version("""{"processDefinitionId":"v2-version","processDefinitionVersion":-1}"""));
        Assert.Equal(2, await Version("""{"processDefinitionId":"v2-version","tenantId":"<default>"}"""));
        var first = Assert.Single(await demo.Found8("process-definitions", """{"filter":{"processDefinitionId":"v2-version","version":1}}""", "processDefinitionKey"));
        Assert.Equal(1, await Version($$$"""{"processDefinitionKey":{{{first}}}}"""));
        Assert.Equal(["2"], (await demo.Post8("/process-definitions/search", """{"filter":{"processDefinitionId":"v2-version","isLatestVersion":true}}""")).Json["items"]!.AsArray().Select(d => d!["version"]!.ToString()));

        async Task<int> Version(string body)
        {
            var answer = await demo.Post8("/process-instances", body);
            Assert.True(answer.Status == HttpStatusCode.OK, answer.Text);
            return (int)answer.Json["processDefinitionVersion"]!;
        }
    }

    [Theory]
    [InlineData("{}", HttpStatusCode.BadRequest, "processDefinitionId")]
    [InlineData("""{"processDefinitionId":"no-such-process"}""", HttpStatusCode.NotFound, "no-such-process")]
    [InlineData("""{"processDefinitionId":"x","processDefinitionKey":"1"}""", HttpStatusCode.BadRequest, "both")]
    [InlineData("""{"processDefinitionId":"x","tags":["t"]}""", HttpStatusCode.BadRequest, "tags")]
    [InlineData("""{"processDefinitionId":"x","startInstructions":[{}]}""", HttpStatusCode.BadRequest, "startInstructions")]
    [InlineData("""{"processDefinitionId":"x","tenantId":"t1"}""", HttpStatusCode.BadRequest, "tenantId")]
    [InlineData("""{"processDefinitionId":"x","variables":{"":1}}""", HttpStatusCode.BadRequest, "variables")]
    [InlineData("""{"processDefinitionId":"x","variables":[]}""", HttpStatusCode.BadRequest, "variables")]
    public async Task A_start_that_cannot_be_is_refused_by_name(string body, HttpStatusCode status, string about) =>
        (await host.As("demo").Post8("/process-instances", body)).IsProblem(status, about);

    [Fact]
    public async Task An_instance_is_cancelled_once()
    {
        var demo = host.As("demo");
        var key = await demo.Started("v2-cancel", SmallProcesses.UserTask("v2-cancel"));

        (await host.As("carl").Post8($"/process-instances/{key}/cancellation")).IsProblem(HttpStatusCode.Forbidden, "Operator");
        Assert.Equal(HttpStatusCode.NoContent, (await demo.Post8($"/process-instances/{key}/cancellation")).Status);
        Assert.Equal("TERMINATED", (string?)(await demo.Get8($"/process-instances/{key}")).Json["state"]);
        Assert.True((await demo.Post8($"/process-instances/{key}/cancellation")).Status is HttpStatusCode.NotFound or HttpStatusCode.Conflict);
    }

    [Theory]
    [InlineData("/process-instances/1/migration")]
    [InlineData("/clock/reset")]
    [InlineData("/roles/search")]
    public async Task What_is_not_offered_says_so(string path) =>
        (await host.As("demo").Post8(path)).IsProblem(HttpStatusCode.NotImplemented, "POST /v2" + path);

    [Fact]
    public async Task A_signal_and_a_message_start_what_they_start()
    {
        var demo = host.As("demo");
        await demo.Deploy("v2-message", SmallProcesses.Message("v2-message"));

        var correlated = await demo.Post8("/messages/correlation", """{"name":"order-v2-message","variables":{"amount":5}}""");
        Assert.Equal("5", Assert.Single(await demo.Found8("variables", $$$"""{"filter":{"processInstanceKey":{{{correlated.Json["processInstanceKey"]}}},"name":"amount"}}""", "value")));
        const string Publication = """{"name":"nobody-waits-for-this","correlationKey":"42","messageId":"id-1","timeToLive":60000}""";
        Assert.NotNull((string?)(await demo.Post8("/messages/publication", Publication)).Json["messageKey"]);
        (await demo.Post8("/messages/publication", Publication)).IsProblem(HttpStatusCode.Conflict, "id-1");
        (await demo.Post8("/messages/publication", """{"name":"x","timeToLive":-1}""")).IsProblem(HttpStatusCode.BadRequest, "timeToLive");
        (await demo.Post8("/messages/correlation", """{"name":"nobody-waits-for-this"}""")).IsProblem(HttpStatusCode.NotFound, "nobody-waits-for-this");
        (await demo.Post8("/messages/correlation")).IsProblem(HttpStatusCode.BadRequest, "name");
        Assert.Equal(HttpStatusCode.OK, (await demo.Post8("/signals/broadcast", """{"signalName":"nobody-hears-this"}""")).Status);
        (await demo.Post8("/signals/broadcast")).IsProblem(HttpStatusCode.BadRequest, "signalName");
    }

    [Fact]
    public async Task A_decision_is_asked_by_itself()
    {
        var demo = host.As("demo");
        await demo.Deploy("v2-echo", ("v2-echo.dmn", System.Text.Encoding.UTF8.GetBytes(SmallProcesses.Echo("v2-echo"))));

        var answer = await demo.Post8("/decision-definitions/evaluation", """{"decisionDefinitionId":"v2-echo","variables":{"text":"hello"}}""");

        Assert.Equal("""["hello","x"]""", (string?)answer.Json["output"]);
        Assert.Equal(["v2-echo"], answer.Json["evaluatedDecisions"]!.AsArray().Select(d => (string?)d!["decisionDefinitionId"]));
        var key = (string?)answer.Json["decisionDefinitionKey"];
        Assert.Equal([key], await demo.Found8("decision-definitions", """{"filter":{"decisionDefinitionId":"v2-echo"}}""", "decisionDefinitionKey"));
        Assert.Contains("literalExpression", (await demo.Get8($"/decision-definitions/{key}/xml")).Text, StringComparison.Ordinal);
        (await demo.Post8("/decision-definitions/evaluation")).IsProblem(HttpStatusCode.BadRequest, "decisionDefinitionId");
    }

    [Fact]
    public async Task A_caller_is_told_who_he_is_and_without_sign_in_to_sign_in()
    {
        Assert.Equal("anna", (string?)(await host.As("anna").Get8("/authentication/me")).Json["username"]);
        Assert.Equal(HttpStatusCode.NoContent, (await host.As("anna").Get8("/status")).Status);
        Assert.Equal(HttpStatusCode.OK, (await host.As("anna").Get8("/license")).Status);
        using var stranger = host.Client();
        (await stranger.Get8("/topology")).IsProblem(HttpStatusCode.Unauthorized, "Sign in");
    }
}
