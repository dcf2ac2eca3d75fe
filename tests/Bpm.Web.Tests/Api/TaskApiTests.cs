using System.Net;
using System.Text.Json.Nodes;
using Bpm.Web.Tests.Support;

namespace Bpm.Web.Tests.Api;

public sealed class TaskApiTests(ProductHost host)
{
    [Fact]
    public async Task A_task_has_the_shape_that_clients_of_Camunda_7_read()
    {
        var anna = host.As("anna");
        await host.As("demo").Deploy("task-shape", SmallProcesses.UserTask("task-shape", """camunda:candidateGroups="accounting" camunda:dueDate="2030-01-31T12:00:00" camunda:priority="70" camunda:formKey="embedded:app:approve.html" """));
        var instance = await anna.StartAgain("task-shape", businessKey: "B-1");

        var listed = await anna.Get($"/task?processInstanceId={instance}");
        var one = await anna.Get($"/task/{await anna.TaskOf(instance)}");

        const string Task = """
            {"id":"<key>","name":"Approve","assignee":null,"created":"<date>","due":"<date>","followUp":null,"lastUpdated":null,
             "delegationState":null,"description":"Look at it.","executionId":"<key>","owner":null,"parentTaskId":null,"priority":70,
             "processDefinitionId":"<key>","processInstanceId":"<key>","taskDefinitionKey":"approve","caseExecutionId":null,
             "caseInstanceId":null,"caseDefinitionId":null,"suspended":false,"formKey":"embedded:app:approve.html","camundaFormRef":null,
             "tenantId":null,"taskState":"Created"}
            """;
        Golden.Equal($"[{Task}]", listed.Json);
        Golden.Equal(Task, one.Json);
        Assert.Equal("2030-01-31T12:00:00.000+0000", (string?)one.Json["due"]);
    }

    [Fact]
    public async Task A_task_is_claimed_commented_and_completed()
    {
        var anna = host.As("anna");
        var instance = await host.As("demo").Started("task-story", SmallProcesses.UserTask("task-story"));
        var task = await anna.TaskOf(instance);

        Assert.Equal(HttpStatusCode.NoContent, (await anna.Post($"/task/{task}/claim", new { userId = "anna" })).Status);
        Assert.Equal("Assigned", (string?)(await anna.Get($"/task/{task}")).Json["taskState"]);
        var comment = await anna.Post($"/task/{task}/comment/create", new { message = "Looks right." });
        Golden.Equal("""
            {"id":"COMMENT","userId":"anna","time":"<date>","taskId":"<key>","processInstanceId":"<key>","message":"Looks right.",
             "removalTime":null,"rootProcessInstanceId":"<key>"}
            """, Replace(comment.Json, "id", "COMMENT"));
        Assert.Equal("Looks right.", (string?)(await anna.Get($"/task/{task}/comment")).Json[0]!["message"]);
        Golden.Equal("""[{"userId":"anna","groupId":null,"type":"assignee"},{"userId":null,"groupId":"accounting","type":"candidate"}]""",
            (await anna.Get($"/task/{task}/identity-links")).Json);
        var completed = await anna.Post($"/task/{task}/complete", new { variables = new { approved = new { value = true, type = "Boolean" } }, withVariablesInReturn = true });

        Golden.Equal("""{"approved":{"type":"Boolean","value":true,"valueInfo":{}}}""", completed.Json);
        Assert.Equal(HttpStatusCode.NotFound, (await anna.Get($"/task/{task}")).Status);
        Assert.Equal("COMPLETED", (string?)(await anna.Get($"/history/process-instance/{instance}")).Json["state"]);
    }

    [Fact]
    public async Task The_loser_of_a_claim_is_told_who_won()
    {
        var instance = await host.As("demo").Started("task-race", SmallProcesses.UserTask("task-race"));
        var task = await host.As("anna").TaskOf(instance);
        await host.As("ben").Post($"/task/{task}/claim", new { userId = "ben" });

        var lost = await host.As("anna").Post($"/task/{task}/claim", new { userId = "anna" });

        Assert.Equal(HttpStatusCode.Conflict, lost.Status);
        Assert.Equal("TaskAlreadyClaimedException", lost.Type);
        Assert.Contains("Ben Berg", lost.Message, StringComparison.Ordinal);
        Assert.Equal(0, (int)lost.Json["code"]!);
    }

    [Fact]
    public async Task A_released_task_is_free_again()
    {
        var instance = await host.As("demo").Started("task-release", SmallProcesses.UserTask("task-release"));
        var task = await host.As("anna").TaskOf(instance);
        await host.As("anna").Post($"/task/{task}/claim", new { userId = "anna" });

        var released = await host.As("anna").Post($"/task/{task}/unclaim");

        Assert.Equal(HttpStatusCode.NoContent, released.Status);
        Assert.Equal(HttpStatusCode.NoContent, (await host.As("ben").Post($"/task/{task}/claim", new { userId = "ben" })).Status);
    }

