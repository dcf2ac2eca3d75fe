using System.Text;
using Bpm.Feel;
using Bpm.Runtime;
using Bpm.Storage;
using Bpm.Web.Processes;
using Bpm.Web.Tests.Support;
using Bunit;

namespace Bpm.Web.Tests.Processes;

public sealed class StartPageTests : IAsyncLifetime
{
    Office _office = default!;

    public async ValueTask InitializeAsync()
    {
        _office = await Office.Open();
        var reply = await _office.Engine.Deploy(await _office.Actor("mia"), new DeploymentRequest("models", null,
            [File("order.bpmn", ProcessModels.Order), File("discount.bpmn", ProcessModels.Discount)]));
        Assert.True(reply.IsDone, string.Join("; ", reply.Value?.Diagnostics.Select(d => d.Message) ?? []));
    }

    public ValueTask DisposeAsync() => _office.DisposeAsync();

    [Fact]
    public async Task Names_what_is_missing_and_starts_nothing()
    {
        await using var desk = _office.ProcessDeskOf("anna");
        var page = desk.Render<StartPage>(p => p.Add(s => s.ProcessId, "order"));
        await page.InvokeAsync(() => page.Labelled("Amount").InputAsync(new() { Value = "0" }));

        await page.InvokeAsync(() => page.Find("form").SubmitAsync());

        Assert.Contains("Expected a value, but it is empty.", page.Said(), StringComparison.Ordinal);
        Assert.Contains("Expected at least 1.", page.Said(), StringComparison.Ordinal);
        Assert.Empty(await Instances("order"));
    }

    [Fact]
    public async Task Starts_with_the_business_key_of_the_form_and_leads_to_my_task()
    {
        await using var desk = _office.ProcessDeskOf("anna");
        var page = desk.Render<StartPage>(p => p.Add(s => s.ProcessId, "order"));
        Assert.DoesNotContain("Business key", page.Said(), StringComparison.Ordinal);
        await page.InvokeAsync(() => page.Labelled("Order number").InputAsync(new() { Value = "A-17" }));
        await page.InvokeAsync(() => page.Labelled("Amount").InputAsync(new() { Value = "3" }));

        await page.InvokeAsync(() => page.Find("form").SubmitAsync());

        page.WaitForAssertion(() => Assert.Contains("Started: A-17", page.Said(), StringComparison.Ordinal));
        var instance = Assert.Single(await Instances("order"));
        Assert.Equal("A-17", instance.BusinessKey);
        var links = page.FindAll("a").Select(a => a.GetAttribute("href")).ToArray();
        Assert.Contains($"/instances/{instance.InstanceKey}", links);
        Assert.Contains(links, l => l!.StartsWith("/inbox/", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Does_not_lead_to_a_task_of_others()
    {
        await using var desk = _office.ProcessDeskOf("carl");
        var page = desk.Render<StartPage>(p => p.Add(s => s.ProcessId, "order"));
        await page.InvokeAsync(() => page.Labelled("Order number").InputAsync(new() { Value = "A-18" }));

        await page.InvokeAsync(() => page.Find("form").SubmitAsync());

        page.WaitForAssertion(() => Assert.Contains("Started: A-18", page.Said(), StringComparison.Ordinal));
        Assert.DoesNotContain(page.FindAll("a"), a => a.GetAttribute("href")!.StartsWith("/inbox/", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Takes_variables_and_a_business_key_where_the_model_has_no_form()
    {
        await using var desk = _office.ProcessDeskOf("anna");
        var page = desk.Render<StartPage>(p => p.Add(s => s.ProcessId, "discount"));
        await page.InvokeAsync(() => page.Labelled("Business key").ChangeAsync(new() { Value = "D-1" }));
        await page.InvokeAsync(() => page.Labelled("Variables as a JSON object").ChangeAsync(new() { Value = "[1]" }));

        await page.InvokeAsync(() => page.Button("Start").ClickAsync(new()));
        Assert.Contains("Expected a JSON object", page.Said(), StringComparison.Ordinal);
        await page.InvokeAsync(() => page.Labelled("Variables as a JSON object").ChangeAsync(new() { Value = """{ "price": 10 }""" }));
        await page.InvokeAsync(() => page.Button("Start").ClickAsync(new()));

        page.WaitForAssertion(() => Assert.Contains("Started: D-1", page.Said(), StringComparison.Ordinal));
        var instance = Assert.Single(await Instances("discount"));
        var price = Assert.Single(await _office.Get<Variables>().Of(instance.InstanceKey, Xunit.TestContext.Current.CancellationToken), v => v.Name == "price");
        Assert.Equal(FeelNumber.Of(10), price.Value);
    }

    [Fact]
    public async Task Says_why_a_modeler_may_not_start()
    {
        await using var desk = _office.ProcessDeskOf("mia");
        var page = desk.Render<StartPage>(p => p.Add(s => s.ProcessId, "order"));

        Assert.Contains("Starting a process needs the role Staff", page.Said(), StringComparison.Ordinal);
        Assert.False(page.HasButton("Start"));
    }

    static DeploymentFile File(string name, string text) => new(name, Encoding.UTF8.GetBytes(text));

    Task<IReadOnlyList<InstanceRow>> Instances(string processId) =>
        _office.Get<InstanceOverview>().List(new InstanceQuery { ProcessId = processId }, Slice.All, Xunit.TestContext.Current.CancellationToken);
}
