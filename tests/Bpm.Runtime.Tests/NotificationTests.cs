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

    [Fact]
    public async Task One_look_passes_on_all_that_another_node_did_however_much_it_was()
    {
        const int Many = 501;
        await using var node = await TestNode.Start(_database);
        await using var other = await TestNode.Start(_database);
        var anna = await other.Actor("anna");
        var count = 0;
        var all = new TaskCompletionSource();
        using var subscription = node.Notifications.Subscribe(_ =>
        {
            if (Interlocked.Increment(ref count) == Many) all.TrySetResult();
            return Task.CompletedTask;
        });
        var feed = node.Get<ChangeFeed>();
        await feed.Step(CancellationToken.None);
        for (var i = 0; i < Many; i++) await other.People.SignOut(anna);

        await feed.Step(CancellationToken.None);

        await all.Task.WaitAsync(TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task Only_the_latest_changes_of_a_node_are_remembered()
    {
        await using var node = await TestNode.Start(_database);
        var again = new ConcurrentQueue<string>();
        var heard = new TaskCompletionSource();
        using var subscription = node.Notifications.Subscribe(change =>
        {
            if (change.Action != "first") again.Enqueue(change.Action);
            if (change.Action == "end") heard.TrySetResult();
            return Task.CompletedTask;
        });
        for (var version = 0; version <= PublishedChanges.Most; version++) node.Notifications.Publish(Change(version, "first"));

        node.Notifications.PublishFound(Change(PublishedChanges.Most, "known"));
        node.Notifications.PublishFound(Change(0, "end"));

        await heard.Task.WaitAsync(TimeSpan.FromSeconds(30));
        Assert.DoesNotContain("known", again);
    }

    static Change Change(long version, string action) => new(1, version, null, action, null, DateTimeOffset.UnixEpoch, TouchesTasks: false);

    public void Dispose() => _database.Dispose();
}
