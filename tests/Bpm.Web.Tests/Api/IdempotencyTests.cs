using System.Net;
using System.Net.Http.Json;
using System.Text;
using Bpm.Web.Tests.Support;

namespace Bpm.Web.Tests.Api;

public sealed class IdempotencyTests(ProductHost host)
{
    [Fact]
    public async Task The_same_request_with_the_same_key_is_answered_once_and_repeated()
    {
        var start = await Started("idempotent-once");

        var first = await Post("demo", start, "once-1", new { businessKey = "A" });
        var second = await Post("demo", start, "once-1", new { businessKey = "A" });
        var other = await Post("demo", start, "once-2", new { businessKey = "A" });

        Assert.Equal((HttpStatusCode.OK, first.Text, first.ContentType), (second.Status, second.Text, second.ContentType));
        Assert.Equal("true", second.Response.Headers.GetValues("Idempotency-Replayed").Single());
        Assert.NotEqual(first.Text, other.Text);
        Assert.Equal(2, (await host.As("demo").Get("/process-instance/count?processDefinitionKey=idempotent-once")).Count);
    }

    [Fact]
    public async Task A_key_of_another_request_is_refused_and_that_of_another_caller_is_another_key()
    {
        var start = await Started("idempotent-other");

        var first = await Post("demo", start, "other-1", new { businessKey = "A" });
        var changed = await Post("demo", start, "other-1", new { businessKey = "B" });
        var carls = await Post("carl", start, "other-1", new { businessKey = "A" });

        Assert.Equal(((HttpStatusCode)422, HttpStatusCode.OK), (changed.Status, carls.Status));
        Assert.NotEqual(first.Text, carls.Text);
    }

    [Fact]
    public async Task Of_many_at_once_one_is_carried_out()
    {
        var start = await Started("idempotent-race");

        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => Post("demo", start, "race-1", new { businessKey = "A" })));

        Assert.All(answers, a => Assert.True(a.Status is HttpStatusCode.OK or HttpStatusCode.Conflict, a.Text));
        Assert.All(answers.Where(a => a.Status == HttpStatusCode.Conflict), a => Assert.NotNull(a.Response.Headers.RetryAfter));
        Assert.Single(answers.Where(a => a.Status == HttpStatusCode.OK).Select(a => a.Text).Distinct());
        Assert.Equal(1, (await host.As("demo").Get("/process-instance/count?processDefinitionKey=idempotent-race")).Count);
    }

    [Fact]
    public async Task An_upload_is_the_same_whatever_borders_its_parts_have()
    {
        var xml = SmallProcesses.UserTask("idempotent-upload");

        var first = await Upload("upload-1", xml);
        var second = await Upload("upload-1", xml);
        var other = await Upload("upload-1", xml.Replace("Approve", "Check", StringComparison.Ordinal));

        Assert.Equal((HttpStatusCode.OK, first.Text, (HttpStatusCode)422), (second.Status, second.Text, other.Status));
    }

    [Fact]
    public async Task What_a_later_attempt_may_find_otherwise_is_not_remembered()
    {
        const string start = "/process-definition/key/idempotent-late/start";
        await Started("idempotent-late");
        await Post("demo", start, "late-1", new { businessKey = "A", businessKeyPolicy = "fail" });

        var refused = await Post("demo", start, "late-2", new { businessKey = "A", businessKeyPolicy = "fail" });
        var instance = (string)(await host.As("demo").Get("/process-instance?processDefinitionKey=idempotent-late")).Json[0]!["id"]!;
        await host.As("demo").Delete($"/process-instance/{instance}");
        var later = await Post("demo", start, "late-2", new { businessKey = "A", businessKeyPolicy = "fail" });

        Assert.Equal((HttpStatusCode.Conflict, HttpStatusCode.OK), (refused.Status, later.Status));
        Assert.Equal(HttpStatusCode.BadRequest, (await Post("demo", start, new string('x', 256), new { })).Status);
    }

    async Task<string> Started(string process)
    {
        Assert.Equal(HttpStatusCode.OK, (await host.As("demo").Deploy(process, SmallProcesses.UserTask(process))).Status);
        return $"/process-definition/key/{process}/start";
    }

    async Task<Answer> Post(string user, string path, string key, object body) => await Send(user, path, key, JsonContent.Create(body));

    async Task<Answer> Upload(string key, string xml) => await Send("demo", "/deployment/create", key, new MultipartFormDataContent
    {
        { new StringContent("idempotent-upload"), "deployment-name" }, { new ByteArrayContent(Encoding.UTF8.GetBytes(xml)), "a.bpmn", "a.bpmn" },
    });

    async Task<Answer> Send(string user, string path, string key, HttpContent content)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/engine-rest" + path) { Content = content };
        request.Headers.Add("Idempotency-Key", key);
        return await Answer.Of(await host.As(user).SendAsync(request));
    }
}
