using System.Net;
using Bpm.Web.Tests.Support;

namespace Bpm.Web.Tests.Api;

/// <summary>What became of jobs and external tasks, over all instances.</summary>
public sealed class JobLogApiTests(ProductHost host)
{
    [Fact]
    public async Task An_external_task_is_told_from_its_creation_to_its_end()
    {
        var demo = host.As("demo");
        var instance = await demo.Started("log-external", SmallProcesses.External("log-external", "log-external"));
        var id = await Fetched(demo, "log-external");
        await demo.Post($"/external-task/{id}/failure", new { workerId = "w-log", errorMessage = "No network.", errorDetails = "at line 1", retries = 2, retryTimeout = 0 });
        await Fetched(demo, "log-external");
        await demo.Post($"/external-task/{id}/complete", new { workerId = "w-log" });

        var log = (await demo.Get($"/history/external-task-log?processDefinitionKey=log-external&sortBy=timestamp&sortOrder=asc")).Json.AsArray();

        Assert.Equal(["creationLog", "failureLog", "successLog"], log.Select(Kind));
        Assert.Equal([3, 2, 3], log.Select(e => (int)e!["retries"]!));
        var failed = (string)log[1]!["id"]!;
        Golden.Equal($$"""
            {"id":"{{failed}}","timestamp":"<date>","removalTime":null,"externalTaskId":"<key>","topicName":"log-external","workerId":"w-log","retries":2,"priority":0,
             "errorMessage":"No network.\nat line 1","activityId":"charge","activityInstanceId":"<key>","executionId":"<key>","processInstanceId":"<key>",
             "processDefinitionId":"<key>","processDefinitionKey":"log-external","tenantId":null,"rootProcessInstanceId":"<key>","creationLog":false,
             "failureLog":true,"successLog":false,"deletionLog":false}
            """, log[1]!);
        Assert.Equal("No network.\nat line 1", (await demo.Get($"/history/external-task-log/{failed}/error-details")).Text);
        Assert.Equal(failed, (string?)(await demo.Get($"/history/external-task-log/{failed}")).Json["id"]);
        Assert.Equal(HttpStatusCode.NotFound, (await demo.Get($"/history/job-log/{failed}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await host.As("carl").Get($"/history/external-task-log/{failed}")).Status);
        async Task<int> Count(string filter) => (await demo.Get($"/history/external-task-log/count?processInstanceId={instance}&{filter}")).Count;
        string[] filters = ["failureLog=true", "workerId=w-log", "errorMessage=No%20network.%0Aat%20line%201", "creationLog=true&failureLog=true",
            "topicName=log-external", "activityIdIn=charge,x", "activityIdIn=x", "priorityHigherThanOrEquals=1", "successLog=true&externalTaskId=" + id];
        List<int> counts = [];
        foreach (var filter in filters) counts.Add(await Count(filter));
        Assert.Equal([1, 2, 1, 0, 3, 3, 0, 0, 1], counts);
    }

    [Fact]
    public async Task The_jobs_of_all_instances_are_one_list_in_parts()
    {
        var demo = host.As("demo");
        var first = await demo.Started("log-timer", SmallProcesses.Timer("log-timer"));
        var second = await demo.StartAgain("log-timer");
        await demo.Delete($"/process-instance/{first}");
        var job = (string)(await demo.Get($"/job?processInstanceId={second}")).Json[0]!["id"]!;
        await demo.Post($"/job/{job}/execute");

        var all = (await demo.Post("/history/job-log?maxResults=10", new { processDefinitionKey = "log-timer", sorting = new[] { new { sortBy = "occurrence", sortOrder = "asc" } } })).Json.AsArray();
        var part = (await demo.Get("/history/job-log?processDefinitionKey=log-timer&sortBy=occurrence&sortOrder=desc&firstResult=1&maxResults=2")).Json.AsArray();

        Assert.Equal([$"{first} creationLog", $"{second} creationLog", $"{first} deletionLog", $"{second} successLog"], all.Select(e => $"{e!["processInstanceId"]} {Kind(e)}"));
        Assert.Equal([(string?)all[2]!["id"], (string?)all[1]!["id"]], part.Select(e => (string?)e!["id"]));
        Assert.Equal("timer", (string?)all[0]!["jobDefinitionType"]);
        Assert.Equal(1, (await demo.Get($"/history/job-log/count?jobId={job}&successLog=true")).Count);
        Assert.Equal(HttpStatusCode.Forbidden, (await host.As("anna").Get("/history/job-log/count")).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await demo.Get("/history/job-log?jobDefinitionId=1")).Status);
    }

    static string Kind(System.Text.Json.Nodes.JsonNode? entry) =>
        Assert.Single(new[] { "creationLog", "failureLog", "successLog", "deletionLog" }, k => (bool)entry![k]!);

    static async Task<string> Fetched(HttpClient worker, string topic) => (string)(await worker.Post("/external-task/fetchAndLock", new
    {
        workerId = "w-log", maxTasks = 1, topics = new[] { new { topicName = topic, lockDuration = 50_000 } },
    })).Json[0]!["id"]!;
}
