using System.Net;
using Bpm.Web.Tests.Support;

namespace Bpm.Web.Tests.Api;

/// <summary>Jobs and what makes them: suspended, moved and made urgent in the words of Camunda 7.</summary>
public sealed class JobDefinitionApiTests(ProductHost host)
{
    [Fact]
    public async Task A_timer_of_the_model_is_a_job_definition()
    {
        var olga = host.As("olga");
        await host.As("mia").Deploy("jobdef-list", SmallProcesses.Timer("jobdef-list"));

        var one = Assert.Single((await olga.Get("/job-definition?processDefinitionKey=jobdef-list")).Json.AsArray())!;
        var id = (string)one["id"]!;

        Assert.Equal($"{(string?)one["processDefinitionId"]}:timer:wait", id);
        one["id"] = "<id>";
        Golden.Equal("""
            {"id":"<id>","processDefinitionId":"<key>","processDefinitionKey":"jobdef-list","jobType":"timer-intermediate-transition",
             "jobConfiguration":"DURATION: P1D","activityId":"wait","suspended":false,"overridingJobPriority":null,"tenantId":null,"deploymentId":"<key>"}
            """, one);
        Assert.Equal(1, (await olga.Get($"/job-definition/count?jobDefinitionId={Uri.EscapeDataString(id)}&active=true&activityIdIn=wait")).Count);
        Assert.Equal(0, (await olga.Get($"/job-definition/count?jobDefinitionId={Uri.EscapeDataString(id)}&suspended=true")).Count);
        Assert.Equal(HttpStatusCode.OK, (await olga.Get($"/job-definition/{Uri.EscapeDataString(id)}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await olga.Get("/job-definition/1:timer:none")).Status);
    }

    [Fact]
    public async Task Jobs_to_come_of_a_suspended_job_definition_are_suspended()
    {
        var olga = host.As("olga");
        var before = await host.As("demo").Started("jobdef-suspend", SmallProcesses.Timer("jobdef-suspend"));
        var id = Uri.EscapeDataString(await JobDefinition("jobdef-suspend"));

        Assert.Equal(HttpStatusCode.NoContent, (await olga.Put($"/job-definition/{id}/suspended", new { suspended = true })).Status);
        var after = await host.As("demo").StartAgain("jobdef-suspend");
        Assert.Equal(0, (await olga.Get($"/job/count?processInstanceId={before}&suspended=true")).Count);
        Assert.Equal(1, (await olga.Get($"/job/count?processInstanceId={after}&suspended=true")).Count);

        Assert.Equal(HttpStatusCode.NoContent, (await olga.Put("/job-definition/suspended", new { suspended = true, includeJobs = true, processDefinitionKey = "jobdef-suspend" })).Status);
        Assert.Equal(2, (await olga.Get($"/job/count?jobDefinitionId={id}&suspended=true")).Count);
        Assert.Equal(HttpStatusCode.NoContent, (await olga.Put($"/job-definition/{id}/suspended", new { suspended = false, includeJobs = true })).Status);
        Assert.Equal(2, (await olga.Get($"/job/count?jobDefinitionId={id}&active=true")).Count);
        Assert.Equal(HttpStatusCode.NotImplemented, (await olga.Put($"/job-definition/{id}/suspended", new { suspended = true, executionDate = "2035-01-31T12:00:00" })).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await host.As("anna").Put($"/job-definition/{id}/suspended", new { suspended = true })).Status);
    }

    [Fact]
    public async Task A_priority_of_the_job_definition_takes_the_place_of_the_jobs_own()
    {
        var olga = host.As("olga");
        var before = await host.As("demo").Started("jobdef-priority", SmallProcesses.Timer("jobdef-priority"));
        var id = Uri.EscapeDataString(await JobDefinition("jobdef-priority"));

        Assert.Equal(HttpStatusCode.NoContent, (await olga.Put($"/job-definition/{id}/jobPriority", new { priority = 7 })).Status);
        var after = await host.As("demo").StartAgain("jobdef-priority");
        Assert.Equal(0, (int)(await Job(before))["priority"]!);
        Assert.Equal(7, (int)(await Job(after))["priority"]!);
        Assert.Equal(7, (int)(await olga.Get($"/job-definition/{id}")).Json["overridingJobPriority"]!);

        Assert.Equal(HttpStatusCode.NoContent, (await olga.Put($"/job-definition/{id}/jobPriority", new { priority = 9, includeJobs = true })).Status);
        Assert.Equal(9, (int)(await Job(before))["priority"]!);
        Assert.Equal(HttpStatusCode.BadRequest, (await olga.Put($"/job-definition/{id}/jobPriority", new { includeJobs = true })).Status);
    }

    [Fact]
    public async Task A_job_is_suspended_moved_and_made_urgent()
    {
        var olga = host.As("olga");
        var instance = await host.As("demo").Started("job-changes", SmallProcesses.Timer("job-changes"));
        var id = (string)(await Job(instance))["id"]!;

        Assert.Equal(HttpStatusCode.NoContent, (await olga.Put($"/job/{id}/suspended", new { suspended = true })).Status);
        Assert.True((bool)(await Job(instance))["suspended"]!);
        Assert.Equal(HttpStatusCode.NoContent, (await olga.Put("/job/suspended", new { suspended = false, processInstanceId = instance })).Status);
        Assert.False((bool)(await Job(instance))["suspended"]!);

        Assert.Equal(HttpStatusCode.NoContent, (await olga.Put($"/job/{id}/priority", new { priority = 5 })).Status);
        Assert.Equal(5, (int)(await Job(instance))["priority"]!);
        var planned = (string)(await Job(instance))["dueDate"]!;
        Assert.Equal(HttpStatusCode.NoContent, (await olga.Put($"/job/{id}/duedate", new { duedate = "2035-01-31T12:00:00.000+0000" })).Status);
        Assert.Equal("2035-01-31T12:00:00.000+0000", (string?)(await Job(instance))["dueDate"]);
        Assert.Equal(HttpStatusCode.NoContent, (await olga.Post($"/job/{id}/duedate/recalculate", new { })).Status);
        Assert.Equal(planned, (string?)(await Job(instance))["dueDate"]);
    }

    [Fact]
    public async Task What_is_no_job_or_says_nothing_is_refused()
    {
        var olga = host.As("olga");

        Assert.Equal(HttpStatusCode.NotFound, (await olga.Put("/job/1/suspended", new { suspended = true })).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await olga.Put("/job/1/priority", new { priority = 1 })).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await olga.Put("/job/1/duedate", new { duedate = "2035-01-31T12:00:00.000+0000" })).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await olga.Put("/job/1/duedate", new { duedate = "tomorrow" })).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await olga.Put("/job/suspended", new { suspended = true })).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await olga.Put("/job-definition/suspended", new { suspended = true })).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await olga.Put("/job-definition/nothing/retries", new { retries = 1 })).Status);
    }

    async Task<string> JobDefinition(string process) => (string)(await host.As("olga").Get($"/job-definition?processDefinitionKey={process}")).Json[0]!["id"]!;

    async Task<System.Text.Json.Nodes.JsonNode> Job(string instance) => (await host.As("olga").Get($"/job?processInstanceId={instance}")).Json[0]!;
}
