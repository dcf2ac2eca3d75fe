using System.Net;
using Bpm.Web.Tests.Support;

namespace Bpm.Web.Tests.Api.V2;

public sealed class UserTaskTests(ProductHost host)
{
    [Fact]
    public async Task A_task_has_the_shape_that_clients_read()
    {
        var key = await Task("v2-task-shape");

        Golden.Equal("""
            {"name":"Approve","state":"CREATED","assignee":null,"elementId":"approve","candidateGroups":["accounting"],"candidateUsers":[],
             "processDefinitionId":"v2-task-shape","creationDate":"<date>","completionDate":null,"followUpDate":null,"dueDate":null,"tenantId":"<default>",
             "externalFormReference":null,"processDefinitionVersion":1,"customHeaders":{},"priority":50,"userTaskKey":"<key>","elementInstanceKey":"<key>",
             "processName":"Order","processDefinitionKey":"<key>","processInstanceKey":"<key>","formKey":null,"tags":[]}
            """, (await host.As("demo").Get8("/user-tasks/" + key)).Json);
        (await host.As("demo").Get8("/user-tasks/1")).IsProblem(HttpStatusCode.NotFound, "1");
    }

    [Fact]
    public async Task A_candidate_takes_a_task_and_completes_it()
    {
        var key = await Task("v2-task-take");
        var anna = host.As("anna");

        Assert.Equal(HttpStatusCode.NoContent, (await anna.Post8($"/user-tasks/{key}/assignment", """{"assignee":"anna","allowOverride":false,"action":"claim"}""")).Status);
        (await host.As("ben").Post8($"/user-tasks/{key}/assignment", """{"assignee":"ben","allowOverride":false}""")).IsProblem(HttpStatusCode.Conflict, "claimed");
        (await host.As("ben").Post8($"/user-tasks/{key}/completion")).IsProblem(HttpStatusCode.Conflict, "claimed");
        Assert.Equal(["anna"], await anna.Found8("user-tasks", $$$"""{"filter":{"userTaskKey":"{{{key}}}","assignee":{"$in":["anna"]},"state":"CREATED"}}""", "assignee"));
        Assert.Equal(HttpStatusCode.NoContent, (await anna.Post8($"/user-tasks/{key}/completion", """{"variables":{"approved":true}}""")).Status);

        (await anna.Post8($"/user-tasks/{key}/completion")).IsProblem(HttpStatusCode.Conflict, "completed");
        Assert.Equal("COMPLETED", (string?)(await anna.Get8($"/user-tasks/{key}")).Json["state"]);
    }

    [Fact]
    public async Task Who_may_not_have_a_task_does_not_get_it()
    {
        var key = await Task("v2-task-rights");

        (await host.As("carl").Post8($"/user-tasks/{key}/assignment", """{"assignee":"carl"}""")).IsProblem(HttpStatusCode.Forbidden, "Approve");
        (await host.As("dora").Post8($"/user-tasks/{key}/variables/search")).IsProblem(HttpStatusCode.Forbidden, "variables");
    }

    [Fact]
    public async Task An_overseer_gives_a_task_away_and_back()
    {
        var key = await Task("v2-task-give");
        var demo = host.As("demo");

        Assert.Equal(HttpStatusCode.NoContent, (await demo.Post8($"/user-tasks/{key}/assignment", """{"assignee":"anna"}""")).Status);
        Assert.Equal(HttpStatusCode.NoContent, (await demo.Post8($"/user-tasks/{key}/assignment", """{"assignee":"ben","allowOverride":true}""")).Status);
        Assert.Equal("ben", (string?)(await demo.Get8($"/user-tasks/{key}")).Json["assignee"]);
        Assert.Equal(HttpStatusCode.NoContent, (await demo.Delete8($"/user-tasks/{key}/assignee")).Status);
        Assert.Null((string?)(await demo.Get8($"/user-tasks/{key}")).Json["assignee"]);
        (await demo.Post8($"/user-tasks/{key}/assignment", """{"assignee":"nobody-of-that-name"}""")).IsProblem(HttpStatusCode.BadRequest, "nobody-of-that-name");
        (await demo.Post8($"/user-tasks/{key}/assignment")).IsProblem(HttpStatusCode.BadRequest, "assignee");
    }

    [Theory]
    [InlineData("", """{"changeset":{"dueDate":"2035-01-31T12:00:00Z","followUpDate":"2035-01-30T12:00:00+01:00"},"action":"update"}""")]
    [InlineData("/update", """{"dueDate":"2035-01-31T12:00:00Z","followUpDate":"2035-01-30T12:00:00+01:00"}""")]
    public async Task Dates_are_moved_by_both_shapes_of_the_call(string path, string body)
    {
        var demo = host.As("demo");
        var key = await Task("v2-task-dates" + path.Length);

        Assert.Equal(HttpStatusCode.NoContent, (await demo.Patch8($"/user-tasks/{key}{path}", body)).Status);
        var task = (await demo.Get8($"/user-tasks/{key}")).Json;
        Assert.Equal(("2035-01-31T12:00:00.000Z", "2035-01-30T11:00:00.000Z"), ((string?)task["dueDate"], (string?)task["followUpDate"]));
        (await host.As("carl").Patch8($"/user-tasks/{key}{path}", body.Replace("2035", "2036", StringComparison.Ordinal))).IsProblem(HttpStatusCode.Forbidden, "change");
        (await demo.Patch8($"/user-tasks/{key}{path}", body.Replace("dueDate", "priority", StringComparison.Ordinal))).IsProblem(HttpStatusCode.BadRequest, "priority");
        (await demo.Patch8($"/user-tasks/{key}{path}", body.Replace("2035-01-31", "soon", StringComparison.Ordinal))).IsProblem(HttpStatusCode.BadRequest, "dueDate");
    }

    [Fact]
    public async Task Candidates_and_priority_are_changed()
    {
        var demo = host.As("demo");
        var key = await Task("v2-task-candidates");

        Assert.Equal(HttpStatusCode.NoContent, (await demo.Patch8($"/user-tasks/{key}", """{"changeset":{"candidateUsers":["ben","carl"],"candidateGroups":["sales"],"priority":7}}""")).Status);
        var task = (await demo.Get8($"/user-tasks/{key}")).Json;
        Assert.Equal(("""["ben","carl"]""", """["sales"]""", 7), (task["candidateUsers"]!.ToJsonString(), task["candidateGroups"]!.ToJsonString(), (int)task["priority"]!));
        Assert.Equal(HttpStatusCode.NoContent, (await demo.Patch8($"/user-tasks/{key}", """{"changeset":{"candidateUsers":[]}}""")).Status);
        Assert.Equal(("[]", """["sales"]"""), (await demo.Get8($"/user-tasks/{key}")).Json is var now ? (now["candidateUsers"]!.ToJsonString(), now["candidateGroups"]!.ToJsonString()) : default);
        (await demo.Patch8($"/user-tasks/{key}", """{"changeset":{"priority":101}}""")).IsProblem(HttpStatusCode.BadRequest, "from 0 to 100");
    }

    async Task<string> Task(string processId) =>
        await host.As("demo").TaskOf(await host.As("demo").Started(processId, SmallProcesses.UserTask(processId)));
}
