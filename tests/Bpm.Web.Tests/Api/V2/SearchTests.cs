using System.Net;
using Bpm.Web.Tests.Support;

namespace Bpm.Web.Tests.Api.V2;

public sealed class SearchTests(ProductHost host)
{
    [Theory]
    [InlineData("process-instances")]
    [InlineData("process-definitions")]
    [InlineData("decision-definitions")]
    [InlineData("element-instances")]
    [InlineData("user-tasks")]
    [InlineData("incidents")]
    [InlineData("variables")]
    [InlineData("jobs")]
    [InlineData("users")]
    public async Task Everything_can_be_searched_and_refuses_what_it_does_not_know(string what)
    {
        var demo = host.As("demo");

        var all = await demo.Post8($"/{what}/search", """{"page":{"limit":1}}""");
        Assert.True(all.Status == HttpStatusCode.OK, all.Text);
        Assert.Equal("application/json", all.ContentType);
        Assert.Equal(["totalItems", "startCursor", "endCursor", "hasMoreTotalItems"], all.Json["page"]!.AsObject().Select(p => p.Key));
        Assert.Equal(HttpStatusCode.OK, (await demo.Post8($"/{what}/search", "")).Status);
        (await demo.Post8($"/{what}/search", """{"filter":{"no-such-field":1}}""")).IsProblem(HttpStatusCode.BadRequest, "no-such-field");
        (await demo.Post8($"/{what}/search", """{"sort":[{"field":"no-such-field"}]}""")).IsProblem(HttpStatusCode.BadRequest, "no-such-field");
        (await demo.Post8($"/{what}/search", """{"page":{"after":"nonsense"}}""")).IsProblem(HttpStatusCode.BadRequest, "page.after");
    }

    [Fact]
    public async Task Fields_are_compared_with_operators()
    {
        var demo = host.As("demo");

        Assert.Equal(["anna"], await demo.Found8("users", """{"filter":{"username":"anna"}}""", "username"));
        Assert.Equal(["ben", "anna"], await demo.Found8("users", """{"filter":{"username":{"$in":["anna","ben"]}},"sort":[{"field":"username","order":"DESC"}]}""", "username"));
        Assert.Equal(["anna"], await demo.Found8("users", """{"filter":{"username":{"$like":"a*a","$neq":"ada"}}}""", "username"));
        Assert.Empty(await demo.Found8("users", """{"filter":{"username":{"$in":["anna"],"$notIn":["anna"]}}}""", "username"));
        Assert.Empty(await demo.Found8("users", """{"filter":{"username":{"$exists":false}}}""", "username"));
        (await demo.Post8("/users/search", """{"filter":{"username":{"$gt":"a"}}}""")).IsProblem(HttpStatusCode.BadRequest, "$gt");
        (await demo.Post8("/users/search", """{"filter":{"username":5}}""")).IsProblem(HttpStatusCode.BadRequest, "username");
        (await demo.Post8("/user-tasks/search", """{"filter":{"dueDate":{"$lte":"tomorrow"}}}""")).IsProblem(HttpStatusCode.BadRequest, "dueDate");
        (await demo.Post8("/user-tasks/search", """{"filter":{"state":"OPEN"}}""")).IsProblem(HttpStatusCode.BadRequest, "CREATED");
        (await demo.Post8("/user-tasks/search", """{"filter":[]}""")).IsProblem(HttpStatusCode.BadRequest, "filter");
    }

    [Fact]
    public async Task Cursors_lead_through_a_list_and_back()
    {
        var demo = host.As("demo");
        await demo.Started("v2-pages", SmallProcesses.UserTask("v2-pages"), businessKey: "A");
        await demo.StartAgain("v2-pages", businessKey: "B");
        await demo.StartAgain("v2-pages", businessKey: "C");
        const string What = """{"filter":{"processDefinitionId":"v2-pages"},"sort":[{"field":"businessId","order":"desc"}],"page":""";

        var first = await demo.Post8("/process-instances/search", What + """{"limit":2}}""");
        var second = await demo.Post8("/process-instances/search", $$$"""{{{What}}}{"limit":2,"after":"{{{first.Json["page"]!["endCursor"]}}}"}}""");
        var back = await demo.Post8("/process-instances/search", $$$"""{{{What}}}{"limit":2,"before":"{{{second.Json["page"]!["startCursor"]}}}"}}""");

        Assert.Equal(["C", "B"], BusinessIds(first));
        Assert.Equal(["A"], BusinessIds(second));
        Assert.Equal(["C", "B"], BusinessIds(back));
        Assert.Equal(["B"], BusinessIds(await demo.Post8("/process-instances/search", What + """{"from":1,"limit":1}}""")));
        Assert.Equal(3, (int)second.Json["page"]!["totalItems"]!);
    }

    [Fact]
    public async Task Instances_are_found_by_their_variables_by_who_may_read_them()
    {
        var demo = host.As("demo");
        var wanted = await demo.Started("v2-variables", SmallProcesses.UserTask("v2-variables"), new { amount = new { value = 5 }, word = new { value = "yes" } });
        await demo.StartAgain("v2-variables", new { amount = new { value = 6 } });
        const string Filter = """{"filter":{"processDefinitionId":"v2-variables","variables":[{"name":"amount","value":"5"},{"name":"word","value":{"$eq":"\"yes\""}}]}}""";

        Assert.Equal([wanted], await demo.Found8("process-instances", Filter, "processInstanceKey"));
        Assert.Single(await demo.Found8("user-tasks", Filter.Replace("\"variables\"", "\"processInstanceVariables\"", StringComparison.Ordinal), "userTaskKey"));
        (await host.As("carl").Post8("/process-instances/search", Filter)).IsProblem(HttpStatusCode.Forbidden, "variables");
        (await host.As("carl").Post8("/variables/search")).IsProblem(HttpStatusCode.Forbidden, "variables");
        (await demo.Post8("/process-instances/search", """{"filter":{"variables":[{"name":"word","value":"yes"}]}}""")).IsProblem(HttpStatusCode.BadRequest, "variables.word");
    }

    static IEnumerable<string?> BusinessIds(Answer found) => found.Json["items"]!.AsArray().Select(i => (string?)i!["businessId"]);
}
