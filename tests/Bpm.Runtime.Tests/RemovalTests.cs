using System.Text;
using Bpm.Engine;
using Bpm.Storage;
using Dapper;

namespace Bpm.Runtime.Tests;

/// <summary>What is deleted is gone for every node, and what others run on stays.</summary>
public sealed class RemovalTests : IDisposable
{
    const string Form = """{"id":"approve","components":[]}""";

    static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    static readonly DefinitionChoice Test = DefinitionChoice.AllOf("test");

    readonly TestDatabase _database = new();

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("form")]
    [InlineData("process")]
    [InlineData("decision")]
    public async Task A_deployment_stays_while_a_later_one_runs_on_what_it_brought_unchanged(string unchanged)
    {
        await using var node = await TestNode.Start(_database);
        string Edition(string what, int number) => what == unchanged ? "1" : $"{number}";
        DeploymentFile[] Files(int number) =>
        [
            File("a.bpmn", Models.UserTask($"camunda:assignee=\"{Edition("process", number)}\"")),
            File("a.dmn", Rules.Expression("rate", Edition("decision", number))),
            File("a.form", Form.Replace("[]", $"[],\"text\":\"{Edition("form", number)}\"", StringComparison.Ordinal)),
        ];
        var first = await Deploy(node, "first", Files(1));
        _database.Clock.Advance(Hour);
        var second = await Deploy(node, "second", Files(2));

        var refused = (await Remove(node, first)).Rejection!;

        Assert.Equal(RejectionKind.Conflict, refused.Kind);
        Assert.Contains($"'second' ({second})", refused.Message, StringComparison.Ordinal);
        Assert.Equal(1 + (unchanged == "process" ? 0 : 1), await Number(node, "SELECT COUNT(*) FROM process_definition"));
        Assert.True((await Remove(node, second)).IsDone);
        Assert.True((await Remove(node, first)).IsDone);
        Assert.Equal(0, await Number(node, "SELECT COUNT(*) FROM form"));
    }

    [Fact]
    public async Task A_deployment_goes_though_a_later_one_has_versions_of_its_own_of_the_same_content()
    {
        await using var node = await TestNode.Start(_database);
        var first = await Deploy(node, "first", File("a.bpmn", Models.UserTask()), File("a.form", Form));
        _database.Clock.Advance(Hour);
        var request = new DeploymentRequest("second", null, [File("a.bpmn", Models.UserTask()), File("a.form", Form)], FilterDuplicates: false);
        Assert.True((await node.Engine.Deploy(await node.Actor("mia"), request, Ct)).IsDone);

        Assert.True((await Remove(node, first)).IsDone);

        Assert.Equal(2, (await node.Get<Definitions>().FindLatest("test", Ct))!.Version);
    }

    [Fact]
    public async Task The_start_timer_of_a_suspended_version_that_becomes_the_latest_waits_for_its_activation()
    {
        await using var node = await TestNode.Start(_database);
        await node.Deploy(Models.TimerStart("R3/PT1H"));
        var second = Assert.Single((await node.Deploy(Models.TimerStart("R3/PT2H"))).Definitions).Key;
        await Suspend(node);

        Assert.True((await node.Engine.RemoveDefinition(await node.Actor("mia"), second, withInstances: false, Ct)).IsDone);

        _database.Clock.Advance(Hour * 1.5);
        Assert.Equal(0, await node.Pump.Step());
        Assert.Null(await node.Pump.NextDue(Ct));
        await Activate(node);
        await node.RunDueWork();
        Assert.Equal(1, await Instances(node));
    }

    [Fact]
    public async Task A_start_timer_that_is_claimed_as_its_version_is_suspended_is_held_with_it()
    {
        await using var node = await TestNode.Start(_database);
        await node.Deploy(Models.TimerStart("R3/PT1H"));
        await Suspend(node);
        // As the pump had read it before.
        await Write(node, "UPDATE job SET suspended = 0");
        _database.Clock.Advance(Hour * 1.5);

        Assert.Equal(1, await node.Pump.Step());
        Assert.Equal(0, await node.Pump.Step());

        Assert.Null(await node.Pump.NextDue(Ct));
        await Activate(node);
        await node.RunDueWork();
        Assert.Equal(1, await Instances(node));
    }

    [Fact]
    public async Task A_message_that_waits_starts_the_version_that_becomes_the_latest()
    {
        await using var node = await TestNode.Start(_database);
        await node.Deploy(Models.MessageStart("order"));
        var second = Assert.Single((await node.Deploy(Models.UserTask())).Definitions).Key;
        Assert.True((await node.Engine.PublishMessage(await node.Actor("carl"), new("order", VariableSet.Empty) { TimeToLive = Hour }, Ct)).IsDone);

        Assert.True((await node.Engine.RemoveDefinition(await node.Actor("mia"), second, withInstances: false, Ct)).IsDone);
        await node.RunDueWork();

        Assert.Equal(1, await Instances(node));
    }

    [Fact]
    public async Task Nothing_is_deleted_when_another_version_has_become_the_latest_meanwhile()
    {
        await using var node = await TestNode.Start(_database);
        var first = Assert.Single((await node.Deploy(Models.UserTask())).Definitions).Key;
        var second = Assert.Single((await node.Deploy(Models.MessageStart("order"))).Definitions).Key;
        var starts = new NewDefinition("test", "Test", null, "test.bpmn", true, null, [], []);
        var decided = new RemovedDefinitions([(second, "test")], [(first, starts)], null);
        var third = Assert.Single((await node.Deploy(Models.TimerStart("R3/PT1H"))).Definitions).Key;

        Assert.False(await node.Get<DefinitionRemoval>().Remove(decided, new AuditEntry(_database.Clock.Now, "mia", "RemoveDefinition", "{}"), Ct));

        Assert.Equal(3, await Number(node, "SELECT COUNT(*) FROM process_definition"));
        Assert.Equal(third, await Number(node, "SELECT definition_key FROM process_definition WHERE is_latest = 1"));
    }

    [Fact]
    public async Task Another_node_does_not_start_what_is_deleted()
    {
        await using var node = await TestNode.Start(_database);
        await using var other = await TestNode.Start(_database);
        await node.Deploy(Models.UserTask());
        var second = Assert.Single((await node.Deploy(Models.MessageStart("order"))).Definitions).Key;
        var request = StartRequest.Definition(second, VariableSet.Empty) with { StartEventId = "start" };
        var started = (await other.Engine.Start(await other.Actor("carl"), request, Ct)).Value!;
        Assert.True((await other.Engine.CancelInstance(await other.Actor("olga"), started.Key, null, Ct)).IsDone);
        Assert.True((await node.Engine.RemoveEndedInstance(await node.Actor("olga"), started.Key, Ct)).IsDone);
        Assert.True((await node.Engine.RemoveDefinition(await node.Actor("mia"), second, withInstances: false, Ct)).IsDone);

        var refused = (await other.Engine.Start(await other.Actor("carl"), request, Ct)).Rejection!;

        Assert.Equal((RejectionKind.NotFound, $"Expected a process definition with the key {second}, but there is none."), (refused.Kind, refused.Message));
        Assert.Equal(0, await Number(node, "SELECT COUNT(*) FROM process_instance"));
        Assert.Equal(1, (await node.Get<Definitions>().FindLatest("test", Ct))!.Version);
        Assert.NotEqual(second, (await other.StartProcess()).DefinitionKey);
    }

    static async Task<long> Deploy(TestNode node, string name, params DeploymentFile[] files)
    {
        var reply = await node.Engine.Deploy(await node.Actor("mia"), new DeploymentRequest(name, null, files), Ct);
        Assert.True(reply.IsDone, reply.Rejection?.Message);
        return reply.Value!.DeploymentKey;
    }

    static async Task<Reply> Remove(TestNode node, long deployment) => await node.Engine.RemoveDeployment(await node.Actor("mia"), deployment, withInstances: false, Ct);

    static async Task Suspend(TestNode node) =>
        Assert.True((await node.Engine.SuspendDefinition(await node.Actor("olga"), Test, withInstances: false, null, Ct)).IsDone);

    static async Task Activate(TestNode node) =>
        Assert.True((await node.Engine.ActivateDefinition(await node.Actor("olga"), Test, withInstances: false, null, Ct)).IsDone);

    static Task<int> Instances(TestNode node) => node.Get<InstanceOverview>().Count(new InstanceQuery { ProcessId = "test" }, Ct);

    static async Task<long> Number(TestNode node, string sql)
    {
        await using var connection = await node.Database.Open(Ct);
        return await connection.ExecuteScalarAsync<long>(sql);
    }

    static async Task Write(TestNode node, string sql)
    {
        await using var connection = await node.Database.Open(Ct);
        await connection.ExecuteAsync(sql);
    }

    static DeploymentFile File(string name, string text) => new(name, Encoding.UTF8.GetBytes(text));

    public void Dispose() => _database.Dispose();
}
