namespace Bpm.Web.Tests.Shipped;

/// <summary>Every shipped process, and each of its exception paths, from the first to the last step over REST.</summary>
public sealed class ShippedStoriesTests(ShippedProduct shipped) : IClassFixture<ShippedProduct>
{
    const string Order = """carl starts purchase-request {"item":"a chair","amount":90,"category":"office"}""";
    const string Customer = """carl starts kyc-onboarding {"customerNumber":"C-7","customer":"Lindner","yearlyVolume":500,"politicallyExposed":false,"documents":"passport, address","country":""";
    const string Refund = """carl starts refund {"number":"R-1","customer":"Kontor","reason":"broken",""";
    const string Payable = Refund + "\"costCentre\":\"CC-2000\",\"account\":\"DE0212\",\"amount\":";
    const string Hire = """mark starts employee-onboarding {"employeeNumber":"E-1","employee":"Erika","mentor":"dora","firstDay":"2099-03-20"}""";
    const string Bundle = """carl starts shipping-documents {"customer":"Nordwind","shipment":"SH-1","bundle":"Bill of Lading SH-1\n---\nPacking list SH-1\n---\n""";

    [Theory]
    [InlineData("ordered by hand", Order, """ben does orderByHand {"orderNumber":"A-1"}""", "ben sends goods-received", "ends at ordered")]
    [InlineData("refused", """carl starts purchase-request {"item":"a desk","amount":900,"category":"office"}""", """anna does approvePurchase {"approval":"refuse"}""", "ends at refused")]
    [InlineData("never delivered", Order, """ben does orderByHand {"orderNumber":"A-1"}""", "P14D pass", """ben does chaseDelivery {"delivery":"later"}""",
        "P14D pass", """ben does chaseDelivery {"delivery":"cancelled"}""", "ends at notDelivered")]
    public Task A_purchase_request(string _, params string[] lines) => Play(lines);

    [Theory]
    [InlineData("by HTTP", Order, "open", "ben sends goods-received", "ends at ordered")]
    [InlineData("refused by the shop", """carl starts purchase-request {"item":"unobtainable","amount":90,"category":"office"}""", """ben does orderByHand {"orderNumber":"A-1"}""", "ben sends goods-received", "ends at ordered")]
    public Task A_purchase_request_with_a_shop(string _, params string[] lines) => Play(lines, "purchase-suppliers.dmn", "<text>null</text>", $"<text>\"{shipped.Others}/orders\"</text>");

    [Theory]
    [InlineData("low risk", Customer + "\"home\"}", """anna does checkDocument document=passport {"verdict":"valid"}""", """ben does checkDocument document=address {"verdict":"valid"}""", "ends at accepted")]
    [InlineData("one document back", Customer + "\"home\"}", """anna does checkDocument document=passport {"verdict":"invalid","remark":"blurred"}""", "open checkDocument requestDocument",
        """ben does checkDocument document=address {"verdict":"valid"}""", """dora does requestDocument {"answer":"new"}""", """anna does checkDocument {"verdict":"invalid","remark":"expired"}""",
        """dora sends kyc-document {"document":"passport"}""", """anna does checkDocument {"verdict":"valid"}""", "ends at accepted")]
    [InlineData("given up", Customer + "\"home\"}", """anna does checkDocument document=passport {"verdict":"invalid"}""", """dora does requestDocument {"answer":"gaveUp"}""", "ends at givenUp")]
    [InlineData("too late", Customer + "\"home\"}", "P30D pass", "ends at givenUp")]
    [InlineData("medium risk", Customer + "\"world\"}", """anna does checkDocument document=passport {"verdict":"valid"}""", """ben does checkDocument {"verdict":"valid"}""",
        """anna does reviewCustomer {"acceptance":"accept","acceptanceNote":"fine"}""", "ends at accepted")]
    [InlineData("high risk", Customer + "\"listed\"}", """anna does checkDocument document=passport {"verdict":"valid"}""", """ben does checkDocument {"verdict":"valid"}""",
        """mark does decideCompliance {"acceptance":"refuse","acceptanceNote":"no"}""", """dora does informCustomer {"informedHow":"by letter"}""", "ends at refused")]
    public Task A_KYC_onboarding(string _, params string[] lines) => Play(lines);

    [Theory]
    [InlineData("complete", Bundle + "Commercial invoice SH-1 12.50\"}", "ends at handedOver")]
    [InlineData("doubtful", Bundle + "Our invoice SH-1 12.50\"}", """anna does classifyByPerson {"kind":"invoice"}""", "ends at handedOver")]
    [InlineData("corrected", Bundle + "Commercial invoice SH-2 12.50\"}", """dora does clearUp {"text":"Commercial invoice SH-1 12.50","kind":"invoice","outcome":"corrected"}""", "ends at handedOver")]
    [InlineData("set aside", Bundle + "Commercial invoice SH-2\"}", """dora does clearUp {"text":"?","kind":"invoice","outcome":"setAside"}""",
        """dora does completeFile {"bundle":"Commercial invoice SH-1 12.50","handOver":false}""", "ends at handedOver")]
    [InlineData("incomplete", Bundle + "\"}", """dora does completeFile {"handOver":true}""", "ends at handedOver")]
    public Task Shipping_documents(string _, params string[] lines) => Play(lines);

