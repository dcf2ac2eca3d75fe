using Bpm.Engine;
using Bpm.Runtime;
using Bpm.Storage;
using Bpm.Web.Inbox;
using Bpm.Web.Instances;
using Bpm.Web.Processes;
using Bpm.Web.Tests.Processes;
using Bpm.Web.Tests.Support;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

namespace Bpm.Web.Tests.Instances;

/// <summary>What operators press to suspend, and what everybody sees of it.</summary>
public sealed class SuspensionPagesTests : IAsyncLifetime
{
    Office _office = default!;

    public async ValueTask InitializeAsync() => _office = await Office.Open();

    public ValueTask DisposeAsync() => _office.DisposeAsync();

    [Fact]
    public async Task An_operator_suspends_an_instance_with_a_reason_and_resumes_it()
    {
        var key = InstanceKey.Of(await _office.StartTask("I-1"));
        await using var desk = _office.ProcessDeskOf("olga");
        var page = desk.Render<InstancePage>(p => p.Add(i => i.Key, key));

        await page.InvokeAsync(() => page.Button("Suspend").ClickAsync(new()));
        await page.InvokeAsync(() => page.Button("Suspend the instance").ClickAsync(new()));
        Assert.Contains("Expected a reason", page.Said(), StringComparison.Ordinal);
        await page.InvokeAsync(() => page.Labelled("Reason").InputAsync(new() { Value = "The invoice is disputed" }));
        await page.InvokeAsync(() => page.Button("Suspend the instance").ClickAsync(new()));

        page.WaitForAssertion(() => Assert.Contains("The instance is suspended.", page.Said(), StringComparison.Ordinal));
        page.WaitForAssertion(() => Assert.Contains("Suspended by Olga Orlow", page.Find(".callout-warning").TextContent, StringComparison.Ordinal));
        Assert.Contains("The invoice is disputed", page.Find(".callout-warning").TextContent, StringComparison.Ordinal);
        Assert.Contains("Olga Orlow suspended the process", page.Said(), StringComparison.Ordinal);
        Assert.NotNull((await Instance(key)).SuspendedAt);

        await page.InvokeAsync(() => page.Button("Resume").ClickAsync(new()));
        await page.InvokeAsync(() => page.Button("Resume the instance").ClickAsync(new()));

        page.WaitForAssertion(() => Assert.Contains("The instance goes on.", page.Said(), StringComparison.Ordinal));
        page.WaitForAssertion(() => Assert.Empty(page.FindAll(".callout-warning")));
        Assert.Null((await Instance(key)).SuspendedAt);
    }

    [Fact]
    public async Task Others_see_the_banner_and_are_not_offered_to_resume_it()
    {
        var key = InstanceKey.Of(await Suspended("I-1"));
        await using var desk = _office.ProcessDeskOf("anna");

        var page = desk.Render<InstancePage>(p => p.Add(i => i.Key, key));

        Assert.Contains("Suspended by Olga Orlow", page.Find(".callout-warning").TextContent, StringComparison.Ordinal);
        Assert.False(page.HasButton("Resume"));
    }

