using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Bpm.Web.Tests.Support;

namespace Bpm.Web.Tests.Api;

/// <summary>Filters by variables, orders of several keys, and the parts of instances.</summary>
public sealed class QueryTests(ProductHost host)
{
    [Theory]
    [InlineData("amount", "eq", "5", 1)]
    [InlineData("amount", "neq", "5", 2)]
    [InlineData("amount", "gt", "5", 2)]
    [InlineData("amount", "gteq", "5", 3)]
    [InlineData("amount", "lt", "40", 2)]
    [InlineData("amount", "lteq", "40", 3)]
    [InlineData("city", "eq", "\"Bonn\"", 2)]
    [InlineData("city", "like", "\"%on%\"", 2)]
    [InlineData("city", "notLike", "\"B%\"", 1)]
    [InlineData("none", "neq", "5", 0)]
    public async Task Instances_and_tasks_are_found_by_the_values_of_variables(string name, string wanted, string value, int expected)
    {
        var process = await Three();
        var condition = new JsonArray(new JsonObject { ["name"] = name, ["operator"] = wanted, ["value"] = JsonNode.Parse(value) });
        var demo = host.As("demo");

        async Task<int> Count(string path, string field) =>
            (await demo.PostText(path + "/count", new JsonObject { ["processDefinitionKey"] = process, [field] = condition.DeepClone() }.ToJsonString())).Count;

        Assert.Equal(expected, await Count("/process-instance", "variables"));
        Assert.Equal(expected, await Count("/history/process-instance", "variables"));
        Assert.Equal(expected, await Count("/task", "processVariables"));
        Assert.Equal(expected, await Count("/history/task", "processVariables"));
        Assert.Equal(expected, await Count("/execution", "processVariables"));
    }

