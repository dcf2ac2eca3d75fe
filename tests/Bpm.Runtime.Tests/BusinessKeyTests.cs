using Bpm.Engine;
using Bpm.Storage;

namespace Bpm.Runtime.Tests;

/// <summary>A business key that is to be unique belongs to one open instance of its process.</summary>
public sealed class BusinessKeyTests : IDisposable
{
    readonly TestDatabase _database = new();

    [Fact]
    public async Task A_key_that_an_open_instance_has_is_refused_and_the_refusal_names_it()
    {
        await using var node = await TestNode.Start(_database);
        await node.Deploy(Models.UserTask());
        var first = (await Start(node, BusinessKeyPolicy.Share)).Value!;

        var refused = await Start(node, BusinessKeyPolicy.Fail);

        Assert.Equal(RejectionKind.Conflict, refused.Rejection?.Kind);
        Assert.Contains($"{first.Key}", refused.Rejection!.Message, StringComparison.Ordinal);
        Assert.True((await Start(node, BusinessKeyPolicy.Share)).IsDone);
    }

    [Fact]
    public async Task The_open_instance_is_returned_when_it_is_asked_for()
    {
        await using var node = await TestNode.Start(_database);
        await node.Deploy(Models.UserTask());

        var first = (await Start(node, BusinessKeyPolicy.ReturnExisting)).Value!;
        var second = (await Start(node, BusinessKeyPolicy.ReturnExisting)).Value!;

        Assert.Equal((first.Key, false, true), (second.Key, first.WasThere, second.WasThere));
        Assert.Equal(RejectionKind.Invalid, (await Start(node, BusinessKeyPolicy.Fail, "")).Rejection?.Kind);
    }

    [Fact]
    public async Task A_key_is_free_again_when_its_instance_has_ended()
    {
        await using var node = await TestNode.Start(_database);
        await node.Deploy(Models.UserTask());
        var first = (await Start(node, BusinessKeyPolicy.Fail)).Value!;

        Assert.True((await node.Engine.CancelInstance(await node.Actor("olga"), first.Key, null)).IsDone);

        Assert.True((await Start(node, BusinessKeyPolicy.Fail)).IsDone);
    }

    [Fact]
    public async Task Of_many_that_start_at_once_on_two_nodes_one_instance_comes()
    {
        await using var node = await TestNode.Start(_database);
        await using var other = await TestNode.Start(_database);
        await node.Deploy(Models.UserTask());

        var replies = await Task.WhenAll(Enumerable.Range(0, 10).Select(i => Start(i % 2 == 0 ? node : other, BusinessKeyPolicy.ReturnExisting)));

        Assert.Single(replies.Select(r => r.Value!.Key).Distinct());
        Assert.Equal(1, await node.Get<UserTasks>().Count(new UserTaskQuery(), CancellationToken.None));
    }

    static async Task<Reply<StartedInstance>> Start(TestNode node, BusinessKeyPolicy policy, string businessKey = "B-1") => await node.Engine.Start(
        await node.Actor("carl"), StartRequest.Process("test", VariableSet.Empty, businessKey) with { BusinessKeyPolicy = policy });

    public void Dispose() => _database.Dispose();
}