    [Fact]
    public async Task A_manager_assigns_and_a_colleague_may_not()
    {
        var instance = await host.As("demo").Started("task-assign", SmallProcesses.UserTask("task-assign"));
        var task = await host.As("anna").TaskOf(instance);

        var refused = await host.As("anna").Post($"/task/{task}/assignee", new { userId = "ben" });
        var assigned = await host.As("mark").Post($"/task/{task}/assignee", new { userId = "ben" });

        Assert.Equal(HttpStatusCode.Forbidden, refused.Status);
        Assert.Equal("AuthorizationException", refused.Type);
        Assert.Equal(HttpStatusCode.NoContent, assigned.Status);
        Assert.Equal("ben", (string?)(await host.As("ben").Get($"/task/{task}")).Json["assignee"]);
    }

    [Fact]
    public async Task Somebody_of_another_department_may_not_complete()
    {
        var instance = await host.As("demo").Started("task-foreign", SmallProcesses.UserTask("task-foreign"));
        var task = await host.As("anna").TaskOf(instance);

        var refused = await host.As("carl").Post($"/task/{task}/complete", new { });

        Assert.Equal(HttpStatusCode.Forbidden, refused.Status);
    }

    [Theory]
    [InlineData("candidateGroup=accounting", 1)]
    [InlineData("candidateGroups=sales,accounting", 1)]
    [InlineData("candidateGroup=sales", 0)]
    [InlineData("candidateUser=anna", 1)]
    [InlineData("candidateUser=carl", 0)]
    [InlineData("unassigned=true", 1)]
    [InlineData("assignee=anna", 0)]
    [InlineData("processInstanceBusinessKey=F-1", 1)]
    [InlineData("processInstanceBusinessKey=F-2", 0)]
    [InlineData("taskDefinitionKey=approve", 1)]
    [InlineData("name=Approve", 1)]
    [InlineData("nameLike=%25ppro%25", 1)]
    [InlineData("priority=50", 1)]
    [InlineData("minPriority=51", 0)]
    [InlineData("dueBefore=2030-02-01T00:00:00.000%2B0000", 1)]
    [InlineData("dueAfter=2030-02-01T00:00:00.000%2B0000", 0)]
    [InlineData("followUpBefore=2030-02-01T00:00:00.000%2B0000", 0)]
    [InlineData("createdAfter=2020-01-01T00:00:00.000%2B0000", 1)]
    public async Task Filters_restrict_the_list_and_the_count_alike(string filter, int expected)
    {
        var anna = host.As("anna");
        await host.As("demo").Deploy("task-filters", SmallProcesses.UserTask("task-filters", """camunda:candidateGroups="accounting" camunda:dueDate="2030-01-31T12:00:00" """));
        if ((await anna.Get("/task/count?processDefinitionKey=task-filters")).Count == 0) await anna.StartAgain("task-filters", businessKey: "F-1");
        var all = (await anna.Get("/task/count?processDefinitionKey=task-filters")).Count;

        var list = await anna.Get($"/task?processDefinitionKey=task-filters&{filter}");
        var count = await anna.Get($"/task/count?processDefinitionKey=task-filters&{filter}");

        Assert.Equal(expected * all, list.Json.AsArray().Count);
        Assert.Equal(expected * all, count.Count);
    }

    [Fact]
    public async Task A_list_is_sorted_and_cut_by_the_body_of_a_post()
    {
        var demo = host.As("demo");
        await demo.Deploy("task-sorting", SmallProcesses.UserTask("task-sorting", """camunda:candidateGroups="accounting" camunda:priority="${importance}" """));
        foreach (var importance in (int[])[30, 90, 60])
            await demo.StartAgain("task-sorting", new { importance = new { value = importance, type = "Integer" } });

        var page = await demo.Post("/task", new
        {
            processDefinitionKey = "task-sorting",
            sorting = new[] { new { sortBy = "priority", sortOrder = "desc" } },
            firstResult = 1,
            maxResults = 1,
            unknownProperty = "is ignored",
        });

        Assert.Equal(60, (int)Assert.Single(page.Json.AsArray())!["priority"]!);
    }

    [Fact]
    public async Task A_filter_that_would_be_ignored_is_refused()
    {
        var refused = await host.As("anna").Get("/task?parentTaskId=1");

        Assert.Equal(HttpStatusCode.BadRequest, refused.Status);
        Assert.Contains("parentTaskId", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_form_and_the_variables_of_a_task_are_told()
    {
        var anna = host.As("anna");
        var instance = await host.As("demo").Started("task-form",
            SmallProcesses.UserTask("task-form", """camunda:candidateGroups="accounting" camunda:formRef="approve-form" camunda:formRefBinding="latest" """),
            new { amount = new { value = 5, type = "Integer" } });
        var task = await anna.TaskOf(instance);

        Golden.Equal("""{"key":null,"camundaFormRef":{"key":"approve-form","binding":"latest","version":null},"contextPath":null}""", (await anna.Get($"/task/{task}/form")).Json);
        Golden.Equal("""{"amount":{"type":"Integer","value":5,"valueInfo":{}}}""", (await anna.Get($"/task/{task}/variables")).Json);
    }

    static JsonNode Replace(JsonNode json, string property, string value)
    {
        json[property] = value;
        return json;
    }
}
