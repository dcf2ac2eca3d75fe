using System.Net;
using Bpm.Web.Tests.Support;

namespace Bpm.Web.Tests.Api;

public sealed class VariableDeletionTests(ProductHost host)
{
    static readonly object Three = new { a = new { value = 1 }, b = new { value = 2 }, c = new { value = 3 } };

    [Fact]
    public async Task A_variable_of_an_instance_is_deleted()
    {
        var demo = host.As("demo");
        var instance = await demo.Started("delete-instance", SmallProcesses.UserTask("delete-instance"), Three);

        Assert.Equal(HttpStatusCode.NoContent, (await demo.Delete($"/process-instance/{instance}/variables/a")).Status);
        Assert.Equal(HttpStatusCode.NoContent, (await demo.Delete($"/execution/{instance}/localVariables/b")).Status);
        Assert.Equal(HttpStatusCode.NoContent, (await demo.Delete($"/process-instance/{instance}/variables/nothing")).Status);

        Assert.Equal(["c"], await Names(demo, $"/process-instance/{instance}/variables"));
        Assert.Equal(HttpStatusCode.NotFound, (await demo.Get($"/process-instance/{instance}/variables/a")).Status);
        Assert.Empty((await demo.Get($"/variable-instance?processInstanceIdIn={instance}&variableName=a")).Json.AsArray());
        Assert.Equal(HttpStatusCode.NotFound, (await demo.Delete("/process-instance/1048576000000/variables/a")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await host.As("anna").Delete($"/process-instance/{instance}/variables/c")).Status);
    }

    [Fact]
    public async Task Variables_are_set_and_deleted_in_one_step()
    {
        var demo = host.As("demo");
        var instance = await demo.Started("delete-modify", SmallProcesses.UserTask("delete-modify"), Three);

        var changed = await demo.Post($"/process-instance/{instance}/variables", new { modifications = new { d = new { value = 4 }, a = new { value = 5 } }, deletions = (string[])["a", "b"] });

        Assert.Equal(HttpStatusCode.NoContent, changed.Status);
        Assert.Equal(["c", "d"], await Names(demo, $"/process-instance/{instance}/variables"));
        Assert.Equal(1, (await demo.Get($"/history/user-operation/count?processInstanceId={instance}&operationType=SetVariables")).Count);
    }

    [Fact]
    public async Task From_a_task_the_variable_that_it_sees_is_deleted()
    {
        var (demo, anna) = (host.As("demo"), host.As("anna"));
        var instance = await demo.Started("delete-task", SmallProcesses.UserTask("delete-task"), Three);
        var task = await anna.TaskOf(instance);
        await anna.Post($"/task/{task}/claim", new { userId = "anna" });
        await anna.Put($"/task/{task}/localVariables/a", new { value = "own" });

        Assert.Equal(HttpStatusCode.NoContent, (await anna.Delete($"/task/{task}/variables/a")).Status);
        Assert.Equal(1, (int)(await anna.Get($"/task/{task}/variables/a")).Json["value"]!);
        Assert.Equal(HttpStatusCode.NoContent, (await anna.Delete($"/task/{task}/localVariables/a")).Status);
        Assert.Equal(HttpStatusCode.NoContent, (await anna.Post($"/task/{task}/variables", new { deletions = (string[])["a", "b"] })).Status);

        Assert.Equal(["c"], await Names(anna, $"/task/{task}/variables"));
        Assert.Equal(HttpStatusCode.Forbidden, (await host.As("carl").Delete($"/task/{task}/variables/c")).Status);
    }

    static async Task<IEnumerable<string>> Names(HttpClient client, string path) => (await client.Get(path)).Json.AsObject().Select(v => v.Key).Order();
}
