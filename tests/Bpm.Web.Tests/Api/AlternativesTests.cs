using System.Net;
using System.Text.Json.Nodes;
using Bpm.Web.Tests.Support;

namespace Bpm.Web.Tests.Api;

/// <summary>Queries inside a query: of each, one condition at least holds, as in Camunda 7.</summary>
public sealed class AlternativesTests(ProductHost host)
{
    [Theory]
    [InlineData("/task", """[{"nameLike":"App%","assignee":"nobody"}]""", 3)]
    [InlineData("/task", """[{"name":"nothing","assignee":"nobody"}]""", 0)]
    [InlineData("/task", """[{"processVariables":[{"name":"n","operator":"eq","value":1},{"name":"n","operator":"eq","value":3}]}]""", 2)]
    [InlineData("/task", """[{"processInstanceBusinessKey":"K-1","processInstanceBusinessKeyIn":["K-2"]}]""", 2)]
    [InlineData("/task", """[{"processInstanceBusinessKey":"K-1","minPriority":0},{"processInstanceBusinessKey":"K-2","assignee":"nobody"}]""", 1)]
    [InlineData("/task", """[{"candidateGroup":"accounting","assignee":"nobody"}]""", 3)]
    [InlineData("/task", """[{"candidateUser":"nobody","unassigned":true}]""", 3)]
    [InlineData("/task", "[{},{}]", 3)]
    [InlineData("/history/task", """[{"processInstanceBusinessKey":"K-3","taskAssignee":"nobody"},{"unfinished":true}]""", 1)]
    [InlineData("/process-instance", """[{"businessKey":"K-1","withIncident":true}]""", 1)]
    [InlineData("/process-instance", """[{"businessKey":"K-1","variables":[{"name":"n","operator":"gteq","value":2}]}]""", 3)]
    [InlineData("/process-instance", """[{"businessKey":"K-1","activityIdIn":["approve"]},{"businessKeyLike":"%2"}]""", 1)]
    [InlineData("/history/process-instance", """[{"processInstanceBusinessKey":"K-1","finished":true},{"processDefinitionKeyIn":["x"],"startedBy":"demo"}]""", 1)]
    public async Task Of_each_query_inside_one_condition_holds(string path, string alternatives, int expected)
    {
        var demo = host.As("demo");
        await Prepare(demo);
        var query = new JsonObject { ["processDefinitionKey"] = "alternatives", ["orQueries"] = JsonNode.Parse(alternatives) }.ToJsonString();

        Assert.Equal(expected, (await demo.PostText(path + "/count", query)).Count);
        Assert.Equal(expected, (await demo.PostText(path, query)).Json.AsArray().Count);
    }

    [Theory]
    [InlineData("""{"orQueries":[{"orQueries":[{"name":"x"}]}]}""", HttpStatusCode.BadRequest, "orQueries within orQueries")]
    [InlineData("""{"orQueries":[{"sorting":[{"sortBy":"name","sortOrder":"asc"}]}]}""", HttpStatusCode.BadRequest, "sorting")]
    [InlineData("""{"orQueries":[{"tenantIdIn":["x"]}]}""", HttpStatusCode.BadRequest, "tenantIdIn")]
    [InlineData("""{"orQueries":[{"candidateUser":"x","candidateGroup":"y"}]}""", HttpStatusCode.BadRequest, "candidateUser")]
    public async Task What_cannot_stand_inside_is_refused_in_words(string query, HttpStatusCode status, string words)
    {
        var refused = await host.As("demo").PostText("/task", query);

        Assert.Equal(status, refused.Status);
        Assert.Contains(words, refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/task", "processVariables")]
    [InlineData("/history/task", "taskVariables")]
    [InlineData("/process-instance", "variables")]
    [InlineData("/history/process-instance", "variables")]
    public async Task Who_may_not_read_variables_may_not_ask_for_them_inside_either(string path, string field)
    {
        var query = "{\"orQueries\":[{\"" + field + "\":[{\"name\":\"n\",\"operator\":\"eq\",\"value\":1}]}]}";

        Assert.Equal(HttpStatusCode.Forbidden, (await host.As("anna").PostText(path + "/count", query)).Status);
    }

    static async Task Prepare(HttpClient demo)
    {
        if ((await demo.Get("/process-instance/count?processDefinitionKey=alternatives")).Count > 0) return;
        await demo.Deploy("alternatives", SmallProcesses.UserTask("alternatives"));
        for (var n = 1; n <= 3; n++)
            await demo.Post("/process-definition/key/alternatives/start", new { businessKey = $"K-{n}", variables = new { n = new { value = n, type = "Integer" } } });
    }
}
