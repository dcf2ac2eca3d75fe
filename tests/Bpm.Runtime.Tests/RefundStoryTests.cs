using Bpm.Connectors;
using Bpm.Connectors.Tests;
using Bpm.Feel;

namespace Bpm.Runtime.Tests;

/// <summary>The shipped refund: a transaction whose done steps are undone, the last first, when a later one fails.</summary>
public sealed class RefundStoryTests : IDisposable
{
    readonly TestDatabase _database = new();

    [Fact]
    public async Task A_small_refund_needs_one_approval_and_is_paid_by_hand()
    {
        await using var node = await Story.Stage(_database);
        var story = await Begin(node, 500);
        await story.Do("anna", "approveRefund", ("approval", Text("approve")));
        await story.Do("ben", "payByHand", ("payment", Text("Z-1")));
        await story.Do("dora", "informCustomer", ("arrival", Text("arrived")));

        await story.EndsAt("refunded");
        Assert.Single(await Ledger());
    }

    [Theory]
    [InlineData("approve", "refuse")]
    [InlineData("refuse", "")]
    public async Task Above_the_limit_both_pairs_of_eyes_must_approve(string first, string second)
    {
        await using var node = await Story.Stage(_database);
        var story = await Begin(node, 501);
        await story.Do("anna", "approveRefund", ("approval", Text(first)));
        if (second.Length > 0)
        {
            var same = await node.Engine.Claim(await node.Actor("anna"), (await story.Task("approveAsSecond")).TaskKey);
            Assert.False(same.IsDone);
            await story.Do("mark", "approveAsSecond", ("secondApproval", Text(second)));
        }

        await story.EndsAt("refused");
        Assert.False(File.Exists(Path.Combine(_database.Folder, "ledger.jsonl")));
    }

    [Fact]
    public async Task Above_the_limit_it_is_paid_when_both_have_approved()
    {
        await using var node = await Story.Stage(_database);
        var story = await Begin(node, 501);
        await story.Do("anna", "approveRefund", ("approval", Text("approve")));
        await story.Do("mark", "approveAsSecond", ("secondApproval", Text("approve")));

        Assert.Equal("payByHand", await story.Open());
        Assert.Equal("L-000001", (await story.Variable("reservation")).Text);
    }

    [Fact]
    public async Task A_wrong_cost_centre_is_corrected_and_reserved_again()
    {
        await using var node = await Story.Stage(_database);
        var story = await Begin(node, 100, "nonsense");
        await story.Do("anna", "approveRefund", ("approval", Text("approve")));
        Assert.Equal("correctCostCentre", await story.Open());

        await story.Do("anna", "correctCostCentre", ("costCentre", Text("CC-1000")));

        Assert.Equal("payByHand", await story.Open());
        Assert.Single(await Ledger());
    }

    [Fact]
    public async Task Money_that_did_not_arrive_is_called_back_and_the_reservation_is_released()
    {
        await using var node = await Story.Stage(_database);
        var story = await Begin(node, 100);
        await story.Do("anna", "approveRefund", ("approval", Text("approve")));
        await story.Do("ben", "payByHand", ("payment", Text("Z-1")));

        await story.Do("dora", "informCustomer", ("arrival", Text("failed")), ("failure", Text("the account is closed")));

        Assert.Equal("callPaymentBack", await story.Open());
        await story.Do("ben", "callPaymentBack", ("calledBack", Text("it is back")));
        Assert.Equal("explainFailure", await story.Open());
        await story.Do("dora", "explainFailure", ("explained", Text("by phone")));
        await story.EndsAt("failed");
        Assert.Equal(["callPaymentBack", "releaseReservation"], (await story.Path()).Where(e => e.Role == "undo").Select(e => e.ElementId));
        Assert.Contains("\"Amount\":-100", (await Ledger())[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_connected_bank_pays_and_takes_the_payment_back()
    {
        await using var bank = await StubServer.StartAnswering(r => r.Method == "POST" ? (201, """{"id":"pay 7"}""") : (200, "{}"));
        await using var node = await WithBank(bank);
        var story = await Begin(node, 100);
        await story.Do("anna", "approveRefund", ("approval", Text("approve")));
        Assert.Equal("informCustomer", await story.Open());

        await story.Do("dora", "informCustomer", ("arrival", Text("failed")), ("failure", Text("paid twice")));

        await story.Do("dora", "explainFailure", ("explained", Text("by phone")));
        await story.EndsAt("failed");
        Assert.Equal(["POST /payments", "DELETE /payments/pay%207"], bank.Received.Select(r => $"{r.Method} {r.Target}"));
        Assert.Contains("\"account\":\"DE0212\"", bank.Received[0].Body, StringComparison.Ordinal);
        Assert.Equal(["cancelPayment", "releaseReservation"], (await story.Path()).Where(e => e.Role == "undo").Select(e => e.ElementId));
        Assert.Equal(2, (await Ledger()).Length);
    }

    [Fact]
    public async Task A_payment_that_the_bank_refuses_undoes_only_the_reservation()
    {
        await using var bank = await StubServer.Start(422);
        await using var node = await WithBank(bank);
        var story = await Begin(node, 100);

        await story.Do("anna", "approveRefund", ("approval", Text("approve")));

        Assert.Equal("explainFailure", await story.Open());
        Assert.Contains("422", (await story.Variable("failure")).Text, StringComparison.Ordinal);
        Assert.Equal(["releaseReservation"], (await story.Path()).Where(e => e.Role == "undo").Select(e => e.ElementId));
        await story.Do("dora", "explainFailure", ("explained", Text("by phone")));
        await story.EndsAt("failed");
    }

    [Fact]
    public async Task A_bank_that_is_down_is_asked_again_with_the_same_key_and_then_an_operator_sees_it()
    {
        await using var bank = await StubServer.Start(503);
        await using var node = await WithBank(bank);
        var story = await Begin(node, 100);
        await story.Do("anna", "approveRefund", ("approval", Text("approve")));

        for (var attempt = 0; attempt < 3; attempt++) await story.Pass(_database, TimeSpan.FromMinutes(10));

        Assert.Equal("payByBank", (await story.Incident()).ElementId);
        Assert.Single(bank.Received.Select(r => r.Header("Idempotency-Key")).Distinct());
        Assert.Equal(3, bank.Received.Count);
    }

    async Task<TestNode> WithBank(StubServer bank)
    {
        var node = await Story.Stage(_database, c => c.Http = new HttpOptions { AllowedHosts = [$"127.0.0.1:{bank.Port}"] });
        await Story.Set(node, "refund-rules.dmn", "<text>null</text>", $"<text>\"{bank.Url}/payments\"</text>");
        return node;
    }

    static Task<Story> Begin(TestNode node, int amount, string costCentre = "CC-2000") => Story.Begin(node, "carl", "refund",
        ("number", Text("R-17")), ("customer", Text("Kontor")), ("amount", FeelNumber.Of(amount)), ("account", Text("DE0212")), ("costCentre", Text(costCentre)), ("reason", Text("broken")));

    Task<string[]> Ledger() => File.ReadAllLinesAsync(Path.Combine(_database.Folder, "ledger.jsonl"), TestContext.Current.CancellationToken);

    static FeelString Text(string text) => new(text);

    public void Dispose() => _database.Dispose();
}
