using System.Text;

namespace Bpm.Storage.Tests;

public sealed class SqliteDefinitionStoreTests() : DefinitionStoreTests(new SqliteTestDatabase());

public sealed class SqlServerDefinitionStoreTests() : DefinitionStoreTests(new SqlServerTestDatabase());

public abstract class DefinitionStoreTests(TestDatabase place) : StorageContract(place)
{
    DefinitionStore Store => new(Database, Queue, Keys);

    [Fact]
    public async Task A_deployed_process_is_found_with_the_file_it_was_read_from()
    {
        var deployed = await Store.Deploy(Deployment("<a/>"), Ct);

        var definition = (await Store.Latest("invoice", Ct))!;
        Assert.Equal((deployed.Definitions[0].DefinitionKey, 1, "Invoice", true), (definition.DefinitionKey, definition.Version, definition.Name, definition.IsLatest));
        Assert.Equal(definition, await Store.Find(definition.DefinitionKey, Ct));
        var xml = (await Store.LoadXml(definition.DefinitionKey, Ct))!;
        Assert.Equal(("invoice.bpmn", "<a/>"), (xml.Name, Encoding.UTF8.GetString(xml.Content)));
        Assert.Equal("Deploy", await Single<string>("SELECT action FROM audit WHERE actor = 'mo'"));
        Assert.Null(await Store.Latest("other", Ct));
    }

    [Fact]
    public async Task A_model_is_shown_in_the_encoding_that_it_declares()
    {
        const string xml = """<?xml version="1.0" encoding="ISO-8859-1"?><a name="Größe"/>""";
        var deployed = await Store.Deploy(Deployment("") with { Resources = [new("invoice.bpmn", Encoding.Latin1.GetBytes(xml))] }, Ct);

        Assert.Equal(xml, await new Definitions(Database).Xml(deployed.Definitions[0].DefinitionKey, Ct));
    }

    [Fact]
    public async Task The_same_content_again_makes_no_new_version()
    {
        var first = await Store.Deploy(Deployment("<a/>"), Ct);

        var again = await Store.Deploy(Deployment("<a/>"), Ct);

        Assert.False(again.IsNew);
        Assert.Equal(first.DeploymentKey, again.DeploymentKey);
        Assert.Equal(first.Definitions[0] with { IsNew = false }, Assert.Single(again.Definitions));
        Assert.Equal(1, await Single<long>("SELECT COUNT(*) FROM deployment"));
    }

    [Fact]
    public async Task Without_the_filter_the_same_content_is_a_new_version()
    {
        await Store.Deploy(Deployment("<a/>"), Ct);

        var again = await Store.Deploy(Deployment("<a/>") with { FilterDuplicates = false }, Ct);

        Assert.Equal((true, 2), (again.IsNew, again.Definitions[0].Version));
    }

    [Fact]
    public async Task A_new_version_takes_over_message_starts_and_start_timers()
    {
        var first = await Store.Deploy(Deployment("<a/>"), Ct);
        Assert.Equal([new(first.Definitions[0].DefinitionKey, "onOrder")], await Store.MessageStarts("order", Ct));

        var second = await Store.Deploy(Deployment("<b/>"), Ct);

        var key = second.Definitions[0].DefinitionKey;
        Assert.Equal([new(key, "onOrder")], await Store.MessageStarts("order", Ct));
        Assert.Equal((0L, key, "everyDay"), await Single<(long, long, string)>("SELECT instance_key, definition_key, element_id FROM job"));
        Assert.Equal([2], (await Store.AllLatestVersions(Ct)).Select(d => d.Version));
        Assert.Equal(2, await Single<long>("SELECT COUNT(*) FROM process_definition"));
    }

    [Fact]
    public async Task A_start_timer_fires_once_for_each_instant()
    {
        await Store.Deploy(Deployment("<a/>"), Ct);
        var job = Assert.Single(await Work.ClaimDue(new(Now, "node", Now.AddMinutes(1), 10, JobSelection.Own), Ct));
        var held = new JobLock(job.Key, "node");
        Assert.Equal((0, "PT1H", 2), (job.InstanceKey, job.RepeatEvery, job.RepeatsLeft));

        var started = (await NewSteps()).Create() with { Lock = held, NextFiring = new(Now.AddHours(1), 1) };
        Assert.Equal(CommitResult.Committed, await Queue.Commit(started, Ct));
        Assert.Equal(CommitResult.LockLost, await Queue.Commit((await NewSteps()).Create() with { Lock = held }, Ct));

        var next = (await Work.Find(job.Key, Ct))!;
        Assert.Equal((Now.AddHours(1), 1, null), (next.DueAt, next.RepeatsLeft, next.LockOwner));
        Assert.Equal(1, await Single<long>("SELECT COUNT(*) FROM process_instance"));

        await Work.Claim(held, Now.AddHours(1), Now.AddHours(2), Ct);
        Assert.Equal(CommitResult.Committed, await Queue.Commit((await NewSteps()).Create() with { Lock = held }, Ct));
        Assert.Null(await Work.Find(job.Key, Ct));
    }

