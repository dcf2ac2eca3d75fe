using System.Net;
using Bpm.Web.Tests.Support;

namespace Bpm.Web.Tests.Api;

public sealed class JobApiTests(ProductHost host)
{
    [Fact]
    public async Task A_timer_is_listed_as_a_job_and_executed_by_hand()
    {
        var olga = host.As("olga");
        var instance = await host.As("demo").Started("job-timer", SmallProcesses.Timer("job-timer"));

        var job = Assert.Single((await olga.Get($"/job?processInstanceId={instance}")).Json.AsArray())!;
        var executed = await olga.Post($"/job/{(string?)job["id"]}/execute");

        Assert.Equal($"{(string?)job["processDefinitionId"]}:timer:wait", (string?)job["jobDefinitionId"]);
        job["jobDefinitionId"] = "<key>";
        Golden.Equal("""
            {"id":"<key>","jobDefinitionId":"<key>","processInstanceId":"<key>","processDefinitionId":"<key>","processDefinitionKey":"job-timer",
             "executionId":"<key>","exceptionMessage":null,"failedActivityId":null,"retries":3,"dueDate":"<date>","suspended":false,"priority":0,
             "tenantId":null,"createTime":"<date>","batchId":null}
            """, job);
        Assert.Equal(HttpStatusCode.NoContent, executed.Status);
        Assert.Equal("COMPLETED", (string?)(await olga.Get($"/history/process-instance/{instance}")).Json["state"]);
        Assert.Equal(HttpStatusCode.NotFound, (await olga.Get($"/job/{(string?)job["id"]}")).Status);
    }

    [Theory]
    [InlineData("timers=true", 1)]
    [InlineData("messages=true", 0)]
    [InlineData("executable=true", 0)]
    [InlineData("withException=true", 0)]
    [InlineData("withRetriesLeft=true", 1)]
    public async Task Filters_restrict_jobs(string filter, int expected)
    {
        var olga = host.As("olga");
        await host.As("mia").Deploy("job-filters", SmallProcesses.Timer("job-filters"));
        var instance = await host.As("demo").StartAgain("job-filters");

        Assert.Equal(expected, (await olga.Get($"/job/count?processInstanceId={instance}&{filter}")).Count);
        Assert.Equal(expected, (await olga.Get($"/job?processInstanceId={instance}&{filter}")).Json.AsArray().Count);
    }

    [Fact]
    public async Task Staff_may_not_execute_jobs()
    {
        var instance = await host.As("demo").Started("job-staff", SmallProcesses.Timer("job-staff"));
        var job = (string?)(await host.As("anna").Get($"/job?processInstanceId={instance}")).Json[0]!["id"];

        Assert.Equal(HttpStatusCode.Forbidden, (await host.As("anna").Post($"/job/{job}/execute")).Status);
    }
}
