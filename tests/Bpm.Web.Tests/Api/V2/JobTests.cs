using System.Net;
using System.Text.Json.Nodes;
using Bpm.Web.Tests.Support;

namespace Bpm.Web.Tests.Api.V2;

public sealed class JobTests(ProductHost host)
{
    [Fact]
    public async Task A_worker_that_waits_is_woken_when_work_appears()
    {
        var worker = host.As("demo");
        await worker.Deploy("v2-wake", SmallProcesses.External("v2-wake", "v2-wake"));

        var waiting = worker.Post8("/jobs/activation", """{"type":"v2-wake","worker":"w","timeout":60000,"maxJobsToActivate":5,"requestTimeout":120000}""");
        await worker.StartAgain("v2-wake", new { amount = new { value = 5 } });

        var job = Assert.Single((await waiting).Json["jobs"]!.AsArray())!;
        Assert.Equal(5, (int)job["variables"]!["amount"]!);
        Assert.Equal("EUR", (string?)job["customHeaders"]!["currency"]);
        Assert.Equal(("w", 3, 1), ((string?)job["worker"], (int)job["retries"]!, (int)job["processDefinitionVersion"]!));
    }

    [Fact]
    public async Task A_job_is_done_once_whoever_reports_it()
    {
        var worker = host.As("demo");
        await worker.Started("v2-once", SmallProcesses.External("v2-once", "v2-once"));
        var key = (await Activate(worker, "v2-once"))["jobKey"];

        Assert.Equal(HttpStatusCode.NoContent, (await worker.Post8($"/jobs/{key}/completion", """{"variables":{"receipt":"R"}}""")).Status);
        (await worker.Post8($"/jobs/{key}/completion")).IsProblem(HttpStatusCode.NotFound, $"{key}");
        (await worker.Post8("/jobs/abc/completion")).IsProblem(HttpStatusCode.NotFound, "");
    }

    [Fact]
    public async Task A_job_without_retries_is_an_incident_that_is_resolved()
    {
        var worker = host.As("demo");
        var instance = await worker.Started("v2-retries", SmallProcesses.External("v2-retries", "v2-retries"));
        var key = (await Activate(worker, "v2-retries"))["jobKey"];

        Assert.Equal(HttpStatusCode.NoContent, (await worker.Post8($"/jobs/{key}/failure", """{"retries":0,"errorMessage":"No network.","variables":{"tried":"host-1"}}""")).Status);
        (await worker.Post8($"/jobs/{key}/completion")).IsProblem(HttpStatusCode.Conflict, "attempts");
        var incident = Assert.Single((await worker.Post8("/incidents/search", $$$"""{"filter":{"processInstanceKey":"{{{instance}}}"}}""")).Json["items"]!.AsArray())!;
        Assert.Equal(("JOB_NO_RETRIES", "ACTIVE", "No network."), ((string?)incident["errorType"], (string?)incident["state"], (string?)incident["errorMessage"]));
        Assert.True((bool)(await worker.Get8($"/process-instances/{instance}")).Json["hasIncident"]!);
        Assert.Equal(HttpStatusCode.NoContent, (await worker.Post8($"/incidents/{incident["incidentKey"]}/resolution")).Status);

        Assert.Equal("RESOLVED", (string?)(await worker.Get8($"/incidents/{incident["incidentKey"]}")).Json["state"]);
        Assert.Equal("host-1", (string?)(await Activate(worker, "v2-retries"))["variables"]!["tried"]);
    }

    [Fact]
    public async Task A_job_is_kept_longer_and_gets_new_attempts()
    {
        var worker = host.As("demo");
        await worker.Started("v2-update", SmallProcesses.External("v2-update", "v2-update"));
        var job = await Activate(worker, "v2-update");
        var path = $"/jobs/{job["jobKey"]}";

        Assert.Equal(HttpStatusCode.NoContent, (await worker.Patch8(path, """{"changeset":{"timeout":3600000}}""")).Status);
        Assert.Equal(HttpStatusCode.NoContent, (await worker.Patch8(path, """{"changeset":{"retries":5}}""")).Status);
        var held = Assert.Single((await worker.Post8("/jobs/search", $$$"""{"filter":{"jobKey":"{{{job["jobKey"]}}}"}}""")).Json["items"]!.AsArray())!;
        Assert.Equal((5, "w"), ((int)held["retries"]!, (string?)held["worker"]));
        await worker.Post8(path + "/failure", """{"retries":0}""");
        Assert.Equal(HttpStatusCode.NoContent, (await worker.Patch8(path, """{"changeset":{"retries":9}}""")).Status);
        (await worker.Patch8(path, """{"changeset":{}}""")).IsProblem(HttpStatusCode.BadRequest, "changeset");

        Assert.Equal(9, (int)(await Activate(worker, "v2-update"))["retries"]!);
    }

    [Fact]
    public async Task An_error_takes_the_way_that_the_model_has_for_it()
    {
        var worker = host.As("demo");
        var instance = await worker.Started("v2-error", SmallProcesses.External("v2-error", "v2-error"));
        var key = (await Activate(worker, "v2-error"))["jobKey"];

        (await worker.Post8($"/jobs/{key}/error")).IsProblem(HttpStatusCode.BadRequest, "errorCode");
        Assert.Equal(HttpStatusCode.NoContent, (await worker.Post8($"/jobs/{key}/error", """{"errorCode":"DECLINED"}""")).Status);

        Assert.Equal(["call"], await worker.Found8("element-instances", $$$"""{"filter":{"processInstanceKey":"{{{instance}}}","state":"ACTIVE"}}""", "elementId"));
    }

    [Theory]
    [InlineData("""{"worker":"w","timeout":1000,"maxJobsToActivate":1}""", "type")]
    [InlineData("""{"type":"x","timeout":1000}""", "maxJobsToActivate")]
    [InlineData("""{"type":"x","maxJobsToActivate":1}""", "timeout")]
    [InlineData("""{"type":"x","timeout":1000,"maxJobsToActivate":1,"tenantIds":["t1"]}""", "t1")]
    [InlineData("""{"type":5}""", "type")]
    [InlineData("nonsense", "JSON")]
    public async Task A_wish_that_cannot_be_read_is_refused_by_name(string body, string about) =>
        (await host.As("demo").Post8("/jobs/activation", body)).IsProblem(HttpStatusCode.BadRequest, about);

    [Fact]
    public async Task Only_workers_take_jobs() =>
        (await host.As("carl").Post8("/jobs/activation", """{"type":"x","timeout":1000,"maxJobsToActivate":1,"requestTimeout":-1}""")).IsProblem(HttpStatusCode.Forbidden, "Worker");

    static async Task<JsonNode> Activate(HttpClient worker, string type)
    {
        var answer = await worker.Post8("/jobs/activation", $$$"""{"type":"{{{type}}}","worker":"w","timeout":60000,"maxJobsToActivate":1,"requestTimeout":-1}""");
        return Assert.Single(answer.Json["jobs"]!.AsArray())!;
    }
}
