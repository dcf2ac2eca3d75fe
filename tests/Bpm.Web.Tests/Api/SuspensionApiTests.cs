using System.Net;
using System.Text.Json.Nodes;
using Bpm.Web.Tests.Support;

namespace Bpm.Web.Tests.Api;

/// <summary>Suspending and activating in the words of Camunda 7.</summary>
public sealed class SuspensionApiTests(ProductHost host)
{
    [Fact]
    public async Task A_suspended_instance_and_its_task_say_so_and_refuse_to_go_on()
    {
        var olga = host.As("olga");
        var id = await host.As("demo").Started("suspend-task", SmallProcesses.UserTask("suspend-task"));

        Assert.Equal(HttpStatusCode.NoContent, (await olga.Put($"/process-instance/{id}/suspended", new { suspended = true, reason = "disputed" })).Status);

        Assert.True((bool)(await olga.Get($"/process-instance/{id}")).Json["suspended"]!);
        Assert.Equal("SUSPENDED", (string?)(await olga.Get($"/history/process-instance/{id}")).Json["state"]);
        var task = Assert.Single((await olga.Get($"/task?processInstanceId={id}")).Json.AsArray())!;
        Assert.True((bool)task["suspended"]!);
        var refused = await host.As("anna").Post($"/task/{(string?)task["id"]}/complete", new { });
        Assert.Equal(HttpStatusCode.Conflict, refused.Status);
        Assert.Equal("SuspendedEntityInteractionException", (string?)refused.Json["type"]);
        Assert.Contains("“disputed”", (string?)refused.Json["message"], StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.NoContent, (await olga.Put($"/process-instance/{id}/suspended", new { suspended = false })).Status);
        Assert.Equal(HttpStatusCode.NoContent, (await host.As("anna").Post($"/task/{(string?)task["id"]}/complete", new { })).Status);
    }

    [Theory]
    [InlineData("process-instance?processDefinitionKey=suspend-filters")]
    [InlineData("history/process-instance?processDefinitionKey=suspend-filters")]
    [InlineData("task?processDefinitionKey=suspend-filters")]
    [InlineData("execution?processDefinitionKey=suspend-filters")]
    public async Task Lists_tell_the_suspended_from_the_active(string list)
    {
        var olga = host.As("olga");
        await host.As("mia").Deploy("suspend-filters", SmallProcesses.UserTask("suspend-filters"));
        var (suspended, active) = (await host.As("demo").StartAgain("suspend-filters"), await host.As("demo").StartAgain("suspend-filters"));
        await olga.Put("/process-instance/suspended", new { suspended = true, processInstanceIds = new[] { suspended } });

        Assert.Contains(suspended, Instances((await olga.Get($"/{list}&suspended=true")).Json));
        Assert.DoesNotContain(active, Instances((await olga.Get($"/{list}&suspended=true")).Json));
        Assert.Contains(active, Instances((await olga.Get($"/{list}&active=true")).Json));
        Assert.DoesNotContain(suspended, Instances((await olga.Get($"/{list}&active=true")).Json));
    }

    [Fact]
    public async Task Instances_are_suspended_by_their_process_and_by_filters()
    {
        var olga = host.As("olga");
        var id = await host.As("demo").Started("suspend-many", SmallProcesses.UserTask("suspend-many"));

        Assert.Equal(HttpStatusCode.NoContent, (await olga.Put("/process-instance/suspended", new { suspended = true, processDefinitionKey = "suspend-many" })).Status);
        Assert.Equal(1, (await olga.Get("/process-instance/count?processDefinitionKey=suspend-many&suspended=true")).Count);
        var query = new { suspended = false, processInstanceQuery = new { processDefinitionKey = "suspend-many" } };
        Assert.Equal(HttpStatusCode.NoContent, (await olga.Put("/process-instance/suspended", query)).Status);
        Assert.False((bool)(await olga.Get($"/process-instance/{id}")).Json["suspended"]!);
    }

