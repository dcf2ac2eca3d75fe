using System.Collections.Concurrent;

namespace Bpm.Runtime.Tests;

public sealed class NotificationTests : IDisposable
{
    readonly TestDatabase _database = new();

    [Fact]
    public async Task A_listener_hears_of_a_change_on_its_own_node_at_once()
    {
        await using var node = await TestNode.Start(_database);
        await node.Deploy(Models.UserTask());
        var task = await node.OpenTask((await node.StartProcess()).Key);
        var heard = new TaskCompletionSource<Change>();
        using var subscription = node.Notifications.Subscribe(change => { heard.TrySetResult(change); return Task.CompletedTask; });

        await node.Engine.Claim(await node.Actor("anna"), task.TaskKey);

        var change = await heard.Task.WaitAsync(TimeSpan.FromSeconds(30));
        Assert.Equal((task.TaskKey, "ClaimUserTask", "anna"), (change.TaskKey, change.Action, change.Actor));
    }

    [Fact]
    public async Task A_listener_hears_of_another_nodes_change_once_and_not_again_of_its_own()
    {
        await using var node = await TestNode.Start(_database);
        await using var other = await TestNode.Start(_database);
        await node.Deploy(Models.UserTask());
        var task = await node.OpenTask((await node.StartProcess()).Key);
        var heard = new ConcurrentQueue<Change>();
        var twice = new TaskCompletionSource();
        using var subscription = node.Notifications.Subscribe(change =>
        {
            heard.Enqueue(change);
            if (heard.Count == 2) twice.TrySetResult();
            return Task.CompletedTask;
        });
        var feed = node.Get<ChangeFeed>();
        await feed.Step(CancellationToken.None);

        await node.Engine.Claim(await node.Actor("anna"), task.TaskKey);
        await other.Engine.Release(await other.Actor("anna"), task.TaskKey);
        await feed.Step(CancellationToken.None);
        await feed.Step(CancellationToken.None);

        await twice.Task.WaitAsync(TimeSpan.FromSeconds(30));
        Assert.Equal(["ClaimUserTask", "ReleaseUserTask"], heard.Select(c => c.Action).Order());
    }

    public void Dispose() => _database.Dispose();
}
