using System.Net;
using System.Text.Json.Nodes;
using Bpm.Web.Tests.Support;

namespace Bpm.Web.Tests.Api;

public sealed class FilterApiTests(ProductHost host)
{
    [Fact]
    public async Task A_filter_is_kept_read_changed_and_removed()
    {
        var anna = host.As("anna");

        var made = await anna.Post("/filter/create", new { resourceType = "Task", name = "Mine", owner = "anna", query = new { assignee = "anna" }, properties = new { color = "#555" } });
        var id = (string)made.Json["id"]!;
        Golden.Equal("""{"id":"<key>","resourceType":"Task","name":"Mine","owner":"anna","query":{"assignee":"anna"},"properties":{"color":"#555"}}""", made.Json);
        Assert.Equal(HttpStatusCode.NoContent, (await anna.Put($"/filter/{id}", new { resourceType = "Task", name = "Free", owner = "anna", query = new { unassigned = true, nameLike = "nothing%" } })).Status);

        Golden.Equal("""{"id":"<key>","resourceType":"Task","name":"Free","owner":"anna","query":{"unassigned":true,"nameLike":"nothing%"},"properties":{},"itemCount":0}""",
            (await anna.Get($"/filter/{id}?itemCount=true")).Json);
        Assert.Equal(1, (await anna.Get($"/filter/count?filterId={id}")).Count);
        Assert.Equal("Free", (string?)Assert.Single((await anna.Get($"/filter?filterId={id}&nameLike=F%25&sortBy=name&sortOrder=asc")).Json.AsArray())!["name"]);
        Assert.Equal(HttpStatusCode.NoContent, (await anna.Delete($"/filter/{id}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await anna.Get($"/filter/{id}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await anna.Delete($"/filter/{id}")).Status);
    }

    [Fact]
    public async Task One_has_ones_own_filters_and_operators_share_theirs()
    {
        var (anna, ben, demo) = (host.As("anna"), host.As("ben"), host.As("demo"));
        object Filter(string? owner) => new { resourceType = "Task", name = "Whose", owner, query = new { } };
        var own = (string)(await anna.Post("/filter/create", Filter("anna"))).Json["id"]!;
        var shared = (string)(await demo.Post("/filter/create", Filter(null))).Json["id"]!;

        Assert.Equal(HttpStatusCode.Forbidden, (await anna.Post("/filter/create", Filter(null))).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await demo.Post("/filter/create", Filter("anna"))).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await ben.Get($"/filter/{own}/list")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await demo.Delete($"/filter/{own}")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await anna.Delete($"/filter/{shared}")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await anna.Put($"/filter/{own}", Filter(null))).Status);
        Assert.Equal(HttpStatusCode.OK, (await ben.Get($"/filter/{shared}/count")).Status);
        Assert.Equal([shared], (await ben.Get("/filter?name=Whose")).Json.AsArray().Select(f => (string)f!["id"]!));
        Assert.Equal(2, (await anna.Get("/filter/count?name=Whose")).Count);
        await demo.Delete($"/filter/{shared}");
    }

    [Fact]
    public async Task A_filter_finds_tasks_and_a_call_may_ask_for_more()
    {
        var demo = host.As("demo");
        await demo.Deploy("filter-finds", SmallProcesses.UserTask("filter-finds"));
        foreach (var key in new[] { "A", "B", "C" }) await demo.StartAgain("filter-finds", new { n = new { value = key, type = "String" } }, key);
        var id = await Kept(demo, new { processDefinitionKey = "filter-finds", processInstanceBusinessKeyIn = new[] { "A", "B" }, sorting = new[] { new { sortBy = "created", sortOrder = "desc" }, new { sortBy = "id", sortOrder = "desc" } } });

        Assert.Equal(2, (await demo.Get($"/filter/{id}/count")).Count);
        Assert.Equal(2, (await demo.Get($"/filter/{id}/list")).Json.AsArray().Count);
        var first = Assert.Single((await demo.Get($"/filter/{id}/list?maxResults=1")).Json.AsArray())!;
        Assert.Equal((string?)first["id"], (string?)(await demo.Get($"/filter/{id}/list")).Json[0]!["id"]);
        Assert.Equal(1, (await demo.Post($"/filter/{id}/count", new { processInstanceBusinessKey = "B" })).Count);
        Assert.Equal(1, (await demo.Post($"/filter/{id}/count", new { processVariables = new[] { new { name = "n", @operator = "eq", value = "A" } } })).Count);
        Assert.Equal(1, (await demo.Post($"/filter/{id}/count", new { orQueries = new[] { new { processInstanceBusinessKey = "A", assignee = "nobody" } } })).Count);
        Assert.Equal(HttpStatusCode.BadRequest, (await demo.Get($"/filter/{id}/singleResult")).Status);
        Assert.Equal(HttpStatusCode.NoContent, (await demo.Post($"/filter/{id}/singleResult", new { assignee = "nobody" })).Status);
        Assert.Equal((string?)first["id"], (string?)(await demo.Post($"/filter/{id}/singleResult", new { taskIdIn = new[] { (string?)first["id"] } })).Json["id"]);
        Assert.Equal((string?)first["id"], (string?)(await demo.Post($"/filter/{id}/list", new { taskId = (string?)first["id"] })).Json[0]!["id"]);
    }

    [Fact]
    public async Task A_value_may_depend_on_who_asks_and_when()
    {
        var (demo, anna) = (host.As("demo"), host.As("anna"));
        var instance = await demo.Started("filter-values", SmallProcesses.UserTask("filter-values", "camunda:candidateGroups=\"accounting\" camunda:dueDate=\"${dateTime().plusDays(3)}\""));
        var groups = (await anna.Get("/identity/groups?userId=anna")).Json["groups"]!.AsArray().Select(g => (string)g!["id"]!).ToList();
        async Task<int> Found(HttpClient client, JsonObject query)
        {
            query["processInstanceId"] = instance;
            var owner = client == anna ? "anna" : "demo";
            var id = (string)(await client.PostText("/filter/create", new JsonObject { ["resourceType"] = "Task", ["name"] = "x", ["owner"] = owner, ["query"] = query }.ToJsonString())).Json["id"]!;
            return (await client.Get($"/filter/{id}/count")).Count;
        }

        Assert.Equal(groups.Contains("accounting") ? 1 : 0, await Found(anna, new() { ["candidateGroupsExpression"] = "${ currentUserGroups() }" }));
        Assert.Equal(1, await Found(demo, new() { ["candidateGroupsExpression"] = "sales, accounting" }));
        Assert.Equal(0, await Found(demo, new() { ["assigneeExpression"] = "${currentUser()}" }));
        Assert.Equal(1, await Found(demo, new() { ["dueBeforeExpression"] = "#{dateTime().plusDays(3).plusHours(1).toDate()}", ["createdBeforeExpression"] = "${now().plusMinutes(1)}" }));
        Assert.Equal(0, await Found(demo, new() { ["dueBeforeExpression"] = "${dateTime().plusWeeks(1).minusDays(5)}" }));
        Assert.Equal(1, await Found(demo, new() { ["orQueries"] = new JsonArray(new JsonObject { ["assigneeExpression"] = "${currentUser()}", ["priority"] = 50 }) }));
        await demo.Post($"/task/{await demo.TaskOf(instance)}/assignee", new { userId = "demo" });
        Assert.Equal(1, await Found(demo, new() { ["assigneeExpression"] = "${currentUser()}" }));
    }

    [Theory]
    [InlineData("""{"resourceType":"Case","name":"x","owner":"demo"}""", "only tasks")]
    [InlineData("""{"resourceType":"Task","name":" ","owner":"demo"}""", "name")]
    [InlineData("""{"resourceType":"Task","name":"x","owner":"demo","query":[]}""", "query")]
    [InlineData("""{"resourceType":"Task","name":"x","owner":"demo","query":{"assigneeExpression":"${execution.id}"}}""", "currentUser()")]
    [InlineData("""{"resourceType":"Task","name":"x","owner":"demo","query":{"dueAfterExpression":"${dateTime().plusYears(999999)}"}}""", "calendar")]
    [InlineData("""{"resourceType":"Task","name":"x","owner":"demo","query":{"candidateUserExpression":"${currentUserGroups()}"}}""", "candidateUserExpression")]
    [InlineData("""{"resourceType":"Task","name":"x","owner":"demo","query":{"tenantIdIn":["a"]}}""", "tenantIdIn")]
    [InlineData("""{"resourceType":"Task","name":"x","owner":"demo","query":{"sorting":[{"sortBy":"colour","sortOrder":"asc"}]}}""", "sortBy")]
    public async Task What_could_not_be_asked_is_not_kept(string filter, string words)
    {
        var refused = await host.As("demo").PostText("/filter/create", filter);

        Assert.Equal(HttpStatusCode.BadRequest, refused.Status);
        Assert.Contains(words, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_expression_stays_with_the_filter_and_a_call_brings_values()
    {
        var demo = host.As("demo");
        var id = await Kept(demo, new { assigneeExpression = "${currentUser()}" });

        var refused = await demo.Post($"/filter/{id}/list", new { assigneeExpression = "${currentUser()}" });
        var replaced = await demo.Post($"/filter/{id}/count", new { assignee = "nobody-at-all" });

        Assert.Equal(HttpStatusCode.BadRequest, refused.Status);
        Assert.Contains("adhoc", refused.Message, StringComparison.Ordinal);
        Assert.Equal(0, replaced.Count);
    }

    [Fact]
    public async Task Who_may_not_read_variables_finds_nothing_by_them()
    {
        var demo = host.As("demo");
        var made = await demo.Post("/filter/create", new { resourceType = "Task", name = "By value", query = new { processVariables = new[] { new { name = "n", @operator = "eq", value = 1 } } } });
        var id = (string)made.Json["id"]!;

        Assert.Equal(HttpStatusCode.Forbidden, (await host.As("anna").Get($"/filter/{id}/count")).Status);
        Assert.Null((await host.As("anna").Get($"/filter/{id}?itemCount=true")).Json["itemCount"]);
        await demo.Delete($"/filter/{id}");
    }

    static async Task<string> Kept(HttpClient demo, object query) =>
        (string)(await demo.Post("/filter/create", new { resourceType = "Task", name = "Kept", owner = "demo", query })).Json["id"]!;
}