    [Fact]
    public async Task In_an_address_a_condition_is_a_triple()
    {
        var process = await Three();
        var demo = host.As("demo");

        Assert.Equal(2, (await demo.Get($"/process-instance/count?processDefinitionKey={process}&variables=city_eq_Bonn")).Count);
        Assert.Equal(1, (await demo.Get($"/task/count?processDefinitionKey={process}&processVariables=city_notLike_B%25")).Count);
        Assert.Equal(HttpStatusCode.BadRequest, (await demo.Get("/process-instance?variables=nothing")).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await demo.Post("/task", new { processVariables = new[] { new { name = "a", @operator = "is", value = 1 } } })).Status);
    }

    [Fact]
    public async Task Who_may_not_read_variables_may_not_ask_for_them()
    {
        Assert.Equal(HttpStatusCode.Forbidden, (await host.As("anna").Get("/task/count?processVariables=city_eq_Bonn")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await host.As("anna").Get("/process-instance?variables=city_eq_Bonn")).Status);
    }

    [Fact]
    public async Task A_list_is_ordered_by_several_keys_and_read_in_parts()
    {
        var process = await Three();
        var sorting = new[] { new { sortBy = "businessKey", sortOrder = "desc" }, new { sortBy = "startTime", sortOrder = "asc" } };

        var all = (await host.As("demo").Post("/history/process-instance", new { processDefinitionKey = process, sorting })).Json.AsArray();
        var second = (await host.As("demo").Post("/history/process-instance?firstResult=1&maxResults=1", new { processDefinitionKey = process, sorting })).Json.AsArray();

        Assert.Equal(["K-2", "K-1", "K-1"], all.Select(i => (string?)i!["businessKey"]));
        Assert.True(string.CompareOrdinal((string?)all[1]!["startTime"], (string?)all[2]!["startTime"]) <= 0);
        Assert.Equal((string?)all[1]!["id"], (string?)Assert.Single(second)!["id"]);
        Assert.Equal(HttpStatusCode.BadRequest, (await host.As("demo").Post("/task", new { sorting = new[] { new { sortBy = "colour" } } })).Status);
    }

    [Fact]
    public async Task What_is_active_is_a_tree()
    {
        var instance = await host.As("demo").Started("query-tree", SmallProcesses.UserTask("query-tree"));

        var tree = (await host.As("anna").Get($"/process-instance/{instance}/activity-instances")).Json;

        Assert.Equal((instance, "processDefinition", "query-tree"), ((string?)tree["id"], (string?)tree["activityType"], (string?)tree["activityId"]));
        Golden.Equal("""
            {"id":"<key>","parentActivityInstanceId":"<key>","activityId":"approve","activityType":"userTask","processInstanceId":"<key>","processDefinitionId":"<key>",
             "childActivityInstances":[],"childTransitionInstances":[],"executionIds":["<key>"],"activityName":"Approve","name":"Approve","incidentIds":[],"incidents":[]}
            """, Assert.Single(tree["childActivityInstances"]!.AsArray())!);
    }

    [Fact]
    public async Task A_file_goes_in_as_an_upload_and_out_as_its_bytes()
    {
        var demo = host.As("demo");
        var instance = await demo.Started("query-file", SmallProcesses.UserTask("query-file"));
        using var form = new MultipartFormDataContent { { new StringContent("File"), "valueType" } };
        var part = new ByteArrayContent(Encoding.UTF8.GetBytes("a letter"));
        part.Headers.ContentType = new("text/plain");
        form.Add(part, "data", "letter.txt");

        using var uploaded = await demo.PostAsync($"/engine-rest/process-instance/{instance}/variables/letter/data", form);

        Assert.Equal(HttpStatusCode.NoContent, uploaded.StatusCode);
        var data = await demo.Get($"/execution/{instance}/localVariables/letter/data");
        Assert.Equal(("a letter", "text/plain"), (data.Text, data.ContentType));
        Assert.Equal("letter.txt", data.Response.Content.Headers.ContentDisposition?.FileName);
        var variable = (await demo.Get($"/variable-instance?processInstanceIdIn={instance}&variableName=letter")).Json[0]!;
        Assert.Equal("File", (string?)variable["type"]);
        Assert.Equal("a letter", (await demo.Get($"/variable-instance/{variable["id"]}/data")).Text);
        Assert.Equal(HttpStatusCode.Forbidden, (await host.As("carl").Get($"/variable-instance/{variable["id"]}/data")).Status);
    }

    [Fact]
    public async Task The_assignee_sets_variables_of_a_task_and_others_do_not()
    {
        var anna = host.As("anna");
        var instance = await host.As("demo").Started("query-locals", SmallProcesses.UserTask("query-locals"), new { a = new { value = 1 } });
        var task = await anna.TaskOf(instance);
        await anna.Post($"/task/{task}/claim", new { userId = "anna" });

        Assert.Equal(HttpStatusCode.NoContent, (await anna.Put($"/task/{task}/localVariables/note", new { value = "mine", type = "String" })).Status);
        Assert.Equal(HttpStatusCode.NoContent, (await anna.Post($"/task/{task}/variables", new { modifications = new { a = new { value = 2 }, b = new { value = 3 } } })).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await host.As("carl").Put($"/task/{task}/localVariables/note", new { value = "his" })).Status);

        Golden.Equal("""{"note":{"type":"String","value":"mine","valueInfo":{}}}""", (await anna.Get($"/task/{task}/localVariables")).Json);
        Golden.Equal("""{"a":{"type":"Integer","value":2,"valueInfo":{}},"b":{"type":"Integer","value":3,"valueInfo":{}}}""",
            (await host.As("demo").Get($"/process-instance/{instance}/variables")).Json);
    }

    [Fact]
    public async Task What_was_done_is_told_by_person_and_by_job()
    {
        var anna = host.As("anna");
        var instance = await host.As("demo").Started("query-log", SmallProcesses.UserTask("query-log"));
        var task = await anna.TaskOf(instance);
        await anna.Post($"/task/{task}/complete", new { });

        var operations = (await host.As("demo").Get($"/history/user-operation?processInstanceId={instance}")).Json.AsArray();

        Assert.Equal(["demo Create", "anna Claim", "anna Complete"], operations.Select(o => $"{o!["userId"]} {o["operationType"]}"));
        Assert.Equal(1, (await anna.Get($"/history/user-operation/count?processInstanceId={instance}&operationType=Complete")).Count);
        Assert.Equal(HttpStatusCode.Forbidden, (await anna.Get("/history/user-operation")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await anna.Get("/history/job-log")).Status);
        Assert.True((int)(await host.As("demo").Get("/metrics/root-process-instance-start/sum?startDate=2020-01-01T00:00:00.000%2B0000")).Json["result"]! > 0);
        Assert.Equal(0, (int)(await host.As("demo").Get("/metrics/root-process-instance-start/sum?endDate=2020-01-01T00:00:00.000%2B0000")).Json["result"]!);
    }

    async Task<string> Three()
    {
        var id = "query-" + Guid.NewGuid().ToString("N");
        await host.As("demo").Deploy(id, SmallProcesses.UserTask(id));
        foreach (var (amount, city, key) in new[] { (5, "Bonn", "K-1"), (20, "Bonn", "K-1"), (40, "Ulm", "K-2") })
            await host.As("demo").StartAgain(id, new { amount = new { value = amount }, city = new { value = city } }, key);
        return id;
    }
}
