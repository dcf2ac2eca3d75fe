using System.Net;
using Bpm.Web.Tests.Support;

namespace Bpm.Web.Tests.Api;

/// <summary>Delegating a task, and changing what it says and who may take it.</summary>
public sealed class TaskChangeApiTests(ProductHost host)
{
    [Fact]
    public async Task A_task_is_delegated_and_resolved()
    {
        var (anna, ben) = (host.As("anna"), host.As("ben"));
        var task = await Claimed("task-delegate");

        Assert.Equal(HttpStatusCode.NoContent, (await anna.Post($"/task/{task}/delegate", new { userId = "ben" })).Status);
        var pending = (await ben.Get($"/task/{task}")).Json;
        Assert.Equal(("ben", "anna", "PENDING"), ((string?)pending["assignee"], (string?)pending["owner"], (string?)pending["delegationState"]));
        Assert.Contains((await anna.Get("/task?owner=anna&delegationState=PENDING")).Json.AsArray(), t => (string?)t!["id"] == task);
        Golden.Equal("""[{"userId":"anna","groupId":null,"type":"owner"}]""", (await ben.Get($"/task/{task}/identity-links?type=owner")).Json);

        var refused = await ben.Post($"/task/{task}/complete", new { });
        Assert.Equal(HttpStatusCode.Conflict, refused.Status);
        Assert.Contains("Give it back (resolve it)", refused.Message, StringComparison.Ordinal);
        var resolved = await ben.Post($"/task/{task}/resolve", new { variables = new { checkedBy = new { value = "ben", type = "String" } } });
        Assert.Equal(HttpStatusCode.NoContent, resolved.Status);

        var back = (await anna.Get($"/task/{task}")).Json;
        Assert.Equal(("anna", "RESOLVED"), ((string?)back["assignee"], (string?)back["delegationState"]));
        Assert.Equal("ben", (string?)(await anna.Get($"/task/{task}/variables/checkedBy")).Json["value"]);
        Assert.Equal(HttpStatusCode.NoContent, (await anna.Post($"/task/{task}/complete", new { })).Status);
        Assert.Equal("anna", (string?)Assert.Single((await host.As("demo").Get($"/history/task?taskId={task}&taskOwner=anna")).Json.AsArray())!["owner"]);
        Assert.Equal(1, (await host.As("demo").Get($"/history/user-operation/count?taskId={task}&operationType=Delegate")).Count);
    }

    [Fact]
    public async Task A_task_that_is_not_delegated_is_not_resolved_and_needs_a_person()
    {
        var task = await Claimed("task-resolve");

        Assert.Equal(HttpStatusCode.BadRequest, (await host.As("anna").Post($"/task/{task}/resolve", new { })).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await host.As("anna").Post($"/task/{task}/delegate", new { })).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await host.As("carl").Post($"/task/{task}/delegate", new { userId = "ben" })).Status);
    }

    [Fact]
    public async Task Candidates_come_and_go()
    {
        var mark = host.As("mark");
        var task = await Claimed("task-links");

        foreach (var link in (object[])[new { userId = "carl", type = "candidate" }, new { groupId = "sales", type = "candidate" }, new { userId = "mark", type = "owner" }])
            Assert.Equal(HttpStatusCode.NoContent, (await mark.Post($"/task/{task}/identity-links", link)).Status);
        foreach (var link in (object[])[new { groupId = "accounting", type = "candidate" }, new { userId = "anna", type = "assignee" }])
            Assert.Equal(HttpStatusCode.NoContent, (await mark.Post($"/task/{task}/identity-links/delete", link)).Status);

        Golden.Equal("""
            [{"userId":"mark","groupId":null,"type":"owner"},{"userId":"carl","groupId":null,"type":"candidate"},{"userId":null,"groupId":"sales","type":"candidate"}]
            """, (await mark.Get($"/task/{task}/identity-links")).Json);
        Assert.Equal(HttpStatusCode.BadRequest, (await mark.Post($"/task/{task}/identity-links", new { userId = "carl", groupId = "sales", type = "candidate" })).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await mark.Post($"/task/{task}/identity-links", new { userId = "carl", type = "watcher" })).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await host.As("ben").Post($"/task/{task}/identity-links", new { userId = "ben", type = "candidate" })).Status);
    }

    [Fact]
    public async Task A_task_is_put_as_it_shall_be()
    {
        var mark = host.As("mark");
        var task = await Claimed("task-put");
        var before = (await mark.Get($"/task/{task}")).Json;

        Assert.Equal(HttpStatusCode.NoContent, (await mark.Put($"/task/{task}", before)).Status);
        Assert.Equal(before.ToJsonString(), (await mark.Get($"/task/{task}")).Json.ToJsonString());
        var body = new { name = "Approve now", description = "Urgent.", owner = "mark", assignee = "ben", priority = 80, due = "2031-01-31T12:00:00.000+0000", followUp = (string?)null, delegationState = "RESOLVED" };
        Assert.Equal(HttpStatusCode.NoContent, (await mark.Put($"/task/{task}", body)).Status);

        var after = (await mark.Get($"/task/{task}")).Json;
        Assert.Equal(("Approve now", "Urgent.", "mark", "ben", 80, "2031-01-31T12:00:00.000+0000", "RESOLVED"),
            ((string?)after["name"], (string?)after["description"], (string?)after["owner"], (string?)after["assignee"], (int)after["priority"]!, (string?)after["due"], (string?)after["delegationState"]));
        Assert.Equal(HttpStatusCode.BadRequest, (await mark.Put($"/task/{task}", new { assignee = "ben", priority = 101 })).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await mark.Put($"/task/{task}", new { delegationState = "LENT" })).Status);
        Assert.Equal("Approve now", (string?)(await mark.Get($"/task/{task}")).Json["name"]);
    }

    async Task<string> Claimed(string process)
    {
        var instance = await host.As("demo").Started(process, SmallProcesses.UserTask(process));
        var task = await host.As("anna").TaskOf(instance);
        Assert.Equal(HttpStatusCode.NoContent, (await host.As("anna").Post($"/task/{task}/claim", new { userId = "anna" })).Status);
        return task;
    }
}