    [Fact]
    public async Task Suspended_instances_are_marked_in_the_list_and_have_a_list_of_their_own()
    {
        await Suspended("Stopped-1");
        await _office.StartTask("Running-1");
        await using var desk = _office.ProcessDeskOf("olga");
        desk.Services.GetRequiredService<NavigationManager>().NavigateTo("/instances?state=suspended");

        var page = desk.Render<InstancesPage>();

        Assert.Contains("Stopped-1", page.Said(), StringComparison.Ordinal);
        Assert.DoesNotContain("Running-1", page.Said(), StringComparison.Ordinal);
        Assert.Contains("Suspended", page.Find("[aria-label='Process instances'] .badge-warning").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_holds_a_suspended_task_learns_why_it_cannot_be_completed()
    {
        var task = await _office.StartTask("I-1");
        await _office.Engine.Claim(await _office.Actor("anna"), task);
        await using var desk = _office.DeskOf("anna");
        desk.Services.GetRequiredService<NavigationManager>().NavigateTo($"/inbox/{task}?view=mine");
        var page = desk.Render<InboxPage>(p => p.Add(i => i.TaskKey, task));
        Assert.False(page.Find("fieldset.form-fields").HasAttribute("disabled"));

        await _office.Engine.SuspendInstance(await _office.Actor("olga"), InstanceKey.Of(task), "The invoice is disputed");

        await page.WaitForAssertionAsync(() => Assert.Contains("Suspended by Olga Orlow", Callouts(page), StringComparison.Ordinal));
        Assert.Contains("The invoice is disputed", Callouts(page), StringComparison.Ordinal);
        await page.WaitForAssertionAsync(() => Assert.True(page.Find("fieldset.form-fields").HasAttribute("disabled")));
        await page.WaitForAssertionAsync(() => Assert.Contains("Suspended", page.Find("[data-task]").TextContent, StringComparison.Ordinal));
        Assert.False(page.HasButton("Complete"));

        await _office.Engine.ActivateInstance(await _office.Actor("olga"), InstanceKey.Of(task), null);
        var again = desk.Render<InboxPage>(p => p.Add(i => i.TaskKey, task));
        Assert.False(again.Find("fieldset.form-fields").HasAttribute("disabled"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_process_is_suspended_alone_or_with_its_instances(bool withInstances)
    {
        var key = InstanceKey.Of(await _office.StartTask("I-1"));
        await using var desk = _office.ProcessDeskOf("olga");
        var page = desk.Render<ProcessPage>(p => p.Add(s => s.ProcessId, "approval"));

        await page.InvokeAsync(() => page.Button("Suspend").ClickAsync(new()));
        if (withInstances) await page.InvokeAsync(() => page.FindAll("input[type=radio]")[1].ChangeAsync(new() { Value = "on" }));
        await page.InvokeAsync(() => page.Labelled("Reason").InputAsync(new() { Value = "End of year" }));
        await page.InvokeAsync(() => page.Button("Suspend the process").ClickAsync(new()));

        page.WaitForAssertion(() => Assert.Contains(
            withInstances ? "The process is suspended, and one instance with it." : "The process is suspended.", page.Said(), StringComparison.Ordinal));
        page.WaitForAssertion(() => Assert.Contains("Suspended by Olga Orlow", page.Find(".callout-warning").TextContent, StringComparison.Ordinal));
        Assert.Contains("It is suspended: nobody can start it now.", page.Said(), StringComparison.Ordinal);
        Assert.Equal(withInstances, (await Instance(key)).IsSuspended);
        Assert.Equal(RejectionKind.Suspended, (await _office.Engine.Start(await _office.Actor("carl"), StartRequest.Process("approval", VariableSet.Empty))).Rejection!.Kind);

        await page.InvokeAsync(() => page.Button("Resume").ClickAsync(new()));
        await page.InvokeAsync(() => page.Button("Resume the process").ClickAsync(new()));
        page.WaitForAssertion(() => Assert.Contains("The process is resumed.", page.Said(), StringComparison.Ordinal));
        page.WaitForAssertion(() => Assert.Empty(page.FindAll(".callout-warning")));
    }

    [Fact]
    public async Task Only_operators_are_offered_to_suspend_a_process()
    {
        await using var desk = _office.ProcessDeskOf("anna");

        Assert.False(desk.Render<ProcessPage>(p => p.Add(s => s.ProcessId, "approval")).HasButton("Suspend"));
    }

    async Task<long> Suspended(string invoice)
    {
        var task = await _office.StartTask(invoice);
        Assert.True((await _office.Engine.SuspendInstance(await _office.Actor("olga"), InstanceKey.Of(task), "Disputed")).IsDone);
        return task;
    }

    async Task<InstanceRow> Instance(long key) => (await _office.Get<InstanceOverview>().Find(key, Ct))!;

    static string Callouts(IRenderedComponent<InboxPage> page) => string.Join(" | ", page.FindAll(".callout").Select(c => c.TextContent));

    static CancellationToken Ct => Xunit.TestContext.Current.CancellationToken;
}
