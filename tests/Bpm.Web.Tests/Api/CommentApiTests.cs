using System.Net;
using Bpm.Web.Tests.Support;

namespace Bpm.Web.Tests.Api;

public sealed class CommentApiTests(ProductHost host)
{
    [Fact]
    public async Task Ones_own_comment_is_changed_and_removed()
    {
        var (anna, ben) = (host.As("anna"), host.As("ben"));
        var (_, task) = await Started("comment-own");
        var id = await Say(anna, task, "Looks right.");

        Assert.Equal(HttpStatusCode.Forbidden, (await ben.Put($"/task/{task}/comment", new { id, message = "Wrong!" })).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await host.As("mark").Put($"/task/{task}/comment", new { id, message = "Wrong!" })).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await anna.Put($"/task/{task}/comment", new { id, message = " " })).Status);
        Assert.Equal(HttpStatusCode.NoContent, (await anna.Put($"/task/{task}/comment", new { id, message = "Looks odd." })).Status);
        Assert.Equal("Looks odd.", (string?)(await anna.Get($"/task/{task}/comment/{id}")).Json["message"]);

        Assert.Equal(HttpStatusCode.Forbidden, (await ben.Delete($"/task/{task}/comment/{id}")).Status);
        Assert.Equal(HttpStatusCode.NoContent, (await anna.Delete($"/task/{task}/comment/{id}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await anna.Get($"/task/{task}/comment/{id}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await anna.Delete($"/task/{task}/comment/{id}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await anna.Put($"/task/{task}/comment", new { id = "nonsense", message = "x" })).Status);
    }

    [Fact]
    public async Task Who_oversees_a_task_removes_all_that_was_said()
    {
        var (_, task) = await Started("comment-all");
        await Say(host.As("anna"), task, "One");
        await Say(host.As("ben"), task, "Two");

        Assert.Equal(HttpStatusCode.Forbidden, (await host.As("anna").Delete($"/task/{task}/comment")).Status);
        Assert.Equal(HttpStatusCode.NoContent, (await host.As("mark").Delete($"/task/{task}/comment")).Status);

        Assert.Empty((await host.As("anna").Get($"/task/{task}/comment")).Json.AsArray());
    }

    [Fact]
    public async Task The_same_goes_by_the_instance()
    {
        var anna = host.As("anna");
        var (instance, task) = await Started("comment-instance");
        var (first, second) = (await Say(anna, task, "One"), await Say(anna, task, "Two"));

        Assert.Equal(HttpStatusCode.NoContent, (await anna.Put($"/process-instance/{instance}/comment", new { id = second, message = "Three" })).Status);
        Assert.Equal(HttpStatusCode.NoContent, (await anna.Delete($"/process-instance/{instance}/comment/{first}")).Status);
        Assert.Equal("Three", (string?)Assert.Single((await anna.Get($"/process-instance/{instance}/comment")).Json.AsArray())!["message"]);
        Assert.Equal(HttpStatusCode.NoContent, (await host.As("demo").Delete($"/process-instance/{instance}/comment")).Status);

        Assert.Empty((await anna.Get($"/process-instance/{instance}/comment")).Json.AsArray());
        Assert.Equal(HttpStatusCode.NotFound, (await anna.Delete($"/process-instance/{instance}/comment/{first}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await anna.Delete("/process-instance/1048576000000/comment")).Status);
    }

    static async Task<string> Say(HttpClient client, string task, string message) => (string)(await client.Post($"/task/{task}/comment/create", new { message })).Json["id"]!;

    async Task<(string Instance, string Task)> Started(string process)
    {
        var instance = await host.As("demo").Started(process, SmallProcesses.UserTask(process));
        return (instance, await host.As("anna").TaskOf(instance));
    }
}
