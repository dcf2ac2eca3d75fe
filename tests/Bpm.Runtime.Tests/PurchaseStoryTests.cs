using Bpm.Connectors;
using Bpm.Connectors.Tests;
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
        await using var node = await TestNode.Start(_database, new BpmOptions { Data = _database.Folder, Demo = true, DemoProcesses = Story.Processes });

        var instance = await node.StartProcess("purchase-request", ("item", new FeelString("a thing")), ("amount", FeelNumber.Of(amount)), ("category", new FeelString(category)));

        var task = await node.OpenTask(instance.Key);
        Assert.Equal(approvers is null ? "orderByHand" : "approvePurchase", task.ElementId);
        Assert.Equal(approvers ?? "accounting", Assert.Single(await Groups(node, task.TaskKey)));
        var evaluation = (await node.Get<DecisionEvaluations>().OfInstance(instance.Key, Ct)).Single(e => e.Trace[^1].DecisionId == "purchase-limits");
        Assert.Equal(["free-amount", "purchase-limits"], evaluation.Trace.Select(t => t.DecisionId));
        Assert.Equal(FeelNumber.Of(freeAmount), evaluation.Trace[0].Value);
    }

    [Fact]
    public async Task A_required_input_that_nobody_has_set_is_an_incident_that_names_it_and_its_cell()
    {
        await using var node = await TestNode.Start(_database, new BpmOptions { Data = _database.Folder, Demo = true, DemoProcesses = Story.Processes });

        var instance = await node.StartProcess("purchase-request", ("item", new FeelString("a thing")), ("amount", FeelNumber.Of(400)));

        var incident = Assert.Single(await node.Get<Incidents>().List(new IncidentQuery { InstanceKey = instance.Key }, Slice.All, Ct));
        Assert.Equal("decision", incident.Kind);
        Assert.Contains("»category«", incident.Message, StringComparison.Ordinal);
        Assert.Contains("Variables in scope: amount, item, requester.", incident.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_approved_is_ordered_by_hand_and_ends_when_the_goods_come()
    {
        await using var node = await Story.Stage(_database);
        var story = await Buy(node, 400);
        await story.Do("anna", "approvePurchase", ("approval", new FeelString("approve")));
        await story.Do("ben", "orderByHand", ("orderNumber", new FeelString("A-1")));
        Assert.Equal("", await story.Open());

        await story.Tell("ben", "goods-received");

        await story.EndsAt("ordered");
    }

    [Fact]
    public async Task What_is_refused_is_not_ordered()
    {
        await using var node = await Story.Stage(_database);
        var story = await Buy(node, 400);

        await story.Do("anna", "approvePurchase", ("approval", new FeelString("refuse")));

        await story.EndsAt("refused");
    }

    [Theory]
    [InlineData("here", "ordered")]
    [InlineData("cancelled", "notDelivered")]
    [InlineData("later", "ordered")]
    public async Task Goods_that_do_not_come_are_chased(string answer, string end)
    {
        await using var node = await Story.Stage(_database);
        var story = await Buy(node, 90);
        await story.Do("ben", "orderByHand", ("orderNumber", new FeelString("A-1")));
        await story.Pass(_database, TimeSpan.FromDays(14));

        await story.Do("ben", "chaseDelivery", ("delivery", new FeelString(answer)));
        if (answer == "later") await story.Tell("ben", "goods-received");

        await story.EndsAt(end);
    }

    [Fact]
    public async Task A_supplier_with_an_address_gets_the_order_by_HTTP()
    {
        await using var shop = await StubServer.StartAnswering(_ => (201, """{"orderNumber":"S-5"}"""));
        await using var node = await WithShop(shop);

        var story = await Buy(node, 90);

        Assert.Equal("", await story.Open());
        Assert.Equal("S-5", (await story.Variable("orderNumber")).Text);
        Assert.Equal(("POST", "/orders"), Assert.Single(shop.Received) is var sent ? (sent.Method, sent.Target) : default);
        Assert.Contains("\"item\":\"a chair\"", shop.Received[0].Body, StringComparison.Ordinal);
        await story.Tell("ben", "goods-received");
        await story.EndsAt("ordered");
    }

    [Fact]
    public async Task An_order_that_the_supplier_refuses_goes_to_a_person()
    {
        await using var shop = await StubServer.Start(400);
        await using var node = await WithShop(shop);

        var story = await Buy(node, 90);

        Assert.Equal("orderByHand", await story.Open());
        Assert.Contains("400", (await story.Variable("orderProblem")).Text, StringComparison.Ordinal);
    }

    async Task<TestNode> WithShop(StubServer shop)
    {
        var node = await Story.Stage(_database, c => c.Http = new HttpOptions { AllowedHosts = [$"127.0.0.1:{shop.Port}"] });
        await Story.Set(node, "purchase-suppliers.dmn", "<text>null</text>", $"<text>\"{shop.Url}/orders\"</text>");
        return node;
    }

    static Task<Story> Buy(TestNode node, int amount) =>
        Story.Begin(node, "carl", "purchase-request", ("item", new FeelString("a chair")), ("amount", FeelNumber.Of(amount)), ("category", new FeelString("office")));

    static async Task<IEnumerable<string>> Groups(TestNode node, long taskKey)
    {
        await using var connection = await node.Database.Open(Ct);
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT candidate_id FROM task_candidate WHERE kind = 'group' AND task_key = {taskKey}";
        return [(string)(await command.ExecuteScalarAsync(Ct))!];
    }

    public void Dispose() => _database.Dispose();
}
