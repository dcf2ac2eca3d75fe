using Bpm.Connectors;
using Bpm.Engine;
using Bpm.Feel;
using Bpm.Storage;

namespace Bpm.Runtime.Tests;

public sealed class LengthTests : IDisposable
{
    readonly TestDatabase _database = new();

    [Theory]
    [InlineData(255, true)]
    [InlineData(256, false)]
    public async Task A_business_key_has_at_most_255_characters(int length, bool isShort)
    {
        await using var node = await TestNode.Start(_database);
        await node.Deploy(Models.UserTask());

        Check(await node.Engine.Start(await node.Actor("carl"), StartRequest.Process("test", VariableSet.Empty, Text(length))), isShort, "business key");
    }

    [Theory]
    [InlineData(200, true)]
    [InlineData(201, false)]
    public async Task A_variable_name_has_at_most_200_characters(int length, bool isShort)
    {
        await using var node = await TestNode.Start(_database);
        await node.Deploy(Models.UserTask());
        var variables = VariableSet.Of((Text(length), FeelNumber.Of(1)));
        var carl = await node.Actor("carl");

        Check(await node.Engine.Start(carl, StartRequest.Process("test", variables)), isShort, "variable name");
        var instance = await node.StartProcess();
        var set = await node.Engine.SetVariables(await node.Actor("olga"), instance.Key, variables);
        Assert.Equal(isShort ? null : RejectionKind.Invalid, set.Rejection?.Kind);
        var task = await node.OpenTask(instance.Key);
        Assert.Equal(isShort ? null : RejectionKind.Invalid, (await node.Engine.Complete(await node.Actor("anna"), task.TaskKey, variables)).Rejection?.Kind);
    }

    [Theory]
    [InlineData(200, true)]
    [InlineData(201, false)]
    public async Task A_user_id_that_an_expression_gives_has_at_most_200_characters(int length, bool isShort)
    {
        await using var node = await TestNode.Start(_database);
        await node.Deploy(Models.UserTask("camunda:assignee=\"${who}\""));

        Check(await node.Engine.Start(await node.Actor("carl"), StartRequest.Process("test", VariableSet.Of(("who", new FeelString(Text(length)))))), isShort, "user id");
    }

    [Fact]
    public async Task A_worker_id_has_at_most_150_characters_and_a_topic_200()
    {
        await using var node = await TestNode.Start(_database);
        var demo = await node.Actor("demo");

        Check(await node.Engine.FetchAndLock(demo, Text(150), [Text(200)], 1, TimeSpan.FromMinutes(1)), true, "");
        Check(await node.Engine.FetchAndLock(demo, Text(151), ["topic"], 1, TimeSpan.FromMinutes(1)), false, "worker id");
        Check(await node.Engine.FetchAndLock(demo, "worker", ["topic", Text(201)], 1, TimeSpan.FromMinutes(1)), false, "topic");
    }

    [Fact]
    public async Task A_connector_whose_result_cannot_be_stored_leaves_its_failure_on_the_job()
    {
        await using var node = await TestNode.Start(_database, new RecordingConnector("topic", _ => ConnectorResult.Completed((Text(201), FeelNumber.Of(1)))));
        await node.Deploy(Models.ServiceTask("topic"));
        var instance = await node.StartProcess();

        await node.RunDueWork();

        var job = Assert.Single(await node.Get<Jobs>().List(new JobQuery { InstanceKey = instance.Key }, Slice.All, CancellationToken.None));
        Assert.Equal(2, job.Retries);
        Assert.Contains("variable name", job.LastError, StringComparison.Ordinal);
    }

    static void Check<T>(Reply<T> reply, bool isShort, string named)
    {
        Assert.Equal(isShort, reply.IsDone);
        if (isShort) return;
        Assert.Equal(RejectionKind.Invalid, reply.Rejection!.Kind);
        Assert.Contains(named, reply.Rejection.Message, StringComparison.Ordinal);
    }

    static string Text(int length) => new('x', length);

    public void Dispose() => _database.Dispose();
}
