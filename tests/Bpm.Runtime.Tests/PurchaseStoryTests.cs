using Bpm.Feel;
using Bpm.Storage;

namespace Bpm.Runtime.Tests;

/// <summary>The shipped purchase request with its decisions, as demo mode deploys them.</summary>
public sealed class PurchaseStoryTests : IDisposable
{
    readonly TestDatabase _database = new();

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(400, "it", null, 500)]
    [InlineData(400, "travel", "accounting", 300)]
    [InlineData(5000, "office", "accounting", 100)]
    [InlineData(5001, "it", "management", 500)]
    public async Task The_limits_say_who_approves(int amount, string category, string? approvers, int freeAmount)
    {
        await using var node = await TestNode.Start(_database, new BpmOptions { Data = _database.Folder, Demo = true, DemoProcesses = Processes() });

        var instance = await node.StartProcess("purchase-request", ("item", new FeelString("a thing")), ("amount", FeelNumber.Of(amount)), ("category", new FeelString(category)));

        Assert.Equal(approvers is null, instance.HasEnded);
        if (approvers is not null) Assert.Equal(approvers, Assert.Single(await Groups(node, (await node.OpenTask(instance.Key)).TaskKey)));
        var evaluation = Assert.Single(await node.Get<DecisionEvaluations>().OfInstance(instance.Key, Ct));
        Assert.Equal(["free-amount", "purchase-limits"], evaluation.Trace.Select(t => t.DecisionId));
        Assert.Equal(FeelNumber.Of(freeAmount), evaluation.Trace[0].Value);
    }

    [Fact]
    public async Task A_required_input_that_nobody_has_set_is_an_incident_that_names_it_and_its_cell()
    {
        await using var node = await TestNode.Start(_database, new BpmOptions { Data = _database.Folder, Demo = true, DemoProcesses = Processes() });

        var instance = await node.StartProcess("purchase-request", ("item", new FeelString("a thing")), ("amount", FeelNumber.Of(400)));

        var incident = Assert.Single(await node.Get<Incidents>().List(new IncidentQuery { InstanceKey = instance.Key }, Slice.All, Ct));
        Assert.Equal("decision", incident.Kind);
        Assert.Contains("»category«", incident.Message, StringComparison.Ordinal);
        Assert.Contains("Variables in scope: amount, item, requester.", incident.Message, StringComparison.Ordinal);
    }

    static async Task<IEnumerable<string>> Groups(TestNode node, long taskKey)
    {
        await using var connection = await node.Database.Open(Ct);
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT candidate_id FROM task_candidate WHERE kind = 'group' AND task_key = {taskKey}";
        return [(string)(await command.ExecuteScalarAsync(Ct))!];
    }

    static string Processes()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "Bpm.sln"))) folder = folder.Parent;
        return Path.Combine(folder.FullName, "processes");
    }

    public void Dispose() => _database.Dispose();
}