    [Theory]
    [InlineData("doubtful", Bundle + "Some paper SH-1 12.50\"}", """anna does classifyByPerson {"kind":"invoice"}""", "ends at handedOver")]
    [InlineData("no answer", Bundle + "SILENCE SH-1 12.50\"}", "open", "PT15M pass", """anna does classifyByPerson {"kind":"invoice"}""", "ends at handedOver")]
    public Task Shipping_documents_with_a_language_model(string _, params string[] lines) => Play(lines, "shipping-rules.dmn", "\"key words\"</text>", "\"language model\"</text>");

    [Theory]
    [InlineData("ready", Hire, """anna does setUpPayroll {"payrollNumber":"P-9"}""", """ben does prepareWorkplace {"workplace":"here"}""", """carl does planFirstWeeks {"plan":"look around"}""",
        "open", "P9D pass", "open", "P3D pass", """dora does welcome {"welcomed":"with a cake"}""", "ends at onboarded")]
    [InlineData("late", Hire, """anna does setUpPayroll {"payrollNumber":"P-9"}""", """carl does planFirstWeeks {"plan":"look around"}""", "P8D pass", """mark does stepIn {"measures":"a desk"}""", "P1D pass",
        "open chase prepareWorkplace", """ben does prepareWorkplace {"workplace":"here"}""", "P3D pass", """dora does welcome {"welcomed":"with a cake"}""", "ends at onboarded")]
    [InlineData("withdrawn", Hire, "mark sends hire-withdrawn", """ben does undoPreparations {"undone":"nothing yet"}""", "ends at allUndone")]
    public async Task An_employee_onboarding(string _, params string[] lines)
    {
        // Twelve days from whatever the stories before have made of the clock, at the hour at which a first day begins.
        var now = await new Story(shipped.Product).Now();
        var firstDay = now.Date.AddDays(12 + (now.TimeOfDay > TimeSpan.FromHours(8) ? 1 : 0));
        await new Story(shipped.Product).Play($"PT{(firstDay.AddDays(-12).AddHours(8) - now).TotalSeconds:0}S pass");
        await Play([.. lines.Select(l => l.Replace("2099-03-20", $"{firstDay:yyyy-MM-dd}", StringComparison.Ordinal))]);
    }

    [Theory]
    [InlineData("by hand", Payable + "500}", """anna does approveRefund {"approval":"approve"}""", """ben does payByHand {"payment":"Z-1"}""", """dora does informCustomer {"arrival":"arrived"}""", "ends at refunded")]
    [InlineData("refused", Payable + "500}", """anna does approveRefund {"approval":"refuse"}""", "ends at refused")]
    [InlineData("refused by the second", Payable + "501}", """anna does approveRefund {"approval":"approve"}""", """mark does approveAsSecond {"secondApproval":"refuse"}""", "ends at refused")]
    [InlineData("undone", Refund + "\"costCentre\":\"wrong\",\"account\":\"DE0212\",\"amount\":501}", """anna does approveRefund {"approval":"approve"}""", """mark does approveAsSecond {"secondApproval":"approve"}""",
        """anna does correctCostCentre {"costCentre":"CC-1000"}""", """ben does payByHand {"payment":"Z-1"}""", """dora does informCustomer {"arrival":"failed","failure":"closed"}""",
        """ben does callPaymentBack {"calledBack":"yes"}""", """dora does explainFailure {"explained":"by phone"}""", "ends at failed")]
    public Task A_refund(string _, params string[] lines) => Play(lines);

    [Theory]
    [InlineData("undone", Payable + "9}", """anna does approveRefund {"approval":"approve"}""", """dora does informCustomer {"arrival":"failed"}""", """dora does explainFailure {"explained":"by phone"}""", "ends at failed")]
    [InlineData("refused", Refund + "\"costCentre\":\"CC-2000\",\"account\":\"BLOCKED\",\"amount\":9}", """anna does approveRefund {"approval":"approve"}""", """dora does explainFailure {"explained":"by phone"}""", "ends at failed")]
    [InlineData("bank down", Refund + "\"costCentre\":\"CC-2000\",\"account\":\"DOWN0\",\"amount\":9}", """anna does approveRefund {"approval":"approve"}""", "PT1H pass", "incident at payByBank")]
    public Task A_refund_with_a_bank(string _, params string[] lines) => Play(lines, "refund-rules.dmn", "<text>null</text>", $"<text>\"{shipped.Others}/payments\"</text>");

    [Theory]
    [InlineData("given up", """carl starts incident-handling {"number":"INC-1","title":"No light","affected":"Kontor"}""", "carl sends incident-withdrawn", "ends at dropped")]
    public Task An_incident(string _, params string[] lines) => Play(lines);

    async Task Play(string[] lines, string file = "", string before = "", string after = "")
    {
        Assert.True(lines.Length > 1);
        var story = new Story(shipped.Product);
        if (file.Length > 0) await story.Deploy(file, before, after);
        try
        {
            await story.Play(string.Join('\n', lines));
        }
        finally
        {
            if (file.Length > 0) await story.Deploy(file);
        }
    }
}
