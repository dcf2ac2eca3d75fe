using System.Net;
using System.Net.Http.Json;
using Bpm.Web.Tests.Support;

namespace Bpm.Web.Tests.Api;

public sealed class EscalationApiTests(ProductHost host)
{
    [Fact]
    public async Task An_escalated_task_reaches_the_manager_with_its_reason()
    {
        var task = await Claimed("escalate-reach");

        Assert.Equal(HttpStatusCode.NoContent, await Post("anna", task, "escalate", new { reason = "Too expensive for me." }));

        var escalation = (await Escalations("mark", "open")).Json.AsArray().Single(e => (string?)e!["taskId"] == task)!;
        Golden.Equal("""
            {"id":"<key>","taskId":"<key>","taskName":"Approve","taskDefinitionKey":"approve","taskState":"open","assignee":"anna","due":null,"priority":50,
             "processInstanceId":"<key>","processDefinitionId":"<key>","processDefinitionKey":"escalate-reach","processDefinitionName":"Order",
             "businessKey":null,"step":null,"action":"addCandidates","recipientKind":"user","recipientId":"mark","fromUser":"anna","escalatedBy":"anna",
             "reason":"Too expensive for me.","since":"<date>","closed":null,"closedBy":null,"outcome":null}
            """, escalation);
        Assert.DoesNotContain((await Escalations("ben", "open")).Json.AsArray(), e => (string?)e!["taskId"] == task);
    }

    [Fact]
    public async Task The_manager_takes_it_over_and_the_escalation_is_closed()
    {
        var task = await Claimed("escalate-take");
        await Post("anna", task, "escalate", new { reason = "Please." });

        Assert.Equal(HttpStatusCode.NoContent, await Post("mark", task, "take-over", null));

        Assert.Equal("mark", (string?)(await host.As("mark").Get($"/task/{task}")).Json["assignee"]);
        var closed = (await Escalations("mark", "closed")).Json.AsArray().Single(e => (string?)e!["taskId"] == task)!;
        Assert.Equal("takenOver", (string?)closed["outcome"]);
    }

    [Fact]
    public async Task The_manager_pushes_back_hands_on_or_gives_more_time()
    {
        var task = await Claimed("escalate-back");
        await Post("anna", task, "escalate", new { reason = "Please." });
        Assert.Equal(HttpStatusCode.NoContent, await Post("mark", task, "push-back", new { reason = "You can do that." }));
        await Post("anna", task, "escalate", new { reason = "No time." });
        Assert.Equal(HttpStatusCode.NoContent, await Post("mark", task, "extend-deadline", new { due = "2035-01-31T12:00:00.000+0000", reason = "Take your time." }));
        await Post("anna", task, "escalate", new { reason = "On leave." });
        Assert.Equal(HttpStatusCode.NoContent, await Post("mark", task, "hand-to", new { userId = "ben", reason = "Anna is away." }));

        var now = (await host.As("ben").Get($"/task/{task}")).Json;

        Assert.Equal("ben", (string?)now["assignee"]);
        Assert.Equal("2035-01-31T12:00:00.000+0000", (string?)now["due"]);
    }

    [Theory]
    [InlineData("escalate", "{}", "reason")]
    [InlineData("escalate", """{"reason":"x","to":{"kind":"planet"}}""", "planet")]
    [InlineData("escalate", """{"reason":"x","action":"shout"}""", "shout")]
    [InlineData("hand-to", """{"userId":"nobody"}""", "nobody")]
    [InlineData("hand-to", "{}", "userId")]
    [InlineData("push-back", "{}", "reason")]
    [InlineData("extend-deadline", """{"due":"soon"}""", "soon")]
    [InlineData("extend-deadline", """{"due":"2001-01-01"}""", "future")]
    public async Task Wrong_input_is_a_400_that_says_what_is_missing(string action, string body, string named)
    {
        await host.As("mia").Deploy("escalate-wrong", SmallProcesses.UserTask("escalate-wrong"));
        var instance = await host.As("demo").StartAgain("escalate-wrong");
        var task = await host.As("demo").TaskOf(instance);

        var refused = await Answer.Of(await host.As("demo").PostAsync($"/api/tasks/{task}/{action}", new StringContent(body, System.Text.Encoding.UTF8, "application/json")));

        Assert.Equal(HttpStatusCode.BadRequest, refused.Status);
        Assert.Contains(named, refused.Message, StringComparison.Ordinal);
    }

    async Task<string> Claimed(string process)
    {
        var instance = await host.As("demo").Started(process, SmallProcesses.UserTask(process));
        var task = await host.As("anna").TaskOf(instance);
        await host.As("anna").Post($"/task/{task}/claim", new { userId = "anna" });
        return task;
    }

    async Task<HttpStatusCode> Post(string user, string task, string action, object? body) =>
        (await host.As(user).PostAsync($"/api/tasks/{task}/{action}", body is null ? null : JsonContent.Create(body))).StatusCode;

    async Task<Answer> Escalations(string user, string state) => await Answer.Of(await host.As(user).GetAsync($"/api/escalations?state={state}"));
}