    [Fact]
    public async Task A_start_timer_that_failed_waits()
    {
        await Store.Deploy(Deployment("<a/>"), Ct);
        var job = Assert.Single(await Work.ClaimDue(new(Now, "node", Now.AddMinutes(1), 10, JobSelection.Own), Ct));

        Assert.True(await Work.Defer(new(job.Key, "node"), Now.AddMinutes(5), 2, "no such script", Ct));

        Assert.Equal(Now.AddMinutes(5), await Work.NextDue(JobSelection.Own, Ct));
        Assert.Equal("no such script", (await Work.Find(job.Key, Ct))!.LastError);
    }

    [Fact]
    public async Task Forms_have_versions_of_their_own()
    {
        var first = await Store.Deploy(Deployment("<a/>"), Ct);
        var second = await Store.Deploy(Deployment("<a/>") with { Forms = [new("approve", """{"v":2}""")] }, Ct);

        Assert.Equal((true, 2), (second.IsNew, second.Forms[0].Version));
        Assert.False(second.Definitions[0].IsNew);
        Assert.Equal("""{"v":2}""", (await Store.LatestForm("approve", Ct))!.SchemaJson);
        Assert.Equal("{}", (await Store.FormOfVersion("approve", 1, Ct))!.SchemaJson);
        Assert.Equal("{}", (await Store.FormOfDeployment("approve", first.DeploymentKey, Ct))!.SchemaJson);
        Assert.Null(await Store.LatestForm("other", Ct));
    }

    [Fact]
    public async Task A_form_deployed_unchanged_beside_a_new_process_belongs_to_that_deployment()
    {
        var first = await Store.Deploy(WithForm("<a/>", "{}"), Ct);
        var second = await Store.Deploy(WithForm("<b/>", "{}"), Ct);
        var third = await Store.Deploy(WithForm("<c/>", """{"v":2}"""), Ct);
        var without = await Store.Deploy(Deployment("<d/>") with { Forms = [] }, Ct);
        Assert.Equal((true, false), (second.IsNew, second.Forms[0].IsNew));

        Assert.Equal([1, 1, 2, null], await Versions(async key => (await Store.FormOfDeployment("approve", key, Ct))?.Version));
        Assert.Equal([1, 1, 2, null], await Versions(async key => (await new Forms(Database).InDeployment("approve", key, Ct))?.Version));

        async Task<IEnumerable<int?>> Versions(Func<long, Task<int?>> find)
        {
            List<int?> found = [];
            foreach (var deployment in new[] { first, second, third, without }) found.Add(await find(deployment.DeploymentKey));
            return found;
        }
    }

    [Fact]
    public async Task Deployments_at_once_get_versions_in_a_row()
    {
        await using var otherQueue = new CommitQueue(new Database(Place.Options));
        var other = new DefinitionStore(Database, otherQueue, new KeySource(otherQueue));

        await Task.WhenAll(Enumerable.Range(0, 8).Select(i => (i % 2 == 0 ? Store : other).Deploy(Deployment($"<a{i}/>"), Ct)));

        Assert.Equal([1, 2, 3, 4, 5, 6, 7, 8], await Query<int>("SELECT version FROM process_definition ORDER BY version"));
        Assert.Equal([8], await Query<int>("SELECT version FROM process_definition WHERE is_latest = 1"));
    }

    static NewDeployment WithForm(string xml, string schema)
    {
        var deployment = Deployment(xml);
        return deployment with
        {
            Resources = [.. deployment.Resources, new("approve.form", Encoding.UTF8.GetBytes(schema))],
            Forms = [new("approve", schema)],
        };
    }

    static NewDeployment Deployment(string xml) => new(
        "invoices", "test", Steps.Start, "mo", [new("invoice.bpmn", Encoding.UTF8.GetBytes(xml))],
        [
            new(
                "invoice", "Invoice", "1.0", "invoice.bpmn", IsStartable: true, HistoryDays: null,
                [new("order", "onOrder")], [new("everyDay", Steps.Start, 2, "PT1H")]),
        ],
        [new("approve", "{}")]);
}
