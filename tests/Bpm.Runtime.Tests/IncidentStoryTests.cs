using Bpm.Engine;
using Bpm.Feel;
using Bpm.Storage;

namespace Bpm.Runtime.Tests;

/// <summary>The shipped incident handling: people choose, another process is called, messages come, customers are told one by one.</summary>
public sealed class IncidentStoryTests : IDisposable
{
    readonly TestDatabase _database = new();

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task People_choose_what_an_incident_needs_and_every_customer_is_told()
    {
        await using var node = await TestNode.Start(_database, new BpmOptions { Data = _database.Folder, Demo = true, DemoProcesses = Processes() });
        var ben = await node.Actor("ben");
        var key = await Report(node);
        Assert.Equal(["analyse", "ask", "repair"], (await node.Engine.EnabledAdHocActivities(key, Ct)).Select(a => a.ElementId));

        var stranger = await node.Engine.StartAdHocActivity(await node.Actor("dora"), (await node.Engine.EnabledAdHocActivities(key, Ct))[0].ScopeKey, "repair", VariableSet.Empty, Ct);
        Assert.Equal(RejectionKind.Forbidden, stranger.Rejection?.Kind);

        await Start(node, ben, key, "repair");
        await node.RunDueWork();
        var child = Assert.Single(await node.Get<InstanceOverview>().List(new InstanceQuery { CalledByInstance = key }, Slice.All, Ct));
        Assert.Equal("INC-7", child.BusinessKey);
        await Do(node, ben, (await Tasks(node, child.InstanceKey)).Single(), ("repair", new FeelString("a new fuse")));
        var released = await node.Engine.CorrelateMessage(ben, new MessageRequest("repair-released", VariableSet.Empty) { BusinessKey = "INC-7" }, Ct);
        Assert.True(released.IsDone, released.Rejection?.Message);
        await node.RunDueWork();
        Assert.Empty(await Tasks(node, key));

        await Start(node, ben, key, "analyse");
        await Do(node, ben, (await Tasks(node, key)).Single(), ("cause", new FeelString("an old fuse")), ("solved", FeelBoolean.True));

        var told = await Tasks(node, key);
        Assert.Equal(["Kontor", "Lindner"], (await Task.WhenAll(told.Select(t => node.Engine.PlaceInLoop(t, Ct)))).Select(p => p!.Item!.Text));
        Assert.Equal((2, 0), Assert.Single(await node.Engine.Loops(key, Ct)) is var loop ? (loop.Total, loop.Done) : default);
        foreach (var task in told) await Do(node, await node.Actor("dora"), task, ("told", new FeelString("it works again")));
        Assert.Equal("completed", (await node.Get<InstanceOverview>().Find(key, Ct))!.State);
    }

    [Fact]
    public async Task A_withdrawn_incident_ends_with_all_that_was_open_in_it()
    {
        await using var node = await TestNode.Start(_database, new BpmOptions { Data = _database.Folder, Demo = true, DemoProcesses = Processes() });
        var ben = await node.Actor("ben");
        var key = await Report(node);
        await Start(node, ben, key, "repair");
        await Start(node, ben, key, "analyse");
        await node.RunDueWork();

        var reply = await node.Engine.CorrelateMessage(ben, new MessageRequest("incident-withdrawn", VariableSet.Empty) { BusinessKey = "INC-7" }, Ct);
        await node.RunDueWork();

        Assert.True(reply.IsDone, reply.Rejection?.Message);
        Assert.Empty(await Tasks(node, key));
        Assert.Equal("completed", (await node.Get<InstanceOverview>().Find(key, Ct))!.State);
        Assert.Equal("cancelled", Assert.Single(await node.Get<InstanceOverview>().List(new InstanceQuery { CalledByInstance = key }, Slice.All, Ct)).State);
    }

    static async Task<long> Report(TestNode node)
    {
        var reply = await node.Engine.Start(await node.Actor("carl"), StartRequest.Process("incident-handling", VariableSet.Of(
            ("number", new FeelString("INC-7")), ("title", new FeelString("No light")), ("affected", new FeelString("Kontor, Lindner")))), Ct);
        Assert.True(reply.IsDone, reply.Rejection?.Message);
        return reply.Value!.Key;
    }

    static async Task Start(TestNode node, Actor actor, long key, string activity)
    {
        var enabled = (await node.Engine.EnabledAdHocActivities(key, Ct)).Single(a => a.ElementId == activity);
        var reply = await node.Engine.StartAdHocActivity(actor, enabled.ScopeKey, activity, VariableSet.Empty, Ct);
        Assert.True(reply.IsDone, reply.Rejection?.Message);
    }

    static async Task Do(TestNode node, Actor actor, long task, params (string Name, FeelValue Value)[] answers)
    {
        var claimed = await node.Engine.Claim(actor, task, Ct);
        Assert.True(claimed.IsDone, claimed.Rejection?.Message);
        var reply = await node.Engine.Complete(actor, task, VariableSet.Of(answers), Ct);
        Assert.True(reply.IsDone, reply.Rejection?.Message);
    }

    static async Task<IReadOnlyList<long>> Tasks(TestNode node, long key) =>
        [.. (await node.Get<UserTasks>().List(new UserTaskQuery { InstanceKey = key, IsOpen = true }, Slice.All, Ct)).Select(t => t.TaskKey)];

    static string Processes()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "Bpm.sln"))) folder = folder.Parent;
        return Path.Combine(folder.FullName, "processes");
    }

    public void Dispose() => _database.Dispose();
}
