using System.Text;
using Bpm.Engine;
using Bpm.Feel;
using Bpm.Runtime;
using Bpm.Storage;
using Bpm.Web.Instances;
using Bpm.Web.Shared;
using Bpm.Web.Tests.Processes;
using Bpm.Web.Tests.Support;
using Bunit;

namespace Bpm.Web.Tests.Instances;

public sealed class InstancePageTests : IAsyncLifetime
{
    Office _office = default!;

    public async ValueTask InitializeAsync()
    {
        _office = await Office.Open();
        var reply = await _office.Engine.Deploy(await _office.Actor("mia"),
            new DeploymentRequest("discount", null, [new DeploymentFile("discount.bpmn", Encoding.UTF8.GetBytes(ProcessModels.Discount))]));
        Assert.True(reply.IsDone, string.Join("; ", reply.Value?.Diagnostics.Select(d => d.Message) ?? []));
    }

    public ValueTask DisposeAsync() => _office.DisposeAsync();

    [Fact]
    public async Task Tells_whether_a_resolved_incident_really_let_the_instance_go_on()
    {
        var key = await Discount(price: 2);
        await using var desk = _office.ProcessDeskOf("olga");
        var page = Open(desk, key);
        Assert.Contains("One incident stops this instance", page.Said(), StringComparison.Ordinal);
        Assert.Equal([new DiagramCount("gw", 1)], page.Diagram().Get(d => d.Incidents));

        await page.InvokeAsync(() => page.Button("Resolve and retry").ClickAsync(new()));
        page.WaitForAssertion(() => Assert.Contains("“Large?” was tried again and failed again", page.Said(), StringComparison.Ordinal));

        await _office.Engine.SetVariables(await _office.Actor("olga"), key, VariableSet.Of(("net", FeelNumber.Of(50))));
        await page.InvokeAsync(() => page.Button("Resolve and retry").ClickAsync(new()));

        page.WaitForAssertion(() => Assert.Contains("“Large?” was tried again and is done: the instance went on.", page.Said(), StringComparison.Ordinal));
        Assert.DoesNotContain("stops this instance", page.Said(), StringComparison.Ordinal);
        Assert.Contains("A timer fires", page.Said(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cancels_with_a_reason_that_stays_in_the_timeline()
    {
        var key = InstanceKey.Of(await _office.StartTask("I-1"));
        await using var desk = _office.ProcessDeskOf("olga");
        var page = Open(desk, key);

        await page.InvokeAsync(() => page.Button("Cancel instance").ClickAsync(new()));
        await page.InvokeAsync(() => page.Button("Cancel the instance").ClickAsync(new()));
        Assert.Contains("Expected a reason", page.Said(), StringComparison.Ordinal);
        await page.InvokeAsync(() => page.Labelled("Reason").InputAsync(new() { Value = "Sent twice" }));
        await page.InvokeAsync(() => page.Button("Cancel the instance").ClickAsync(new()));

        page.WaitForAssertion(() => Assert.Contains("The instance is cancelled.", page.Said(), StringComparison.Ordinal));
        Assert.Contains("Olga Orlow cancelled the process", page.Said(), StringComparison.Ordinal);
        Assert.Contains("Sent twice", page.Said(), StringComparison.Ordinal);
        Assert.False(page.HasButton("Cancel instance"));
    }

    [Fact]
    public async Task Runs_a_timer_now()
    {
        var key = await Discount(price: 20);
        await using var desk = _office.ProcessDeskOf("olga");
        var page = Open(desk, key);

        await page.InvokeAsync(() => page.Button("Run now").ClickAsync(new()));

        page.WaitForAssertion(() => Assert.Contains("“A day later” was carried out now instead of later.", page.Said(), StringComparison.Ordinal));
        Assert.Contains("It is completed.", page.Said(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Changes_a_variable_only_to_a_value_of_the_chosen_kind()
    {
        var key = await Discount(price: 20);
        await using var desk = _office.ProcessDeskOf("olga");
        var page = Open(desk, key);

        await page.InvokeAsync(() => page.Button("Change price").ClickAsync(new()));
        await page.InvokeAsync(() => page.Labelled("Value").ChangeAsync(new() { Value = "many" }));
        await page.InvokeAsync(() => page.Find("form").SubmitAsync());
        Assert.Contains("Expected a number such as 1200.50, but got 'many'.", page.Said(), StringComparison.Ordinal);

        await page.InvokeAsync(() => page.Labelled("Kind").ChangeAsync(new() { Value = "Date" }));
        await page.InvokeAsync(() => page.Labelled("Value").ChangeAsync(new() { Value = "2026-03-05" }));
        await page.InvokeAsync(() => page.Find("form").SubmitAsync());

        page.WaitForAssertion(() => Assert.Contains("“price” is changed.", page.Said(), StringComparison.Ordinal));
        var price = Assert.Single(await _office.Get<Variables>().Of(key, Ct), v => v.Name == "price");
        Assert.Equal("2026-03-05", Assert.IsType<FeelDate>(price.Value).Text);
    }

    [Fact]
    public async Task Removes_a_variable()
    {
        var key = await Discount(price: 20);
        await using var desk = _office.ProcessDeskOf("olga");
        var page = Open(desk, key);

        await page.InvokeAsync(() => page.Button("Change price").ClickAsync(new()));
        await page.InvokeAsync(() => page.Button("Remove").ClickAsync(new()));

        page.WaitForAssertion(() => Assert.Contains("“price” is removed.", page.Said(), StringComparison.Ordinal));
        Assert.DoesNotContain(await _office.Get<Variables>().Of(key, Ct), v => v.Name == "price");
    }

    [Fact]
    public async Task Shows_staff_where_it_stands_but_not_what_it_carries_and_lets_them_change_nothing()
    {
        var key = await Discount(price: 2);
        await using var desk = _office.ProcessDeskOf("anna");
        var page = Open(desk, key);

        Assert.Contains("Cancelling, suspending, retrying and changing an instance needs the role Operator.", page.Said(), StringComparison.Ordinal);
        Assert.Contains("An operator can mend the cause", page.Said(), StringComparison.Ordinal);
        Assert.Contains("Its variables and timeline are for the people who take part in it.", page.Said(), StringComparison.Ordinal);
        foreach (var action in (string[])["Resolve", "Cancel", "Run now", "Change", "Add"]) Assert.False(page.HasButton(action), action);
    }

    [Fact]
    public async Task Says_in_words_whom_it_waits_for_and_follows_what_happens()
    {
        var task = await _office.StartTask("I-1");
        await using var desk = _office.ProcessDeskOf("anna");
        var page = Open(desk, InstanceKey.Of(task));
        Assert.Contains("Free for group Accounting.", page.Said(), StringComparison.Ordinal);

        await _office.Engine.Claim(await _office.Actor("ben"), task);

        page.WaitForAssertion(() => Assert.Contains("Ben Berg has the task.", page.Said(), StringComparison.Ordinal));
        Assert.Contains("Ben Berg claimed the task", page.Said(), StringComparison.Ordinal);
    }

    async Task<long> Discount(decimal price)
    {
        var reply = await _office.Engine.Start(await _office.Actor("carl"), StartRequest.Process("discount", VariableSet.Of(("price", FeelNumber.Of(price))), "D-1"));
        Assert.True(reply.IsDone, reply.Rejection?.Message);
        return reply.Value!.Key;
    }

    static IRenderedComponent<InstancePage> Open(Desk desk, long key) => desk.Render<InstancePage>(p => p.Add(i => i.Key, key));

    static CancellationToken Ct => Xunit.TestContext.Current.CancellationToken;
}
