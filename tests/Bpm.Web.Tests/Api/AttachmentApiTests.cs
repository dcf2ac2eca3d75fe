using System.Net;
using System.Text;
using Bpm.Web.Tests.Support;

namespace Bpm.Web.Tests.Api;

public sealed class AttachmentApiTests(ProductHost host)
{
    [Fact]
    public async Task A_file_is_attached_read_back_and_removed()
    {
        var anna = host.As("anna");
        var task = await Claimed("attach-file");
        var page = Encoding.UTF8.GetBytes("<script>alert(1)</script>\0ÿ");

        var created = await Attach(anna, task, page, ("attachment-name", "bill.html"), ("attachment-description", "The bill"), ("attachment-type", "text/html"));

        const string Shape = """
            {"id":"<key>","name":"bill.html","description":"The bill","taskId":"<key>","type":"text/html","url":null,"createTime":"<date>","removalTime":null,
             "rootProcessInstanceId":"<key>","links":[]}
            """;
        Golden.Equal(Shape, created.Json);
        Golden.Equal($"[{Shape}]", (await anna.Get($"/task/{task}/attachment")).Json);
        var id = (string)created.Json["id"]!;
        Golden.Equal(Shape, (await anna.Get($"/task/{task}/attachment/{id}")).Json);
        using var data = await anna.GetAsync($"/engine-rest/task/{task}/attachment/{id}/data");
        Assert.Equal(page, await data.Content.ReadAsByteArrayAsync());
        Assert.Equal(("application/octet-stream", "attachment"), (data.Content.Headers.ContentType!.MediaType, data.Content.Headers.ContentDisposition!.DispositionType));
        Assert.Equal("nosniff", Assert.Single(data.Headers.GetValues("X-Content-Type-Options")));
        Assert.Equal("bill.html", data.Content.Headers.ContentDisposition.FileNameStar);

        Assert.Equal(HttpStatusCode.Forbidden, (await host.As("ben").Delete($"/task/{task}/attachment/{id}")).Status);
        Assert.Equal(HttpStatusCode.NoContent, (await anna.Delete($"/task/{task}/attachment/{id}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await anna.Delete($"/task/{task}/attachment/{id}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await anna.Get($"/task/{task}/attachment/{id}/data")).Status);
        Assert.Empty((await anna.Get($"/task/{task}/attachment")).Json.AsArray());
        Assert.Equal(1, (await host.As("demo").Get($"/history/user-operation/count?taskId={task}&operationType=AddAttachment")).Count);
    }

    [Fact]
    public async Task A_link_is_attached_and_stays_when_the_task_is_done()
    {
        var anna = host.As("anna");
        var task = await Claimed("attach-link");

        var created = await Attach(anna, task, null, ("attachment-name", "Contract"), ("url", "https://example.org/contract"));
        await anna.Post($"/task/{task}/complete", new { });

        Assert.Equal("https://example.org/contract", (string?)created.Json["url"]);
        Assert.Equal("Contract", (string?)Assert.Single((await anna.Get($"/task/{task}/attachment")).Json.AsArray())!["name"]);
        Assert.Equal(HttpStatusCode.NotFound, (await anna.Get($"/task/{task}/attachment/{created.Json["id"]}/data")).Status);
        Assert.Equal(HttpStatusCode.Conflict, (await Attach(anna, task, [1])).Status);
    }

    [Theory]
    [InlineData("javascript:alert(1)", "https://")]
    [InlineData("/inbox", "https://")]
    [InlineData("", "neither")]
    public async Task What_is_no_file_and_no_address_is_refused(string url, string why)
    {
        var task = await Claimed("attach-wrong" + (uint)url.Length);

        var refused = await Attach(host.As("anna"), task, null, ("url", url));

        Assert.Equal(HttpStatusCode.BadRequest, refused.Status);
        Assert.Contains(why, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Too_large_a_file_and_a_stranger_are_refused()
    {
        var task = await Claimed("attach-limits");

        Assert.Contains("at most 10 MB", (await Attach(host.As("anna"), task, new byte[(10 * 1024 * 1024) + 1])).Message, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await Attach(host.As("anna"), task, [])).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await Attach(host.As("carl"), task, [1])).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await host.As("carl").Get($"/task/{task}/attachment")).Status);
    }

    static async Task<Answer> Attach(HttpClient client, string task, byte[]? content, params (string Name, string Value)[] fields)
    {
        using var form = new MultipartFormDataContent();
        foreach (var (name, value) in fields) form.Add(new StringContent(value), name);
        if (content is not null) form.Add(new ByteArrayContent(content), "content", "bill.bin");
        else if (fields.Length == 0) form.Add(new StringContent("x"), "x");
        return await Answer.Of(await client.PostAsync($"/engine-rest/task/{task}/attachment/create", form));
    }

    async Task<string> Claimed(string process)
    {
        var instance = await host.As("demo").Started(process, SmallProcesses.UserTask(process));
        var task = await host.As("anna").TaskOf(instance);
        Assert.Equal(HttpStatusCode.NoContent, (await host.As("anna").Post($"/task/{task}/claim", new { userId = "anna" })).Status);
        return task;
    }
}