    [Fact]
    public async Task Requests_that_name_nothing_too_much_or_nobody_are_refused()
    {
        var olga = host.As("olga");

        Assert.Equal(HttpStatusCode.BadRequest, (await olga.Put("/process-instance/suspended", new { suspended = true })).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await olga.Put("/process-instance/suspended", new { suspended = true, processDefinitionId = "1", processDefinitionKey = "x" })).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await olga.Put("/process-instance/1/suspended", new { })).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await olga.Put("/process-instance/1/suspended", new { suspended = true })).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await host.As("anna").Put("/process-instance/1/suspended", new { suspended = true })).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await olga.Put("/process-definition/key/unknown/suspended", new { suspended = true })).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await olga.Put("/process-definition/suspended", new { suspended = true, processDefinitionId = "1" })).Status);
        Assert.Equal(HttpStatusCode.NotImplemented,
            (await olga.Put("/process-definition/key/unknown/suspended", new { suspended = true, executionDate = "2035-01-31T12:00:00" })).Status);
    }

    [Fact]
    public async Task A_suspended_process_starts_no_instance_and_tells_why()
    {
        var olga = host.As("olga");
        var id = await host.As("demo").Started("suspend-process", SmallProcesses.UserTask("suspend-process"));

        Assert.Equal(HttpStatusCode.NoContent, (await olga.Put("/process-definition/key/suspend-process/suspended", new { suspended = true, reason = "end of year" })).Status);
        var refused = await host.As("carl").Post("/process-definition/key/suspend-process/start", new { });
        Assert.Equal(HttpStatusCode.Conflict, refused.Status);
        Assert.Contains("“end of year”", (string?)refused.Json["message"], StringComparison.Ordinal);
        Assert.True((bool)(await olga.Get("/process-definition/key/suspend-process")).Json["suspended"]!);
        Assert.Equal(1, (await olga.Get("/process-definition/count?key=suspend-process&suspended=true")).Count);
        Assert.False((bool)(await olga.Get($"/process-instance/{id}")).Json["suspended"]!);

        var all = new { suspended = true, includeProcessInstances = true, processDefinitionKey = "suspend-process" };
        Assert.Equal(HttpStatusCode.NoContent, (await olga.Put("/process-definition/suspended", all)).Status);
        Assert.True((bool)(await olga.Get($"/process-instance/{id}")).Json["suspended"]!);

        var definition = (string?)(await olga.Get("/process-definition/key/suspend-process")).Json["id"];
        Assert.Equal(HttpStatusCode.NoContent, (await olga.Put($"/process-definition/{definition}/suspended", new { suspended = false, includeProcessInstances = true })).Status);
        Assert.Equal(HttpStatusCode.OK, (await host.As("carl").Post("/process-definition/key/suspend-process/start", new { })).Status);
        Assert.Equal(2, (await olga.Get("/process-instance/count?processDefinitionKey=suspend-process&active=true")).Count);
    }

    [Fact]
    public async Task Work_of_a_suspended_instance_is_not_fetched_and_shows_as_suspended()
    {
        var olga = host.As("olga");
        var id = await host.As("demo").Started("suspend-work", SmallProcesses.External("suspend-work", "suspend-work"));
        await olga.Put($"/process-instance/{id}/suspended", new { suspended = true });
        var fetch = new { workerId = "w", maxTasks = 1, topics = new[] { new { topicName = "suspend-work", lockDuration = 10000 } } };

        Assert.Empty((await host.As("demo").Post("/external-task/fetchAndLock", fetch)).Json.AsArray());
        var work = Assert.Single((await olga.Get($"/external-task?processInstanceId={id}&suspended=true")).Json.AsArray())!;
        Assert.True((bool)work["suspended"]!);

        await olga.Put($"/process-instance/{id}/suspended", new { suspended = false });
        Assert.Single((await host.As("demo").Post("/external-task/fetchAndLock", fetch)).Json.AsArray());
    }

    static IEnumerable<string?> Instances(JsonNode rows) => rows.AsArray().Select(r => (string?)(r!["processInstanceId"] ?? r["id"]));
}
