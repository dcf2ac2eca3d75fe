using Bpm.Engine;
using Bpm.Feel;
using Bpm.Storage;

namespace Bpm.Runtime.Tests;

/// <summary>The shipped process with its own connectors and the demo people, from the first start of the product on.</summary>
public sealed class InvoiceStoryTests : IDisposable
{
    readonly TestDatabase _database = new();

    [Fact]
    public async Task Demo_mode_deploys_the_shipped_process_and_starts_its_samples_only_once()
    {
        int first;
        await using (var node = await Start()) first = await node.Get<InstanceOverview>().Count(new InstanceQuery(), CancellationToken.None);

        await using var again = await Start();

        Assert.Equal(first, await again.Get<InstanceOverview>().Count(new InstanceQuery(), CancellationToken.None));
        Assert.True(first >= 3);
        Assert.Equal(1, (await again.Get<Definitions>().FindLatest("invoice-approval", CancellationToken.None))!.Version);
    }

    [Fact]
    public async Task An_invoice_is_checked_approved_booked_and_archived()
    {
        await using var node = await Start();
        var instance = await Receive(node, 400);

        await Complete(node, instance, "checkInvoice", "anna", ("checkDecision", "ok"), ("costCentre", "CC-1234"));
        await Complete(node, instance, "approveInvoice", "carl", ("approval", "approve"));
        await node.RunDueWork();

        Assert.Equal("completed", await State(node, instance));
        Assert.True(File.Exists(Path.Combine(_database.Folder, "archive", $"{instance}.json")));
        Assert.Single(await File.ReadAllLinesAsync(Path.Combine(_database.Folder, "ledger.jsonl")));
    }

    [Fact]
    public async Task A_wrong_cost_centre_is_corrected_by_a_person_and_booked_again()
    {
        await using var node = await Start();
        var instance = await Receive(node, 400);
        await Complete(node, instance, "checkInvoice", "anna", ("checkDecision", "ok"), ("costCentre", "nonsense"));
        await Complete(node, instance, "approveInvoice", "carl", ("approval", "approve"));
        await node.RunDueWork();

        await Complete(node, instance, "correctBooking", "ben", ("costCentre", "CC-4321"));
        await node.RunDueWork();

        Assert.Equal("completed", await State(node, instance));
    }

    [Fact]
    public async Task A_late_approval_comes_before_the_manager_who_takes_it_over()
    {
        await using var node = await Start();
        var instance = await Receive(node, 400);
        await Complete(node, instance, "checkInvoice", "anna", ("checkDecision", "ok"), ("costCentre", "CC-1234"));
        _database.Clock.Advance(TimeSpan.FromHours(8));
        await node.RunDueWork();

        var escalation = Assert.Single(await node.Get<Escalations>().Open("mark", [], CancellationToken.None), e => e.InstanceKey == instance);
        Assert.True((await node.Engine.TakeOver(await node.Actor("mark"), escalation.TaskKey)).IsDone);
        await Complete(node, instance, "approveInvoice", "mark", ("approval", "approve"));
        await node.RunDueWork();

        Assert.Equal("completed", await State(node, instance));
    }

    Task<TestNode> Start() => TestNode.Start(_database, new BpmOptions { Data = _database.Folder, Demo = true, DemoProcesses = Processes() });

    static async Task<long> Receive(TestNode node, int amount)
    {
        var reply = await node.Engine.Start(await node.Actor("carl"), StartRequest.Process("invoice-approval", VariableSet.Of(
            ("number", new FeelString("R-2026-17")), ("supplier", new FeelString("Paper & Co")), ("amount", FeelNumber.Of(amount)),
            ("currency", new FeelString("EUR")), ("department", new FeelString("sales")), ("approveWithin", new FeelString("PT8H")))));
        Assert.Equal("R-2026-17", reply.Value!.BusinessKey);
        return reply.Value.Key;
    }

    static async Task Complete(TestNode node, long instance, string elementId, string user, params (string, string)[] variables)
    {
        var open = await node.Get<UserTasks>().List(new UserTaskQuery { InstanceKey = instance }, Slice.All, CancellationToken.None);
        var task = Assert.Single(open, t => t.ElementId == elementId);
        var reply = await node.Engine.Complete(await node.Actor(user), task.TaskKey, VariableSet.Of([.. variables.Select(v => (v.Item1, (FeelValue)new FeelString(v.Item2)))]));
        Assert.True(reply.IsDone, reply.Rejection?.Message);
    }

    static async Task<string> State(TestNode node, long instance) => (await node.Get<InstanceOverview>().Find(instance, CancellationToken.None))!.State;

    static string Processes()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "Bpm.sln"))) folder = folder.Parent;
        return Path.Combine(folder.FullName, "processes");
    }

    public void Dispose() => _database.Dispose();
}
