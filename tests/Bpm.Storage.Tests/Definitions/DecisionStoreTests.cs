using System.Text;

namespace Bpm.Storage.Tests;

public sealed class SqliteDecisionStoreTests() : DecisionStoreTests(new SqliteTestDatabase());

public sealed class SqlServerDecisionStoreTests() : DecisionStoreTests(new SqlServerTestDatabase());

public abstract class DecisionStoreTests(TestDatabase place) : StorageContract(place)
{
    DefinitionStore Deployments => new(Database, Queue, Keys);

    DecisionStore Store => new(Database);

    [Fact]
    public async Task A_deployed_decision_is_found_in_every_way_that_binds_it()
    {
        var first = await Deploy("<a/>", tag: "spring");
        var second = await Deploy("<b/>", tag: "spring");
        var third = await Deploy("<c/>");

        Assert.Equal([1, 2, 3], new[] { first, second, third }.Select(d => d.Decisions[0].Version));
        Assert.Equal(3, (await Store.Latest("limits", Ct))!.Version);
        Assert.Equal(1, (await Store.Version("limits", 1, Ct))!.Version);
        Assert.Equal(2, (await Store.Tagged("limits", "spring", Ct))!.Version);
        Assert.Equal(2, (await Store.InDeployment("limits", second.DeploymentKey, Ct))!.Version);
        Assert.Equal(await Store.Latest("limits", Ct), await Store.Find(third.Decisions[0].DecisionKey, Ct));
        Assert.Equal("<c/>", Encoding.UTF8.GetString((await Store.File(third.Decisions[0].DecisionKey, Ct))!.Content));
        Assert.Null(await Store.Latest("other", Ct));
        Assert.Null(await Store.Tagged("limits", "autumn", Ct));
        Assert.Equal([3], await Query<int>("SELECT version FROM decision_definition WHERE is_latest = 1"));
    }

    [Fact]
    public async Task The_same_content_again_makes_no_new_version()
    {
        var first = await Deploy("<a/>");

        var again = await Deploy("<a/>");

        Assert.False(again.IsNew);
        Assert.Equal(first.DeploymentKey, again.DeploymentKey);
        Assert.Equal(first.Decisions[0] with { IsNew = false }, Assert.Single(again.Decisions));
    }

    [Fact]
    public async Task A_decision_deployed_unchanged_beside_something_new_belongs_to_that_deployment()
    {
        var first = await Deploy("<a/>");
        var beside = await Deployments.Deploy(
            Deployment("<a/>") with { Resources = [.. Deployment("<a/>").Resources, new("f.form", "{}"u8.ToArray())], Forms = [new("f", "{}")] }, Ct);

        Assert.False(beside.Decisions[0].IsNew);
        Assert.Equal(first.Decisions[0].DecisionKey, (await Store.InDeployment("limits", beside.DeploymentKey, Ct))!.DecisionKey);
    }

    [Fact]
    public async Task A_file_is_another_content_when_what_it_imports_is_another()
    {
        await Importing("<types/>");

        Assert.False((await Importing("<types/>")).Decisions[0].IsNew);
        var changed = await Importing("<types2/>");

        Assert.Equal((true, 2), (changed.Decisions[0].IsNew, changed.Decisions[0].Version));
        Assert.Equal(["limits.dmn", "types.dmn"], (await Store.FilesOfItsDeployment(changed.Decisions[0].DecisionKey, Ct)).Select(f => f.Name));

        Task<StoredDeployment> Importing(string types) => Deployments.Deploy(Deployment("<a/>") with
        {
            Resources = [.. Deployment("<a/>").Resources, new("types.dmn", Encoding.UTF8.GetBytes(types))],
            Decisions = [Deployment("<a/>").Decisions[0] with { ImportedResources = ["types.dmn"] }],
        }, Ct);
    }

    [Fact]
    public async Task A_process_gets_a_new_version_with_the_decision_that_it_binds_by_deployment()
    {
        await Binding("<a/>");

        Assert.False((await Binding("<a/>")).Definitions[0].IsNew);
        Assert.Equal(2, (await Binding("<b/>")).Definitions[0].Version);

        Task<StoredDeployment> Binding(string dmn) => Deployments.Deploy(Deployment(dmn) with
        {
            Resources = [.. Deployment(dmn).Resources, new("p.bpmn", "<p/>"u8.ToArray())],
            Definitions = [new("p", null, null, "p.bpmn", true, null, [], []) { BoundResources = ["limits.dmn"] }],
        }, Ct);
    }

    [Fact]
    public async Task Reads_list_what_is_deployed()
    {
        var deployed = await Deploy("<a/>", tag: "spring");
        await Deploy("<b/>");
        var reads = new DecisionDefinitions(Database);

        Assert.Equal([2, 1], (await reads.Versions("limits", Ct)).Select(d => d.Version));
        Assert.Equal(2, Assert.Single(await reads.Latest(Ct)).Version);
        var row = Assert.Single(await reads.List(new DecisionQuery { VersionTag = "spring" }, Slice.All, Ct));
        Assert.Equal(row, await reads.Find(deployed.Decisions[0].DecisionKey, Ct));
        Assert.Equal(("Limits", "rules", "limits.dmn", false), (row.Label, row.RequirementsId, row.ResourceName, row.IsLatest));
        Assert.Equal("<a/>", await reads.Xml(row.DecisionKey, Ct));
        Assert.Equal(2, await reads.Count(new DecisionQuery { DecisionIdLike = "lim%" }, Ct));
    }

    Task<StoredDeployment> Deploy(string dmn, string? tag = null) => Deployments.Deploy(Deployment(dmn, tag), Ct);

    static NewDeployment Deployment(string dmn, string? tag = null) =>
        new("rules", "test", Steps.Start, "mo", [new("limits.dmn", Encoding.UTF8.GetBytes(dmn))], [], [])
        {
            Decisions = [new("limits", "Limits", tag, "rules", "Rules", 30, "limits.dmn", [])],
        };
}
